import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host, Terminal } from '#cli/host.ts';
import { runCommand } from '#cli/program.ts';
import { parseConfig } from '#config.ts';
import type { Services } from '#feature.ts';
import { keepRequest } from '#features/people/privacy-requests.ts';
import { noProgress } from '#lib/progress.ts';
import { readAudit } from '#store/audit.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { companyWithSecrets, MIGRATIONS, NOW } from '../access/support/company.ts';
import { ANA_TRACES, nameAnaEverywhere, tablesWith } from '../features/people/support/traces.ts';
import { ANA } from '../features/small-company.ts';
import { freshInstallationId, openTestDatabase } from '../support/database.ts';

const notHere = () => Promise.reject(new Error('this command needs no Salesforce'));

describe('attain person', () => {
  let database: Database;
  let store: Store;
  let services: Services;
  let cwd: string;
  let catchUps: number;
  beforeAll(async () => {
    database = await openTestDatabase({ migrations: MIGRATIONS });
    store = await database.installation(freshInstallationId());
  }, 60_000);
  beforeEach(async () => {
    services = await companyWithSecrets(store);
    await nameAnaEverywhere(services, NOW);
    cwd = await mkdtemp(join(tmpdir(), 'attain-person-'));
    catchUps = 0;
    return () => rm(cwd, { recursive: true, force: true });
  });
  afterAll(() => database.close());

  async function attain(...argv: readonly string[]) {
    let [out, err] = ['', ''];
    const terminal: Terminal = {
      cwd,
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      progress: noProgress,
    };
    const host: Host = {
      config: parseConfig({}),
      services,
      reader: { pull: notHere, hurry: () => undefined, connection: notHere },
      catchUp: async () => void (catchUps += 1),
      clock: undefined,
      queue: undefined,
    };
    const code = await runCommand(argv, terminal, () => Promise.resolve(host));
    return { code, out, err };
  }
  const filesIn = async (folder: string) =>
    new Map(
      await Promise.all(
        (await readdir(join(cwd, folder))).map(
          async (file) => [file, await readFile(join(cwd, folder, file), 'utf8')] as const,
        ),
      ),
    );

  it('copies every table that names the person, and says what each is', async () => {
    const wanted = await tablesWith(store, ANA_TRACES);
    const { code, out } = await attain('person', 'export', 'Ana.Silva@example.com', '--out', 'copy');
    expect([code, out]).toEqual([0, expect.stringContaining('index.json says what they are')]);
    const files = await filesIn('copy');
    const index = JSON.parse(files.get('index.json') ?? '');
    expect(index.person).toMatchObject({ name: 'Ana Silva', email: 'ana.silva@example.com' });
    expect(index.parts.map(({ table }: { table: string }) => table).toSorted()).toEqual(wanted);
    for (const { table, about, rows, file } of index.parts) {
      expect([table, JSON.parse(files.get(file) ?? '').length]).toEqual([table, rows]);
      expect(about).not.toBe('');
    }
  });

  it('keeps the digits of large amounts, and nothing that is another’s alone', async () => {
    await store.db
      .updateTable('quota')
      .set({ amount: 9_007_199_254_740_993n })
      .where('person_id', '=', ANA)
      .execute();
    await attain('person', 'export', ANA, '--out', 'copy');
    const files = await filesIn('copy');
    expect(files.get('quota.json')).toContain('9007199254740993');
    expect([...files.values()].join()).not.toContain('Of Otto');
  });

  it('lets only the one who runs it read the copy, notes that it was given, and answers who asked', async () => {
    await keepRequest(services, { personId: ANA, slackUserId: 'U0ANA', kind: 'export', now: NOW });
    expect((await attain('person', 'requests')).out).toContain(`person export ${ANA}`);
    await attain('person', 'export', ANA, '--out', 'copy');
    expect((await stat(join(cwd, 'copy'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(cwd, 'copy', 'index.json'))).mode & 0o777).toBe(0o600);
    expect((await attain('person', 'requests')).out).toBe('Nobody waits.\n');
    expect(await readAudit(store, { limit: 1 })).toMatchObject([{ action: 'person.exported', subject: ANA }]);
  });

  it('overwrites no folder', async () => {
    await attain('person', 'export', ANA, '--out', 'copy');
    const again = await attain('person', 'export', ANA, '--out', 'copy');
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('Name another with --out.')]);
  });

  it('erases nobody without --yes, and says what would go', async () => {
    const { code, err } = await attain('person', 'erase', 'ana.silva@example.com');
    expect([code, err]).toEqual([1, expect.stringContaining('Then say --yes.')]);
    expect(await tablesWith(store, ['ana.silva@example.com'])).toContain('person');
  });

  it('erases, looks again once running work has ended, and writes a proof that names nobody', async () => {
    const { code, out } = await attain('person', 'erase', ANA, '--yes', '--proof', 'proof.json');
    expect([code, catchUps]).toEqual([0, 1]);
    expect(out).toContain('0 still hold something');
    expect(await tablesWith(store, ANA_TRACES)).toEqual([]);
    const proof = await readFile(join(cwd, 'proof.json'), 'utf8');
    for (const trace of ANA_TRACES) expect(proof).not.toContain(trace);
    expect(JSON.parse(proof)).toMatchObject({ rowsLeft: 0, by: 'cli', stays: expect.any(Array) });
    expect((await attain('person', 'erase', 'ana.silva@example.com', '--yes')).err).toContain('Nobody');
  });
});
