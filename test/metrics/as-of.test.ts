import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricContext } from '#metrics/context.ts';
import { exactText } from '#metrics/figure-rows.ts';
import { readFigures } from '#metrics/read.ts';
import { brokenSeals, readSnapshots, takeSnapshots } from '#metrics/snapshots.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { emptyStore } from '../support/empty-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { mirrorDeals, mirrorOrg } from '../support/oracle/mirror.ts';
import { applyEdit, edits, firstDeals, type Edit } from '../support/oracle/random-edits.ts';
import { REOPENED, smallOrg, WON } from '../support/oracle/small-org.ts';

const FIRST_DAY = Temporal.PlainDate.from('2025-06-02');
const ZONE = 'America/New_York';
const ASKED = ['bookings', 'deals_won', 'open_pipeline', 'forecast_commit', 'forecast_pipeline'];
const noonOf = (day: Temporal.PlainDate) =>
  day.toZonedDateTime({ timeZone: ZONE, plainTime: '12:00' }).toInstant();

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

/** What a reader was told on a day, or is told now about that day. */
async function told(today: Temporal.PlainDate, asOf?: Temporal.PlainDate): Promise<readonly string[]> {
  const context = await metricContext(store, noonOf(today));
  const period = context.calendar.periodOf('year', FIRST_DAY);
  const asked = ASKED.flatMap((metric) => (['person', 'company'] as const).map((by) => ({ metric, by })));
  const answers = await Promise.all(
    asked.map(({ metric, by }) => readFigures(context, { metric, by, period, asOf })),
  );
  return answers.flat().map((it) => `${it.metric} ${it.subject.name} ${exactText(it.value)}`);
}

async function edit(
  org: ReturnType<typeof smallOrg>,
  { made, day }: { readonly made: readonly Edit[]; readonly day: Temporal.PlainDate },
): Promise<void> {
  org.setToday(day.toString());
  const ids = made.flatMap((one) => applyEdit(org, one));
  await mirrorDeals(store, org.tables, { ids: [...new Set(ids)], at: noonOf(day) });
  await settle(store, noonOf(day));
}

onEachStore(use, () => {
  describe('capability 28: a past day asked later', () => {
    it('gives what was then reported, and its seal holds, whatever is edited afterwards', async () => {
      const days = fc.array(fc.array(edits, { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(firstDeals, days, async (deals, history) => {
          await emptyStore(store);
          const org = smallOrg(FIRST_DAY.toString());
          for (const row of deals) org.put('Opportunity', row);
          await mirrorOrg(store, org.tables);
          await settle(store, noonOf(FIRST_DAY));
          const reported = [];
          for (const [index, made] of history.entries()) {
            const day = FIRST_DAY.add({ days: index });
            await edit(org, { made, day });
            reported.push({ day, values: await told(day) });
            await takeSnapshots(await metricContext(store, noonOf(day)));
          }
          const last = FIRST_DAY.add({ days: history.length });
          for (const { day, values } of reported) expect(await told(last, day)).toEqual(values);
          expect(await brokenSeals(await metricContext(store, noonOf(last)), 100)).toEqual([]);
        }),
        { numRuns: 12, endOnFailure: true },
      );
    }, 240_000);

    it('keeps a day’s pipeline when a deal is later backdated, reopened and deleted', async () => {
      const { change } = await ledgerOrg(store, {
        deals: {
          D1: { Amount: '1000', CloseDate: '2025-06-20', CreatedDate: '2025-05-01T12:00:00.000+0000' },
        },
      });
      const monday = FIRST_DAY;
      const before = await told(monday);
      await change('2025-06-04', { D1: { ...WON, CloseDate: '2025-05-28' } });
      await change('2025-06-05', { D1: { ...REOPENED, Amount: '5' } });
      await change('2025-06-06', { D1: { IsDeleted: 'true' } });
      expect(await told(Temporal.PlainDate.from('2025-06-09'), monday)).toEqual(before);
      expect(before.filter((line) => /^open_pipeline .* 1000\.00$/.test(line))).toHaveLength(2);
    });

    it('seals a day once it has ended in the org’s zone, and catches up after a pause', async () => {
      await ledgerOrg(store, { deals: { D1: { Amount: '1000', CloseDate: '2025-06-20' } } });
      const at = async (moment: string) =>
        (await takeSnapshots(await metricContext(store, Temporal.Instant.from(moment)))).map(String);
      expect(await at('2025-06-04T04:05:00Z')).toEqual(['2025-06-02']);
      expect(await at('2025-06-04T04:10:00Z')).toEqual(['2025-06-03']);
      expect(await at('2025-06-04T05:00:00Z')).toEqual([]);
      expect(await at('2025-06-07T05:00:00Z')).toEqual(['2025-06-04', '2025-06-05', '2025-06-06']);
      expect((await readSnapshots(store, 10)).map(({ totals }) => totals[0]?.amount)).toEqual(
        Array.from({ length: 5 }, () => '100000'),
      );
    });

    it('notices when a past day no longer reads as it did', async () => {
      await ledgerOrg(store, { deals: { D1: { Amount: '1000', CloseDate: '2025-06-20' } } });
      const context = await metricContext(store, Temporal.Instant.from('2025-06-04T12:00:00Z'));
      await takeSnapshots(context);
      await store.db.updateTable('deal_state').set({ stage: 'Other' }).execute();
      expect((await brokenSeals(context, 10)).map(String)).toEqual(['2025-06-03']);
    });
  });
});
