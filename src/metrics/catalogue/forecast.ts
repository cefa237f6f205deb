import { formatMoney } from '#lib/money.ts';
import type { Remark } from '#model/figure.ts';
import { bookings } from './bookings.ts';
import { exampleLines, lineCount, lineSum, missingLines } from './lines.ts';
import type { Ingredients, Metric } from './metric.ts';

export const forecastPipeline: Metric = category('forecast_pipeline', 'Pipeline');
export const forecastBestCase: Metric = category('forecast_best_case', 'Best Case');
export const forecastMostLikely: Metric = category('forecast_most_likely', 'Most Likely');
export const forecastCommit: Metric = category('forecast_commit', 'Commit');

export const forecastClosed: Metric = {
  ...bookings,
  id: 'forecast_closed',
  name: 'Forecast, closed',
  definition: 'What is won already, counted on the close date: the same as bookings. Individual roll-up.',
  workedExample: {
    given: { sums: { bookings: [{ currency: 'USD', amount: 50_000n, n: 2n }] } },
    result: { kind: 'money', money: { minor: 50_000n, currency: 'USD' } },
  },
};

/** Individual roll-up: a deal counts in its own category and in no other. */
function category(id: string, name: string): Metric {
  return {
    id,
    version: 1,
    name: `Forecast, ${name.toLowerCase()}`,
    definition: `Amounts of the open deals with the forecast category ${name} that close in the period. Each deal counts in its own category only; omitted deals are shown apart.`,
    formula: `sum of the amounts of open deals in ${name}`,
    unit: 'money',
    direction: 'up',
    minimumSample: 1,
    measures: [],
    needs: [],
    lines: ['forecast', 'omitted'],
    argument: name,
    compute: (given) => ({
      value: { kind: 'money', money: { minor: lineSum(given, 'forecast'), currency: given.currency } },
      remarks: [...missingLines(given, 'forecast'), ...omitted(given)],
    }),
    trace: [{ from: 'forecast', counts: 'amount' }],
    workedExample: {
      given: { lines: { forecast: exampleLines([40_000n, 25_000n], { currency: 'USD' }) } },
      result: { kind: 'money', money: { minor: 65_000n, currency: 'USD' } },
    },
  };
}

function omitted(given: Ingredients): readonly Remark[] {
  const deals = lineCount(given, 'omitted');
  if (deals === 0n) return [];
  const money = formatMoney({ minor: lineSum(given, 'omitted'), currency: given.currency });
  return [
    { kind: 'apart', text: `${money} in ${deals} omitted ${deals === 1n ? 'deal' : 'deals'}, not counted` },
  ];
}
