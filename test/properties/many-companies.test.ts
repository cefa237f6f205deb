import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { rebuildCells } from '#ledger/rebuild.ts';
import { METRICS } from '#metrics/catalogue.ts';
import type { MetricContext } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import type { Breakdown, Value } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../support/database.ts';
import { settle, allCells } from '../support/ledger-work.ts';
import { PEOPLE } from '../support/oracle/small-org.ts';
import { makeCompanies, type Companies } from './support/companies.ts';
import { live, LOCKED, tell, type Told } from './support/life.ts';

/** COMPANIES=20000 runs longer; SEED repeats a run that failed, as its title names it. */
const COMPANIES = Number(process.env['COMPANIES'] ?? 250);
const BATCH = 250;
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e6));

/** What is a sum over records: parts of a whole must sum to it. */
const SUMS = [
  'bookings',
  'deals_won',
  'deals_lost',
  'opportunities_created',
  'open_deals',
  'open_pipeline',
  'calls',
  'emails',
  'touch_points',
];
const PEOPLE_ALONE: readonly Breakdown[] = ['person'];
const OF_DEALS = [
  'bookings',
  'deals_won',
  'deals_lost',
  'win_rate',
  'open_deals',
  'open_pipeline',
  'forecast_closed',
];
const OF_CREDIT = [
  'bookings',
  'deals_won',
  'deals_lost',
  'avg_deal_size',
  'sales_cycle_days',
  'forecast_closed',
  'calls',
  'emails',
  'touch_points',
  'opportunities_created',
  'open_deals',
  'open_pipeline',
];
const BY: readonly Breakdown[] = ['person', 'team', 'company'];

const batches = Array.from({ length: Math.ceil(COMPANIES / BATCH) }, (_, index) => SEED + index);

describe.each(batches)('two hundred and fifty generated companies and their histories, SEED=%i', (seed) => {
  let store: Store;
  let companies: Companies;
  let context: MetricContext;
  const reported: { readonly day: Temporal.PlainDate; readonly told: Told }[] = [];
  let beforeLock: Told;

  beforeAll(async () => {
    store = await testStore();
    companies = makeCompanies(BATCH, seed);
    context = await live(store, companies, {
      slice: 50 + (seed % 400),
      onDay: async (day, then) => {
        reported.push({ day, told: await tellAll(then, { metrics: OF_DEALS, in: '2025' }) });
      },
      onLock: async (then) => {
        beforeLock = await tellAll(then, { metrics: OF_CREDIT, in: LOCKED });
      },
    });
  });

  it('whatever is asked as of a past day is what was reported on it', async () => {
    for (const { day, told } of reported)
      expect(await tellAll(context, { metrics: OF_DEALS, in: '2025', asOf: day })).toEqual(told);
    expect(reported[0]?.told.size).toBeGreaterThan(1_000);
  });

  it('a locked quarter says what it said, although deals of it are reopened, deleted and backdated', async () => {
    const now = await tellAll(context, { metrics: OF_CREDIT, in: LOCKED });
    expect(now).toEqual(beforeLock);
    const restated = await tellAll(context, { metrics: OF_CREDIT, in: LOCKED, basis: 'restated' });
    expect(restated).not.toEqual(beforeLock);
  });

  it('people sum to their company, a team to its members, once each, and months to the quarter', async () => {
    const year = await tellAll(context, { metrics: SUMS, in: '2025' });
    expect(differingTeams(year, companies)).toEqual([]);
    expect(sumOf(year, 'person')).toEqual(sumOf(year, 'company'));
    const months = await Promise.all(
      ['2025-04', '2025-05', '2025-06'].map((span) =>
        tellAll(context, { metrics: SUMS, in: span }, PEOPLE_ALONE),
      ),
    );
    expect(added(months)).toEqual(
      added([await tellAll(context, { metrics: SUMS, in: '2025-Q2' }, PEOPLE_ALONE)]),
    );
  });

  it('why sums to its figure', async () => {
    const asked = METRICS.filter(
      (it) => !it.parts && it.share === undefined && !it.id.startsWith('attainment'),
    );
    const [quarter, year] = context.calendar.parse('2025-Q2,2025', {
      today: Temporal.PlainDate.from('2025-06-02'),
    });
    if (!quarter || !year) throw new Error('no periods');
    for (const [index, company] of companies.names.entries()) {
      if (index % 16 !== 0) continue;
      const by = index % 32 === 0 ? 'person' : 'team';
      const subjectId = companies.person(company, by === 'team' ? 0 : index % PEOPLE.length);
      const metric = asked[(index / 16 + seed) % asked.length]?.id ?? 'bookings';
      if (by === 'team' && companies.reports(company, 0).length === 0) continue;
      const period = index % 48 === 0 ? year : quarter;
      const { figure, total } = await explain(context, { metric, by, subjectId, period });
      expect({ metric, subjectId, ...total }).toMatchObject(expectedTotal(figure.value));
    }
  });

  it('a full rebuild equals the increments', async () => {
    const before = await allCells(store);
    expect(before.length).toBeGreaterThan(2_000);
    await sql`update ${store.table('cell')} set amount = amount + 1`.execute(store.db);
    await sql`delete from ${store.table('cell')} where day < '2025-04-01'`.execute(store.db);
    await rebuildCells(store);
    expect(await allCells(store)).toEqual(before);
  });

  it('whoever is renamed, no figure changes', async () => {
    // A third of the catalogue each time: what a batch leaves out, the next one asks.
    const metrics = METRICS.map(({ id }) => id).filter((_, index) => index % 3 === seed % 3);
    const everything = { metrics, in: '2025-Q2' };
    const before = await tellAll(context, everything, ['person', 'team']);
    await sql`update ${store.table('person')} set name = substr('Zoe Ålund, née "x"', 1 + length(id) % 9)
      where length(id) % 2 = 0 or id like '%-ann'`.execute(store.db);
    await sql`insert into ${store.table('changed_record')} (object, record_id)
      select 'person', id from ${store.table('person')} where id like '%-ann'`.execute(store.db);
    await settle(store, context.now);
    expect(await tellAll(context, everything, ['person', 'team'])).toEqual(before);
  });

  it('the order and grouping in which the ledger looks makes no difference to what is due when', async () => {
    const bySteps = await due(store);
    await live(store, makeCompanies(BATCH, seed), {});
    expect(await due(store)).toEqual(bySteps);
  });
});

