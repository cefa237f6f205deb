import type { Measure } from '#model/measure.ts';
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

export const winRate: Metric = {
  id: 'win_rate',
  version: 1,
  name: 'Win rate',
  definition:
    'Of the deals decided in the period, by close date, the share that was won. Open deals do not count.',
  formula: 'won deals ÷ (won deals + lost deals)',
  unit: 'ratio',
  direction: 'up',
  // Domain rule: 12 of 30 is anything between 25 % and 58 %; fewer decided deals are not worth a rank.
  minimumSample: 30,
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
      remarks: [],
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
