import type { ActivityMeasure } from '#model/measure.ts';
import type { Metric } from './metric.ts';
import { countOf } from './sums.ts';

export const calls: Metric = activity('call', {
  unit: 'calls',
  name: 'Calls',
  definition: 'Calls logged as done, on the day they were done.',
});

export const emails: Metric = activity('email', {
  unit: 'emails',
  name: 'E-mails',
  definition: 'E-mails logged as sent, on the day they were sent.',
});

export const meetings: Metric = activity('meeting', {
  unit: 'meetings',
  name: 'Meetings',
  definition: 'Meetings a person organised, on the day they took place; later ones do not count yet.',
});

interface Words {
  readonly unit: 'calls' | 'emails' | 'meetings';
  readonly name: string;
  readonly definition: string;
}

function activity(measure: ActivityMeasure, words: Words): Metric {
  return {
    ...words,
    id: words.unit,
    version: 1,
    formula: `number of ${words.unit}`,
    direction: 'up',
    minimumSample: 1,
    measures: [measure],
    needs: [],
    compute: (given) => ({
      value: { kind: 'count', count: countOf(given, measure), of: words.unit },
      remarks: [],
    }),
    trace: [{ from: measure, counts: 'amount' }],
    workedExample: {
      given: { sums: { [measure]: [{ currency: '', amount: 42n, n: 42n }] } },
      result: { kind: 'count', count: 42n, of: words.unit },
    },
  };
}
