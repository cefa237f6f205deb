import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importQuotas } from '#features/quotas/import.ts';
import { problemText } from '#lib/csv.ts';
import { quotas } from '#features/quotas/index.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { ANA, DANA, smallCompany } from '../small-company.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const FILE = `rep_email,period,metric,amount
ana.silva@example.com,2026-Q4,bookings,300000
ana.silva@example.com,2026-10,calls,400
DANA.COLE@example.com,2026-Q4,bookings,500000.25
`;

let store: Store;
let shared: Store;
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: quotas.migrations ?? {} });
  shared = await database.installation(freshInstallationId());
});
afterAll(() => database.close());
beforeEach(async () => {
  store = await smallCompany(shared);
});

const run = (file: string, dryRun = false) =>
  importQuotas(store, new TextEncoder().encode(file), { dryRun, now });
const stored = () =>
  store.db
    .selectFrom('quota')
    .select(['person_id', 'metric', 'start_on', 'end_on', 'amount', 'currency', 'source'])
    .orderBy('person_id')
    .orderBy('metric')
    .orderBy('version')
    .execute();
const facts = () => store.db.selectFrom('fact').select(['name', 'payload']).orderBy('seq').execute();

describe('importing quotas', () => {
  it('stores every row and says what it stored', async () => {
    expect(await run(FILE)).toMatchObject({
      rows: 3,
      people: 2,
      changes: [{ before: null }, { before: null }, { before: null }],
      problems: [],
      totals: [
        { metric: 'bookings', rows: 2, amount: 80_000_025n, currency: 'USD' },
        { metric: 'calls', rows: 1, amount: 400n, currency: '' },
      ],
    });
    const quarter = { start_on: '2026-10-01', end_on: '2027-01-01', source: 'csv', currency: 'USD' };
    const october = { start_on: '2026-10-01', end_on: '2026-11-01', source: 'csv', currency: '' };
    expect(await stored()).toEqual([
      { person_id: ANA, metric: 'bookings', amount: 30_000_000n, ...quarter },
      { person_id: ANA, metric: 'calls', amount: 400n, ...october },
      { person_id: DANA, metric: 'bookings', amount: 50_000_025n, ...quarter },
    ]);
    expect(await facts()).toEqual([
      { name: 'quota.changed', payload: { from: '2026-10-01', to: '2026-12-31', quotas: 3 } },
    ]);
  });

  it('writes nothing when any row is bad, and names every bad row', async () => {
    const result = await run(
      `${FILE}otto.kern@example.com,2026-Q4,bookings,-1\nnobody@example.com,2026-Q4,calls,1\n`,
    );
    expect(result.changes).toEqual([]);
    expect(result.problems.map(problemText)).toEqual([
      'line 5, amount: "-1" is negative. A quota is 0 or more.',
      'line 6, rep_email: nobody in Salesforce has the e-mail "nobody@example.com". Write the e-mail of a Salesforce user.',
    ]);
    expect(await stored()).toEqual([]);
    expect(await facts()).toEqual([]);
  });

  it('on a dry run counts what would change and writes nothing', async () => {
    const dry = await run(FILE, true);
    expect([dry.rows, dry.changes.length, dry.batchId]).toEqual([3, 3, undefined]);
    expect(await stored()).toEqual([]);
  });

  it('adds a version to the same person, metric and period, and overwrites nothing', async () => {
    await run(FILE);
    await run('rep_email,period,metric,amount\nana.silva@example.com,2026-Q4,bookings,1\n');
    expect((await stored()).map(({ amount }) => amount)).toEqual([30_000_000n, 100n, 400n, 50_000_025n]);
  });

  it('changes nothing when the same file comes again', async () => {
    await run(FILE);
    expect(await run(FILE)).toMatchObject({ rows: 3, changes: [], problems: [] });
    expect(await facts()).toHaveLength(1);
  });

  it('takes any metric of the catalogue that can be asked for as a number', async () => {
    const file = 'rep_email,period,metric,amount\n';
    const rows = ['margin,1000.50', 'profit,5', 'units,7', 'touch_points,9', 'open_pipeline,3'];
    const { problems, changes } = await run(
      `${file}${rows.map((row) => `ana.silva@example.com,2026-Q4,${row}\n`).join('')}`,
    );
    expect(problems).toEqual([]);
    expect(changes.map(({ wish }) => `${wish.metric} ${wish.amount} ${wish.currency}`)).toEqual([
      'margin 100050 USD',
      'profit 500 USD',
      'units 7 ',
      'touch_points 9 ',
      'open_pipeline 300 USD',
    ]);
    const rate = await run(`${file}ana.silva@example.com,2026-Q4,win_rate,1\n`);
    expect(rate.problems.map(({ problem }) => problem)).toEqual(['there are no quotas for "win_rate"']);
  });

  it('gives a passed-on e-mail to the person who is still there', async () => {
    await store.db
      .updateTable('person')
      .set({ is_active: false, email: 'ana.silva@example.com' })
      .where('id', '=', DANA)
      .execute();
    expect(
      (await run('rep_email,period,metric,amount\nana.silva@example.com,2026-Q4,bookings,1\n')).problems,
    ).toEqual([]);
    expect((await stored()).map(({ person_id }) => person_id)).toEqual([ANA]);
  });
});
