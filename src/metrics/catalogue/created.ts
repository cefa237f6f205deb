import { formatShare } from '#metrics/figure-text.ts';
import { exampleLines, lineCount, lineSum, runningCount } from './lines.ts';
import type { Metric } from './metric.ts';

export const opportunitiesCreated: Metric = {
  id: 'opportunities_created',
  version: 1,
  name: 'Opportunities created',
  definition: 'Deals put into Salesforce in the period, for their present owner.',
  formula: 'number of deals created',
  unit: 'deals',
  direction: 'up',
  minimumSample: 1,
  measures: [],
  needs: [],
  lines: ['created'],
  compute: (given) => ({
    value: { kind: 'count', count: lineCount(given, 'created'), of: 'deals' },
    remarks: [],
  }),
  trace: [{ from: 'created', counts: 'amount' }],
  workedExample: {
    given: { lines: { created: exampleLines([1n, 1n, 1n]) } },
    result: { kind: 'count', count: 3n, of: 'deals' },
  },
};

/** A rate by close date flatters whoever does not close the deals they lost; this one cannot be flattered so. */
export const winRateCohort: Metric = {
  id: 'win_rate_cohort',
  version: 1,
  name: 'Win rate of deals created',
  definition:
    'Of the deals created in the period, the share won so far. Open deals are in the whole, and shown apart.',
  formula: 'won deals created in the period ÷ all deals created in the period',
  unit: 'ratio',
  direction: 'up',
  minimumSample: 30,
  measures: [],
  needs: [],
  lines: ['cohort'],
  compute: (given) => {
    const [won, all, open] = [
      lineSum(given, 'cohort'),
      lineCount(given, 'cohort'),
      runningCount(given, 'cohort'),
    ];
    if (all <= 0n) return { value: { kind: 'none', reason: 'no deals created' }, remarks: [] };
    const most = formatShare({ sum: won + open, by: all });
    return {
      value: { kind: 'quotient', sum: won, by: all, per: 'ratio' },
      remarks:
        open === 0n
          ? []
          : [{ kind: 'apart', text: `${open} of ${all} are still open: it can reach ${most}` }],
    };
  },
  trace: [{ from: 'cohort', counts: 'amount', against: 'one' }],
  // Of ten deals three are won, five lost, two open.
  workedExample: {
    given: { lines: { cohort: exampleLines([1n, 1n, 1n, 0n, 0n, 0n, 0n, 0n, 0n, 0n], { running: 2 }) } },
    result: { kind: 'quotient', sum: 3n, by: 10n, per: 'ratio' },
  },
};
