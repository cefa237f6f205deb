import type { ActivityMeasure } from '#model/measure.ts';
import { exampleLines, lineCount, missingLines } from './lines.ts';
import type { Metric } from './metric.ts';
import { countOf } from './sums.ts';

const ONCE =
  'What was logged twice counts once: of one person, kind and record in one minute, or a task and an event of one record, subject and day.';

export const calls: Metric = activity('call', {
  unit: 'calls',
  name: 'Calls',
  definition: `Calls logged as done, on the day they were done. ${ONCE}`,
});

export const emails: Metric = activity('email', {
  unit: 'emails',
  name: 'E-mails',
  definition: `E-mails logged as sent, on the day they were sent. ${ONCE}`,
});

export const meetings: Metric = activity('meeting', {
  unit: 'meetings',
  name: 'Meetings',
  definition: `Meetings a person organised, on the day they took place; later ones do not count yet. ${ONCE}`,
});

export const touchPoints: Metric = {
  id: 'touch_points',
  version: 1,
  name: 'Touch points',
  definition: `Calls, e-mails and meetings together, each on its day. ${ONCE}`,
  formula: 'calls + emails + meetings',
  unit: 'touch points',
  direction: 'up',
  minimumSample: 1,
  measures: ['call', 'email', 'meeting'],
  needs: [],
  compute: (given) => ({
    value: {
      kind: 'count',
      count: countOf(given, 'call') + countOf(given, 'email') + countOf(given, 'meeting'),
      of: 'touch points',
    },
    remarks: [],
  }),
  trace: [
    { from: 'call', counts: 'amount' },
    { from: 'email', counts: 'amount' },
    { from: 'meeting', counts: 'amount' },
  ],
  workedExample: {
    given: {
      sums: {
        call: [{ currency: '', amount: 20n, n: 20n }],
        email: [{ currency: '', amount: 15n, n: 15n }],
        meeting: [{ currency: '', amount: 7n, n: 7n }],
      },
    },
    result: { kind: 'count', count: 42n, of: 'touch points' },
  },
};

export const meetingsBooked: Metric = {
  id: 'meetings_booked',
  version: 1,
  name: 'Meetings booked',
  definition:
    'Meetings put into the calendar in the period by the person who organises them, whenever they take place.',
  formula: 'number of meetings created',
  unit: 'meetings',
  direction: 'up',
  minimumSample: 1,
  measures: [],
  needs: [],
  lines: ['meeting_booked'],
  compute: (given) => ({
    value: { kind: 'count', count: lineCount(given, 'meeting_booked'), of: 'meetings' },
    remarks: missingLines(given, 'meeting_booked'),
  }),
  trace: [{ from: 'meeting_booked', counts: 'amount' }],
  workedExample: {
    given: { lines: { meeting_booked: exampleLines([1n, 1n, 1n]) } },
    result: { kind: 'count', count: 3n, of: 'meetings' },
  },
};

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
