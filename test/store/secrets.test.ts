import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '#config.ts';
import { keyRing, newKey, readKey } from '#store/secrets.ts';
import { keysOfFolder, readKeys } from '#store/secrets-keys.ts';
import { installationSecret, readSecrets, resealSecrets } from '#store/secrets-settings.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';

const PLACE = { where: 'a test' };

describe('sealing', () => {
  it('opens with the same key, for what it was sealed about, and is never the same twice', () => {
    const ring = keyRing([newKey()], PLACE);
    const [one, two] = [ring.seal('canary', 'attain_t1/x'), ring.seal('canary', 'attain_t1/x')];
    expect(ring.open(one, 'attain_t1/x')).toBe('canary');
    expect(one).not.toBe(two);
    expect(one).not.toContain('canary');
    expect(one.split('.').slice(0, 2)).toEqual(['a256gcm', ring.current]);
  });

  it('is refused for another workspace, another secret, another key, and when a bit was changed', () => {
    const ring = keyRing([newKey()], PLACE);
    const sealed = ring.seal('canary', 'attain_t1/x');
    expect(() => ring.open(sealed, 'attain_t2/x')).toThrow('is not what was stored');
    expect(() => ring.open(sealed, 'attain_t1/y')).toThrow('is not what was stored');
    expect(() => keyRing([newKey()], PLACE).open(sealed, 'attain_t1/x')).toThrow(`the key ${ring.current}`);
    const [form, id, iv, body = ''] = sealed.split('.');
    for (let at = 0; at < body.length - 1; at++) {
      const other = body[at] === 'A' ? 'B' : 'A';
      const forged = [form, id, iv, `${body.slice(0, at)}${other}${body.slice(at + 1)}`].join('.');
      expect(() => ring.open(forged, 'attain_t1/x')).toThrow('is not what was stored');
    }
    expect(() => ring.open([form, id, iv, body.slice(0, -22)].join('.'), 'attain_t1/x')).toThrow('stored');
  });

  it('goes on opening what an older key sealed', () => {
    const old = newKey();
    const sealed = keyRing([old], PLACE).seal('canary', 'a/b');
    expect(keyRing([newKey(), old], PLACE).open(sealed, 'a/b')).toBe('canary');
  });
});

describe('keys', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'attain-keys-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('are made once in the data folder, for its owner alone', async () => {
    const { current } = keysOfFolder(dataDir);
    expect(keysOfFolder(dataDir).current).toBe(current);
    expect((await stat(join(dataDir, 'key'))).mode & 0o777).toBe(0o600);
  });

  it('are renewed in the file before anything is sealed by the new one, and the old one stays', async () => {
    const ring = keysOfFolder(dataDir);
    const old = ring.current;
    ring.renew();
    expect(ring.ids).toEqual([ring.current, old]);
    expect(keysOfFolder(dataDir).ids).toEqual(ring.ids);
    expect((await stat(join(dataDir, 'key'))).mode & 0o777).toBe(0o600);
  });

  it('that another process renewed are found when they are needed', () => {
    const [here, there] = [keysOfFolder(dataDir), keysOfFolder(dataDir)];
    there.renew();
    expect(here.open(there.seal('canary', 'a/b'), 'a/b')).toBe('canary');
  });

  it('that cannot be read are no reason to make new ones over them', async () => {
    await writeFile(join(dataDir, 'key'), 'no key\n');
    expect(() => keysOfFolder(dataDir)).toThrow('holds no keys');
    expect(await readFile(join(dataDir, 'key'), 'utf8')).toBe('no key\n');
  });

  it('come from ATTAIN_KEY, several separated by commas, and are never shown when they are wrong', () => {
    const keys = [newKey(), newKey()];
    const text = keys.map(({ bytes }) => bytes.toString('base64')).join(', ');
    expect(parseConfig({ ATTAIN_KEY: text }).keys?.map(({ id }) => id)).toEqual(keys.map(({ id }) => id));
    expect(readKeys('')).toBeUndefined();
    expect(readKey(Buffer.alloc(31).toString('base64'))).toBeUndefined();
    const refused = () => parseConfig({ ATTAIN_KEY: 'c2hvcnQtY2FuYXJ5' });
    expect(refused).toThrow('ATTAIN_KEY must be 32 bytes in base64');
    expect(refused).not.toThrow('c2hvcnQtY2FuYXJ5');
  });
});

let plain: Store;
onEachStore(
  (store) => (plain = store),
  () => {
    const withKeys = (keys: Store['keys']): Store => ({
      ...plain,
      keys,
      transaction: (work) => plain.transaction((tx) => work({ ...tx, keys })),
    });
    const stored = async () => JSON.stringify(await plain.db.selectFrom('setting').selectAll().execute());
    beforeEach(() => plain.db.deleteFrom('setting').execute());

    describe('a stored secret', () => {
      it('is made once and stored sealed', async () => {
        const store = withKeys(keyRing([newKey()], PLACE));
        const secret = await installationSecret(store, 'canary');
        expect(secret).toMatch(/^[0-9a-f]{64}$/);
        expect(await installationSecret(store, 'canary')).toBe(secret);
        expect(await stored()).not.toContain(secret);
      });

      it('from before there were keys still opens, and is sealed with the others', async () => {
        const secret = await installationSecret(plain, 'canary');
        expect(await stored()).toContain(secret);
        const store = withKeys(keyRing([newKey()], PLACE));
        expect(await installationSecret(store, 'canary')).toBe(secret);
        expect(await readSecrets(store)).toEqual([{ name: 'canary', keyId: '' }]);
        expect(await resealSecrets(store)).toBe(1);
        expect(await stored()).not.toContain(secret);
        expect(await installationSecret(store, 'canary')).toBe(secret);
      });

      it('opens by its old key until it is sealed anew, and then by the new one alone', async () => {
        const [old, young] = [newKey(), newKey()];
        const secret = await installationSecret(withKeys(keyRing([old], PLACE)), 'canary');
        const both = withKeys(keyRing([young, old], PLACE));
        expect(await installationSecret(both, 'canary')).toBe(secret);
        expect([await resealSecrets(both), await resealSecrets(both)]).toEqual([1, 0]);
        expect(await installationSecret(withKeys(keyRing([young], PLACE)), 'canary')).toBe(secret);
        await expect(installationSecret(withKeys(keyRing([old], PLACE)), 'canary')).rejects.toThrow(young.id);
      });

      it('is all of them or none that are sealed anew', async () => {
        const [old, young, lost] = [newKey(), newKey(), newKey()];
        await installationSecret(withKeys(keyRing([old], PLACE)), 'first');
        await installationSecret(withKeys(keyRing([lost], PLACE)), 'second');
        const before = await stored();
        await expect(resealSecrets(withKeys(keyRing([young, old], PLACE)))).rejects.toThrow(lost.id);
        expect(await stored()).toBe(before);
      });
    });
  },
);
