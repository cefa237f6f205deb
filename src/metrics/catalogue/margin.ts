import { exampleLines, lineCount, lineSum, missingLines } from './lines.ts';
import type { LineSource, Metric } from './metric.ts';

export const units: Metric = {
  id: 'units',
  version: 1,
  name: 'Units',
  definition:
    'Pieces on the product lines of the deals won, counted on the close date; a deal with parts of a piece is rounded.',
  formula: 'sum of the quantities of the lines of won deals',
  unit: 'units',
  direction: 'up',
  minimumSample: 1,
  measures: [],
  needs: [],
  lines: ['units'],
  compute: (given) => ({
    value: { kind: 'count', count: lineSum(given, 'units'), of: 'units' },
    remarks: missingLines(given, 'units'),
  }),
  trace: [{ from: 'units', counts: 'amount' }],
  workedExample: {
    given: { lines: { units: exampleLines([6n, 4n]) } },
    result: { kind: 'count', count: 10n, of: 'units' },
  },
};

const COUNTED =
  'Only deals whose lines all carry a cost and reach the amount within 0.01 a unit count; the others are named.';

/** Domain capability 7: margin counts only deals whose lines carry a cost and reach the amount. */
export const margin: Metric = ofRevenue('margin', {
  name: 'Margin',
  definition: `What the deals won bring beyond the cost of what was sold. ${COUNTED}`,
  formula: 'sum of amount − cost of the lines, over won deals with all their costs',
});

export const profit: Metric = ofRevenue('profit', {
  name: 'Profit',
  definition: `Margin less what selling cost. ${COUNTED} So does a deal need its selling expense.`,
  formula: 'sum of amount − cost of the lines − selling expense, over won deals that have all three',
});

export const customerScore: Metric = {
  id: 'customer_score',
  version: 1,
  name: 'Customer feedback score',
  definition:
    'The mean score of the customers of the deals won, from the field an admin has mapped; deals without a score are left out.',
  formula: 'sum of scores ÷ won deals with a score',
  unit: 'points',
  direction: 'up',
  minimumSample: 5,
  measures: [],
  needs: [],
  lines: ['customer_score'],
  compute: (given) => {
    const [sum, by] = [lineSum(given, 'customer_score'), lineCount(given, 'customer_score')];
    return {
      value: by <= 0n ? { kind: 'none', reason: 'no scores' } : { kind: 'mean_points', sum, by },
      remarks: missingLines(given, 'customer_score'),
    };
  },
  trace: [{ from: 'customer_score', counts: 'amount', against: 'one' }],
  // Scores of 9, 8 and 10.
  workedExample: {
    given: { lines: { customer_score: exampleLines([900n, 800n, 1_000n]) } },
    result: { kind: 'mean_points', sum: 2_700n, by: 3n },
  },
};

function ofRevenue(
  source: LineSource & ('margin' | 'profit'),
  words: Pick<Metric, 'name' | 'definition' | 'formula'>,
): Metric {
  return {
    ...words,
    id: source,
    version: 1,
    unit: 'money',
    direction: 'up',
    minimumSample: 1,
    measures: [],
    needs: [],
    lines: [source],
    compute: (given) => ({
      value:
        lineCount(given, source) <= 0n && missingLines(given, source).length > 0
          ? { kind: 'none', reason: 'no deal has all that is needed' }
          : { kind: 'money', money: { minor: lineSum(given, source), currency: given.currency } },
      remarks: missingLines(given, source),
    }),
    trace: [{ from: source, counts: 'amount' }],
    // 205.66 sold at a cost of 200.06, and 12.94 at 13.54.
    workedExample: {
      given: { lines: { [source]: exampleLines([560n, -60n], { currency: 'USD' }) } },
      result: { kind: 'money', money: { minor: 500n, currency: 'USD' } },
    },
  };
}
