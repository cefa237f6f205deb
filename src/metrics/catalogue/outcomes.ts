import type { Measure } from '#model/measure.ts';
import type { Remark } from '#model/figure.ts';
import { wilson } from '#model/wilson.ts';
import type { Metric } from './metric.ts';
import { countOf } from './sums.ts';

export const dealsWon: Metric = {
  ...dealCount('won', 'up'),
  id: 'deals_won',
  name: 'Deals won',
  definition: 'Deals that Salesforce calls won, counted on their close date.',
  formula: 'number of won deals',
};

export const dealsLost: Metric = {
  ...dealCount('lost', 'down'),
  id: 'deals_lost',
  name: 'Deals lost',
  definition: 'Deals closed without being won, counted on their close date.',
  formula: 'number of lost deals',
};

/** Domain capability 35: even 12 of 30 is anything between 25 % and 58 %; fewer decided deals are not worth a rank. */
const WORTH_A_RANK = 30;

export const winRate: Metric = {
  id: 'win_rate',
  version: 1,
  name: 'Win rate',
  definition:
    'Of the deals decided in the period, by close date, the share that was won. Open deals do not count. The 95% interval is that of Wilson.',
  formula: 'won deals ÷ (won deals + lost deals)',
  unit: 'ratio',
  direction: 'up',
  minimumSample: WORTH_A_RANK,
  measures: ['won', 'lost'],
  needs: [],
  compute: (given) => {
    const won = countOf(given, 'won');
    const decided = won + countOf(given, 'lost');
    return {
      value:
        decided <= 0n
          ? { kind: 'none', reason: 'no decided deals' }
          : { kind: 'quotient', sum: won, by: decided, per: 'ratio' },
      remarks: decided <= 0n ? [] : [intervalOf(won, decided)],
    };
  },
  trace: [
    { from: 'won', counts: 'amount', against: 'one' },
    { from: 'lost', against: 'one' },
  ],
  workedExample: {
    given: {
      sums: { won: [{ currency: '', amount: 12n, n: 12n }], lost: [{ currency: '', amount: 18n, n: 18n }] },
    },
    result: { kind: 'quotient', sum: 12n, by: 30n, per: 'ratio' },
  },
};

function intervalOf(won: bigint, decided: bigint): Remark {
  const { low, high } = wilson(Number(won), Number(decided));
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  const rank = decided <= BigInt(WORTH_A_RANK) ? '; too few to rank on' : '';
  return {
    kind: 'sample',
    text: `${won} of ${decided} decided deals: between ${percent(low)} and ${percent(high)} with 95% confidence${rank}`,
  };
}

type DealCount = Omit<Metric, 'id' | 'name' | 'definition' | 'formula'>;

function dealCount(measure: Measure, direction: 'up' | 'down'): DealCount {
  return {
    version: 1,
    unit: 'deals',
    direction,
    minimumSample: 1,
    measures: [measure],
    needs: [],
    compute: (given) => ({
      value: { kind: 'count', count: countOf(given, measure), of: 'deals' },
      remarks: [],
    }),
    trace: [{ from: measure, counts: 'amount' }],
    workedExample: {
      given: { sums: { [measure]: [{ currency: '', amount: 7n, n: 7n }] } },
      result: { kind: 'count', count: 7n, of: 'deals' },
    },
  };
}