async function tellAll(
  context: MetricContext,
  asked: Omit<Parameters<typeof tell>[1], 'by'>,
  breakdowns = BY,
): Promise<Told> {
  const told = await Promise.all(breakdowns.map((by) => tell(context, { ...asked, by })));
  return new Map(told.flatMap((it) => [...it]));
}

/** Teams whose figure is not the sum over their members: of companies where nobody moved, every team; else the whole. */
function differingTeams(told: Told, companies: Companies): readonly string[] {
  const own = (metric: string, id: string) => units(told.get(`${metric} person ${id}`));
  const below = (metric: string, company: string, place: number): bigint =>
    companies
      .reports(company, place)
      .reduce((sum, it) => sum + below(metric, company, it), own(metric, companies.person(company, place)));
  return SUMS.flatMap((metric) =>
    companies.names.flatMap((company) =>
      PEOPLE.flatMap((_, place) => {
        const isTeam = companies.reports(company, place).length > 0;
        if (!isTeam || (place > 0 && !companies.isSettled(company))) return [];
        const name = `${metric} team ${companies.person(company, place)}`;
        const [team, members] = [units(told.get(name)), below(metric, company, place)];
        return team === members ? [] : [`${name}: ${team}, its members ${members}`];
      }),
    ),
  );
}

/** Sums over everybody by metric. */
function sumOf(told: Told, by: 'person' | 'company'): ReadonlyMap<string, bigint> {
  const sums = new Map(SUMS.map((metric) => [metric, 0n]));
  for (const [name, text] of told) {
    const [metric = '', breakdown] = name.split(' ');
    if (breakdown === by) sums.set(metric, (sums.get(metric) ?? 0n) + units(text));
  }
  return sums;
}

function added(parts: readonly Told[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const [name, text] of parts.flatMap((it) => [...it]))
    sums.set(name, (sums.get(name) ?? 0n) + units(text));
  return new Map([...sums].filter(([, sum]) => sum !== 0n).sort());
}

/** "12.34" as 1234 and "7" as 7: texts of one metric have the same number of decimals. */
function units(text: string | undefined): bigint {
  return BigInt((text ?? '0').replace('.', ''));
}

function expectedTotal(value: Value): { counts?: bigint; against?: bigint } {
  if (value.kind === 'money') return { counts: value.money.minor };
  if (value.kind === 'count') return { counts: value.count };
  return value.kind === 'none' || value.kind === 'days' ? {} : { counts: value.sum, against: value.by };
}

/** What lives in the end: who has how much of which deal, due on which day. */
async function due(store: Store) {
  const { rows } = await sql<{ readonly line: string }>`
    select concat_ws(' ', record_id, measure, person_id, effective_on, currency, sum(amount),
      sum(case when reverses is null then deals else -deals end)) as line
    from ${store.table('entry')}
    group by record_id, measure, person_id, effective_on, currency
    having sum(amount) <> 0 or sum(case when reverses is null then deals else -deals end) <> 0
    order by 1`.execute(store.db);
  return rows.map(({ line }) => line);
}
