import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '#cli/host.ts';
import { runCommand } from '#cli/program.ts';
import { parseConfig } from '#config.ts';
import { quotas } from '#features/quotas/index.ts';
import { closePeriod } from '#ledger/period-close.ts';
import { noProgress } from '#lib/progress.ts';
import { metricContext } from '#metrics/context.ts';
import type { Database } from '#store/database.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { aPerson, smallCompany } from '../small-company.ts';

const HEADER = 'rep_email,period,metric,amount';
const notHere = () => Promise.reject(new Error('quotas need no Salesforce'));

let database: Database;
let shared: Store;
let folder: string;
let host: Host;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: quotas.migrations ?? {} });
  shared = await database.installation(freshInstallationId());
  folder = await mkdtemp(join(tmpdir(), 'quotas-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  host = {
    config: parseConfig({}),
    services: servicesOf(await smallCompany(shared)),
    reader: { pull: notHere, hurry: () => undefined, connection: notHere },
    catchUp: () => Promise.resolve(),
    clock: undefined,
    queue: undefined,
  };
});

/** Runs `attain quotas …`; gives what it printed. */
async function attain(...words: readonly string[]): Promise<string> {
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const terminal = { cwd: folder, out: say, err: say, progress: noProgress };
  await runCommand(['quotas', ...words], terminal, () => Promise.resolve(host));
  return said.join('');
}

async function file(...rows: readonly string[]): Promise<string> {
  await writeFile(join(folder, 'quotas.csv'), `${[HEADER, ...rows].join('\n')}\n`);
  return 'quotas.csv';
}

/** The number of the change that a command says can be taken back. */
const changeOf = (said: string) => /rollback (\d+)/.exec(said)?.[1] ?? 'none';

describe('quotas on the command line', () => {
  it('says on a dry run what would change, and writes nothing', async () => {
    const csv = await file(
      'ana.silva@example.com,2026-Q4,bookings,300000',
      'li.wei@example.com,2026-Q4,calls,40',
    );
    const said = await attain('import', csv, '--dry-run');
    expect(said).toContain('bookings: 1 quota, $300,000 in all');
    expect(said).toContain('Ana Silva, 2026-Q4, bookings: $300,000, no quota so far');
    expect(said).toContain('2 rows for 2 people; 2 would change.');
    expect(await attain('list')).toBe('There are no quotas in 2026.\n');
    expect(await attain('batches')).toBe('No quota was changed yet.\n');
  });

  it('says of a quota for a locked period that what was reported stays', async () => {
    const { store, clock } = host.services;
    const { calendar } = await metricContext(store, clock.now());
    const [period] = calendar.parse('2026-Q1', { today: Temporal.PlainDate.from('2026-11-18') });
    if (!period) throw new Error('no quarter');
    await closePeriod(store, { period, state: 'locked', changedBy: 'cli', reason: 'paid', now: clock.now() });
    const csv = await file(
      'ana.silva@example.com,2026-Q1,bookings,300000',
      'ana.silva@example.com,2026-Q4,bookings,300000',
    );
    const said = await attain('import', csv, '--dry-run');
    expect(said).toContain(
      '2026-Q1, bookings: $300,000, no quota so far (2026-Q1 is locked: what was reported stays, this shows as restated)',
    );
    expect(said.match(/is locked/g)).toHaveLength(1);
  });

  it('asks a second person, in Slack, where more than 25 people are touched', async () => {
    const { store } = host.services;
    const reps = Array.from({ length: 26 }, (_, n) => aPerson({ id: `005R${n}`, name: `Rep ${n}` }));
    await store.db.insertInto('person').values(reps).execute();
    const now = host.services.clock.now();
    await setInstaller(store, { slackUserId: 'UOPS', changedBy: 'cli', now });
    const rows = reps.map(({ email }) => `${email},2026-Q4,calls,40`);
    const said = await attain('import', await file(...rows));
    expect(said).toContain('This touches 26 people, so a second person has to approve it: proposal');
    expect(await attain('batches')).toBe('No quota was changed yet.\n');
    const posts = await store.db.selectFrom('post').select('audience').execute();
    expect(posts).toEqual([{ audience: 'UOPS' }]);
  });

  it('takes a change back as a whole', async () => {
    await attain('import', await file('ana.silva@example.com,2026-Q4,bookings,300000'));
    const said = await attain('import', await file('ana.silva@example.com,2026-Q4,bookings,310000'));
    expect(await attain('list')).toContain('$310,000');
    const change = changeOf(said);
    expect(await attain('rollback', change, '--dry-run')).toContain('would be: 1 quota.');
    expect(await attain('list')).toContain('$310,000');
    expect(await attain('rollback', change, '--reason', 'typed wrong')).toContain('1 quota is as it was');
    expect(await attain('list')).toMatch(/ana\.silva@example\.com +2026-Q4 +bookings +\$300,000/);
    expect(await attain('batches')).toContain(`takes back ${change}`);
    expect(await attain('rollback', '9999')).toContain('There is no change number 9999.');
  });

  it('capability 6: hands a plan down, and capability 40: shows what is assigned beyond it', async () => {
    const asked = ['--period', '2027', '--amount', '1000000', '--curve', '22/24/26/28'];
    const dry = await attain('split', ...asked, '--who', 'ana.silva@example.com', '--dry-run');
    expect(dry).toMatch(/2027-Q1 +\$220,000[\s\S]*2027-Q4 +\$280,000/);
    expect(dry).toContain('4 quotas would change.');
    await attain('split', ...asked, '--who', 'ana.silva@example.com', '--by', 'month');
    expect(await attain('list', '--period', '2027')).toMatch(/2027-03 +bookings +\$73,333\.34/);
    await attain('split', '--period', '2027', '--amount', '800000');
    expect(await attain('list', '--period', '2027')).toContain(
      'bookings, 2027: $1,000,000 assigned for a plan of $800,000, 125%; the plan is reached at 80% attainment',
    );
    expect(await attain('split', '--period', '2027', '--amount', '1', '--curve', '1/2')).toContain(
      'there are 2 shares for 4 parts',
    );
  });

  it('spreads quotas over the days that are chosen', async () => {
    expect(await attain('days', '--by', 'calendar')).toBe('Quotas are spread over calendar days.\n');
    const setting = await host.services.store.db
      .selectFrom('setting')
      .select('value')
      .where('name', '=', 'quotas.days')
      .executeTakeFirst();
    expect(setting).toEqual({ value: { days: 'calendar' } });
  });
});
