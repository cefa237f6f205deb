import { beforeEach, describe, expect, it } from 'vitest';
import { metricContext } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import { readFigure } from '#metrics/read.ts';
import { chooseDayMode } from '#metrics/quota-adjustments.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ANA, DANA, LI, smallCompany } from '../features/small-company.ts';

const NOW = Temporal.Instant.from('2026-11-18T09:00:00Z');
const LONG_AGO = '2026-01-01T00:00:00Z';

let store: Store;

/** The first quarter of 2024: 65 working days, Monday to Friday. */
const QUARTER = { start_on: '2024-01-01', end_on: '2024-04-01' };

const quota = (person_id: string, metric: string, amount: bigint) => ({
  person_id,
  metric,
  ...QUARTER,
  amount,
  currency: metric === 'bookings' ? 'USD' : '',
  source: 'csv' as const,
  source_id: '',
  known_at: LONG_AGO,
});

const fact = (kind: 'leave' | 'ramp' | 'location', value: string, from_on: string, to_on: string) => ({
  person_id: ANA,
  kind,
  value,
  from_on,
  to_on,
  reason: 'Told by their manager',
  made_by: 'cli',
  made_at: '2026-06-01T00:00:00Z',
});

async function asked(metric: string, { person = ANA, by = 'person' as const, asOf = '' } = {}) {
  const context = await metricContext(store, NOW);
  const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2024-02-01'));
  const day = asOf === '' ? undefined : Temporal.PlainDate.from(asOf);
  const question = { metric, by, period, subjectId: person, asOf: day };
  return { context, question, figure: await readFigure(context, question) };
}

async function quotaOf(metric: string, options?: Parameters<typeof asked>[1]) {
  const { figure } = await asked(metric, options);
  const value = figure?.value;
  return value?.kind === 'quotient' ? value.by : value?.kind === 'none' ? value.reason : undefined;
}

async function remarks(metric: string, options?: Parameters<typeof asked>[1]) {
  return (await asked(metric, options)).figure?.remarks.map(({ text }) => text);
}

onEachStore(
  (it) => {
    store = it;
  },
  () => {
    beforeEach(async () => {
      await smallCompany(store);
      await store.db
        .insertInto('quota')
        .values([
          quota(ANA, 'bookings', 30_000_000n),
          quota(LI, 'bookings', 10_000_000n),
          quota(ANA, 'calls', 130n),
        ])
        .execute();
    });

    describe('a quota of somebody on leave', () => {
      beforeEach(async () => {
        await store.db
          .insertInto('fact_correction')
          .values(fact('leave', 'parental', '2024-02-05', '2024-02-17'))
          .execute();
      });

      it('capability 7: 300,000 with 10 of 65 working days of leave is 253,846.15, and says so', async () => {
        expect(await quotaOf('attainment')).toBe(25_384_615n);
        expect(await remarks('attainment')).toEqual(['quota $253,846.15: 10 of 65 working days on leave']);
        expect(await quotaOf('attainment_calls')).toBe(110n);
      });

      it('is explained by lines that sum to it', async () => {
        const { context, question } = await asked('attainment');
        const { lines, total } = await explain(context, question);
        expect(lines.map(({ name, against }) => `${name} ${against}`).toSorted()).toEqual([
          'Quota of Ana Silva 11538461',
          'Quota of Ana Silva 13846154',
          'Quota of Ana Silva, 2024-02-05 to 2024-02-16: on leave 0',
        ]);
        expect(total).toMatchObject({ against: 25_384_615n });
      });

      it('is the sum over the team, with how many were adjusted', async () => {
        const context = await metricContext(store, NOW);
        const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2024-02-01'));
        const team = await readFigure(context, { metric: 'attainment', by: 'team', period, subjectId: DANA });
        expect(team?.value).toMatchObject({ by: 35_384_615n });
        expect(team?.remarks.map(({ text }) => text)).toEqual([
          'quota of 1 person adjusted for ramp, leave or a change on the way',
        ]);
      });

      it('counts calendar days where these were chosen', async () => {
        await chooseDayMode(store, 'calendar', { by: 'cli', now: NOW });
        // 12 of 91 days.
        expect(await quotaOf('attainment')).toBe(26_043_956n);
        expect(await remarks('attainment')).toEqual(['quota $260,439.56: 12 of 91 calendar days on leave']);
      });

      it('is the whole one as of a day on which nobody knew of the leave', async () => {
        expect(await quotaOf('attainment', { asOf: '2026-05-01' })).toBe(30_000_000n);
      });
    });

    it('a quota of somebody who ramps up asks for their share of it', async () => {
      await store.db
        .insertInto('fact_correction')
        .values(fact('ramp', '0.5', '2024-01-01', '2024-04-01'))
        .execute();
      expect(await quotaOf('attainment')).toBe(15_000_000n);
      expect(await remarks('attainment')).toEqual(['quota $150,000: 65 of 65 working days ramp 50%']);
    });

    it('a quota counts as of the days on which it was known', async () => {
      expect(await quotaOf('attainment', { asOf: '2025-12-30' })).toBe('no quota');
      expect(await quotaOf('attainment', { asOf: '2026-01-02' })).toBe(30_000_000n);
    });

    it('quotas and activities are read together without mixing their days', async () => {
      expect(await quotaOf('attainment_weighted')).toBe('no weighted quotas');
      await store.db.updateTable('quota').set({ weight: 5_000 }).where('person_id', '=', ANA).execute();
      const cell = { person_id: ANA, lineage_id: 1, role_id: '', territory_id: '', day: '2024-01-10' };
      await store.db
        .insertInto('cell')
        .values([
          { ...cell, measure: 'bookings', currency: 'USD', amount: 15_000_000n, n: 1n },
          { ...cell, measure: 'won', currency: '', amount: 1n, n: 1n },
          { ...cell, measure: 'call', currency: '', amount: 13n, n: 13n },
        ])
        .execute();
      const { figure } = await asked('attainment_weighted');
      // 50 % × 50 % and 50 % × 10 %.
      expect(figure?.value).toMatchObject({ kind: 'quotient' });
      const value = figure?.value;
      if (value?.kind === 'quotient') expect(Number(value.sum) / Number(value.by)).toBeCloseTo(0.3, 10);
    });
  },
);
