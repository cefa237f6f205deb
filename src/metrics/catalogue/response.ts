import { exampleLines, lineCount, lineShare, lineSum, missingLines, runningCount } from './lines.ts';
import type { Metric } from './metric.ts';

export const firstResponse: Metric = response('first_response_minutes', {
  name: 'First response, median',
  share: 0.5,
  words: 'half',
});

export const firstResponseP90: Metric = response('first_response_p90_minutes', {
  name: 'First response, 90th percentile',
  share: 0.9,
  words: '90%',
});

export const followupCadence: Metric = {
  id: 'followup_cadence',
  version: 1,
  name: 'Follow-up cadence',
  definition:
    'Of the open deals that close in the period, the share with a call, e-mail or meeting in the last 7 days and a dated next one: an open task or a meeting to come. Activity is not an outcome: read it beside bookings.',
  formula: 'open deals touched in 7 days with a next touch ÷ open deals',
  unit: 'ratio',
  direction: 'up',
  minimumSample: 5,
  measures: [],
  needs: [],
  lines: ['followed_up'],
  compute: (given) => {
    const [sum, by] = [lineSum(given, 'followed_up'), lineCount(given, 'followed_up')];
    return {
      value:
        by <= 0n ? { kind: 'none', reason: 'no open deals' } : { kind: 'quotient', sum, by, per: 'ratio' },
      remarks: [],
    };
  },
  trace: [{ from: 'followed_up', counts: 'amount', against: 'one' }],
  workedExample: {
    given: { lines: { followed_up: exampleLines([1n, 1n, 0n, 0n]) } },
    result: { kind: 'quotient', sum: 2n, by: 4n, per: 'ratio' },
  },
};

interface Response {
  readonly name: string;
  readonly share: number;
  readonly words: string;
}

function response(id: string, { name, share, words }: Response): Metric {
  return {
    id,
    version: 1,
    name,
    definition:
      "Business minutes from a deal's creation to its owner's first call, e-mail or meeting for it, for deals created in the period. Unanswered ones count as still waiting.",
    formula: `business minutes within which ${words} of the deals were answered`,
    unit: 'minutes',
    direction: 'down',
    minimumSample: 5,
    measures: [],
    needs: [],
    lines: ['first_response'],
    share,
    compute: (given) => {
      const waited = lineShare(given, 'first_response', share);
      const waiting = runningCount(given, 'first_response');
      const all = lineCount(given, 'first_response');
      const remarks = [
        ...(waiting === 0n
          ? []
          : [{ kind: 'apart' as const, text: `${waiting} of ${all} are still waiting` }]),
        ...missingLines(given, 'first_response'),
      ];
      if (!waited) return { value: { kind: 'none', reason: 'no deals created' }, remarks };
      return waited.kind === 'reached'
        ? { value: { kind: 'count', count: waited.length, of: 'minutes' }, remarks }
        : { value: { kind: 'none', reason: `fewer than ${words} are answered` }, remarks };
    },
    trace: [{ from: 'first_response', counts: 'amount' }],
    // Answered after 10, 20, 30 and 40 minutes.
    workedExample: {
      given: { lines: { first_response: exampleLines([10n, 20n, 30n, 40n]) } },
      result: { kind: 'count', count: share === 0.5 ? 20n : 40n, of: 'minutes' },
    },
  };
}
