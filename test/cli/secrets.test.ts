import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { secretChecks } from '#cli/doctor/secrets.ts';
import type { Host, Terminal } from '#cli/host.ts';
import { runCommand } from '#cli/program.ts';
import { parseConfig } from '#config.ts';
import { noProgress } from '#lib/progress.ts';
import { createSigner } from '#outbox/signature.ts';
import { givenKeys, keysOfFolder } from '#store/secrets-keys.ts';
import { newKey } from '#store/secrets.ts';
import type { Store } from '#store/store.ts';
import { servicesOf } from '../features/services.ts';
import { testStore } from '../support/database.ts';

const notHere = () => Promise.reject(new Error('this command needs no Salesforce'));

describe('attain secrets', () => {
  let plain: Store;
  let dataDir: string;
  beforeEach(async () => {
    plain = await testStore();
    dataDir = await mkdtemp(join(tmpdir(), 'attain-secrets-'));
    return () => rm(dataDir, { recursive: true, force: true });
  });

  const withKeys = (keys: Store['keys']): Store => ({
    ...plain,
    keys,
    transaction: (work) => plain.transaction((tx) => work({ ...tx, keys })),
  });

  async function attain(store: Store, ...argv: readonly string[]) {
    let [out, err] = ['', ''];
    const terminal: Terminal = {
      cwd: '/',
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      progress: noProgress,
    };
    const host: Host = {
      config: parseConfig({}),
      services: servicesOf(store),
      reader: { pull: notHere, hurry: () => undefined, connection: notHere },
      catchUp: () => Promise.resolve(),
      clock: undefined,
      queue: undefined,
    };
    const code = await runCommand(argv, terminal, () => Promise.resolve(host));
    return { code, out, err };
  }
  const doctor = async (store: Store) =>
    (await secretChecks(store)).map(({ state, says }) => `${state}: ${says}`);

  it('rotate makes a new key where they are ours, and messages keep their markers', async () => {
    const store = withKeys(keysOfFolder(dataDir));
    const marker = (await createSigner(store)())(7n);
    const old = store.keys?.current;
    const { out } = await attain(store, 'secrets', 'rotate');
    expect(out).toContain(`Sealed by the key ${store.keys?.current}: 1 that were not.`);
    expect(store.keys?.current).not.toBe(old);
    expect((await createSigner(withKeys(keysOfFolder(dataDir)))())(7n)).toBe(marker);
    expect((await attain(store, 'secrets', 'list')).out).toContain(store.keys?.current ?? 'no key');
  });

  it('rotate seals by the first key of ATTAIN_KEY, and says which can go', async () => {
    const [old, young] = [newKey(), newKey()];
    const marker = (await createSigner(withKeys(givenKeys([old])))())(7n);
    const both = withKeys(givenKeys([young, old]));
    expect(await doctor(both)).toEqual([
      expect.stringContaining(`right: ${young.id}, from ATTAIN_KEY`),
      expect.stringContaining('note: 1 of 1 are sealed by an older key'),
    ]);
    expect((await attain(both, 'secrets', 'rotate')).out).toContain(
      `can go once every workspace was rotated: ${old.id}.`,
    );
    expect((await createSigner(withKeys(givenKeys([young])))())(7n)).toBe(marker);
    expect(await doctor(withKeys(givenKeys([young])))).toContain('right: 1 sealed by it');
  });

  it('shows neither a key nor a secret, and doctor says what is lost and how to mend it', async () => {
    const store = withKeys(keysOfFolder(dataDir));
    await createSigner(store)();
    const key = (await readFile(join(dataDir, 'key'), 'utf8')).trim();
    const said = [
      (await attain(store, 'secrets', 'list')).out,
      (await attain(store, 'secrets', 'rotate')).out,
      ...(await doctor(store)),
    ].join('\n');
    expect(said).not.toContain(key);
    expect(said).toContain('keep a copy of it, apart from the database');
    const [, lost] = await secretChecks(withKeys(givenKeys([newKey()])));
    expect(lost).toMatchObject({ state: 'wrong', says: expect.stringContaining('posting_secret') });
    expect(lost?.remedy).toContain('ATTAIN_KEY');
  });
});
