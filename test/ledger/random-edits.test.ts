import { sql } from 'kysely';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rebuildCells } from '#ledger/rebuild.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { metricContext } from '#metrics/context.ts';
import { exactText } from '#metrics/figure-rows.ts';
import { readFigures } from '#metrics/read.ts';
import { BREAKDOWNS } from '#model/figure.ts';
import { ACTIVITY_MEASURES } from '#model/measure.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { emptyStore } from '../support/empty-store.ts';
import { allCells, settle } from '../support/ledger-work.ts';
import { differences } from '../support/oracle/compare.ts';
import { mirrorActivities, mirrorDeals, mirrorOrg } from '../support/oracle/mirror.ts';
import { createOracle } from '../support/oracle/oracle.ts';
import {
  applyEdit,
  edits,
  firstDeals,
  freezeCredit,
  type Edit,
  type Observed,
} from '../support/oracle/random-edits.ts';
import { smallOrg, type SmallOrg } from '../support/oracle/small-org.ts';

const FIRST_DAY = Temporal.PlainDate.from('2025-06-02');

/** What happens between two looks: edits in Salesforce, then a pull; the ledger works in slices of some size. */
const step = fc.record({
  edits: fc.array(edits, { minLength: 4, maxLength: 24 }),
  slice: fc.integer({ min: 3, max: 30 }),
});

/** Compared where there is a history of stages, of employment and of answers: this small org keeps none. */
const OF_HISTORY = new Set([
  'time_in_stage',
  'time_in_stage_p80',
  'stage_conversion',
  'turnover',
  'revenue_per_person',
  'first_response_minutes',
  'first_response_p90_minutes',
  'followup_cadence',
]);

/** Activities carry no moment of knowledge: their past is not as it was read. */
const OF_ACTIVITIES: readonly string[] = [
  ...ACTIVITY_MEASURES,
  'meeting_booked',
  'followed_up',
  'first_response',
];
const isOfDeals = (sources: readonly string[]) => !sources.some((it) => OF_ACTIVITIES.includes(it));

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

onEachStore(use, () => {
  describe('after any edits in Salesforce', () => {
    it('figures equal an independent sum, a rebuild changes nothing, and the past stays as it was read', async () => {
      await fc.assert(
        fc.asyncProperty(firstDeals, fc.array(step, { minLength: 2, maxLength: 4 }), async (deals, steps) => {
          await emptyStore(store);
          const org = smallOrg(FIRST_DAY.toString());
          for (const row of deals) org.put('Opportunity', row);
          const observed: Observed = new Map();
          freezeCredit(
            org,
            observed,
            deals.map((row) => row['Id'] ?? ''),
          );
          await mirrorOrg(store, org.tables);
          await settle(store, noonOf(FIRST_DAY));
          const seen = [];
          for (const [index, { edits: made, slice }] of steps.entries()) {
            const day = FIRST_DAY.add({ days: index });
            await editOrg(store, org, { made, day, observed });
            await settle(store, noonOf(day), slice);
            expect(await allDifferences(store, org, { day, turn: index })).toEqual([]);
            seen.push({ day, values: await companyValues(store, day, undefined) });
          }
          await expectRebuildToChangeNothing(store);
          const last = FIRST_DAY.add({ days: steps.length + 1 });
          for (const { day, values } of seen) expect(await companyValues(store, last, day)).toEqual(values);
        }),
        { numRuns: 5, endOnFailure: true },
      );
    }, 240_000);
  });
});

function noonOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: 'America/New_York', plainTime: '12:00' }).toInstant();
}

async function editOrg(
  store: Store,
  org: SmallOrg,
  {
    made,
    day,
    observed,
  }: {
    readonly made: readonly Edit[];
    readonly day: Temporal.PlainDate;
    readonly observed: Observed;
  },
): Promise<void> {
  org.setToday(day.toString());
  const ids = made.flatMap((edit) => applyEdit(org, edit));
  freezeCredit(org, observed, ids);
  await mirrorDeals(store, org.tables, { ids: [...new Set(ids)], at: noonOf(day) });
  await mirrorActivities(store, org.tables);
}

/** Every metric, each time by another breakdown and over another period, so that all are met over the runs. */
async function allDifferences(
  store: Store,
  org: SmallOrg,
  { day, turn }: { readonly day: Temporal.PlainDate; readonly turn: number },
) {
  const context = await metricContext(store, noonOf(day));
  const oracle = createOracle(org.tables);
  const periods = context.calendar.parse('2025-Q2,2025,2025-05', { today: day });
  const found = await Promise.all(
    METRICS.filter(({ id }) => !OF_HISTORY.has(id)).map(async ({ id }, index) => {
      const by = BREAKDOWNS[(index + turn) % BREAKDOWNS.length] ?? 'company';
      const period = periods[(index * 2 + turn) % periods.length] ?? context.calendar.periodOf('year', day);
      return differences(await readFigures(context, { metric: id, by, period }), oracle);
    }),
  );
  return found.flat();
}

/** What the company's figures about deals are, or were as of the end of a day. */
async function companyValues(store: Store, today: Temporal.PlainDate, asOf: Temporal.PlainDate | undefined) {
  const context = await metricContext(store, noonOf(today));
  const period = context.calendar.periodOf('year', today);
  const ofDeals = METRICS.filter(
    ({ id, measures, lines = [] }) => !OF_HISTORY.has(id) && isOfDeals([...measures, ...lines]),
  );
  const figures = await Promise.all(
    ofDeals.map(({ id }) => readFigures(context, { metric: id, by: 'company', period, asOf })),
  );
  return figures.flat().map((it) => `${it.metric} ${exactText(it.value)}`);
}

async function expectRebuildToChangeNothing(store: Store): Promise<void> {
  const before = await allCells(store);
  await sql`update ${store.table('cell')} set amount = amount + 1`.execute(store.db);
  await rebuildCells(store);
  expect(await allCells(store)).toEqual(before);
}
