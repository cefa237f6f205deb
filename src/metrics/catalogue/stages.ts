import { exampleLines, lineCount, lineShare, lineSum, runningCount } from './lines.ts';
import type { Ingredients, Metric } from './metric.ts';
import type { Computed } from './metric.ts';

const STAYS =
  'Whole days a deal stayed in an open stage, for stays that began in the period. Each re-entry is a stay of its own; a skipped stage has none. Deals still there count as "at least so long" (Kaplan and Meier).';

export const timeInStage: Metric = stageTime({
  id: 'time_in_stage',
  name: 'Time in stage, median',
  share: 0.5,
  words: 'half',
  // Four stays over after 2, 4, 6 and 8 days, one running for 5: half were over within 6.
  result: '6',
});

export const timeInStageP80: Metric = stageTime({
  id: 'time_in_stage_p80',
  name: 'Time in stage, 80th percentile',
  share: 0.8,
  words: '80%',
  result: '8',
});

export const stageConversion: Metric = {
  id: 'stage_conversion',
  version: 1,
  name: 'Stage conversion',
  definition:
    'Of the deals that first entered an open stage in the period, the share that went on to a later stage or was won. Counted from the deals that entered, never multiplied from averages; deals that may still go on are shown apart.',
  formula: 'entries that went on ÷ entries',
  unit: 'ratio',
  direction: 'up',
  minimumSample: 30,
  measures: [],
  needs: [],
  lines: ['stage_entry'],
  takesStage: true,
  compute: (given) => {
    const [on, all] = [lineSum(given, 'stage_entry'), lineCount(given, 'stage_entry')];
    const open = runningCount(given, 'stage_entry');
    if (all <= 0n) return { value: { kind: 'none', reason: 'no deal entered' }, remarks: [] };
    return {
      value: { kind: 'quotient', sum: on, by: all, per: 'ratio' },
      remarks: open === 0n ? [] : [{ kind: 'apart', text: `${open} of ${all} are still open and may go on` }],
    };
  },
  trace: [{ from: 'stage_entry', counts: 'amount', against: 'one' }],
  workedExample: {
    given: { lines: { stage_entry: exampleLines([1n, 1n, 1n, 0n, 0n], { running: 1 }) } },
    result: { kind: 'quotient', sum: 3n, by: 5n, per: 'ratio' },
  },
};

interface StageTime {
  readonly id: string;
  readonly name: string;
  readonly share: number;
  readonly words: string;
  readonly result: string;
}

function stageTime({ id, name, share, words, result }: StageTime): Metric {
  return {
    id,
    version: 1,
    name,
    definition: STAYS,
    formula: `days within which ${words} of the stays were over`,
    unit: 'days',
    direction: 'down',
    minimumSample: 5,
    measures: [],
    needs: [],
    lines: ['stage_spell'],
    share,
    takesStage: true,
    compute: (given) => stayed(given, { share, words }),
    trace: [{ from: 'stage_spell', counts: 'amount' }],
    workedExample: {
      given: { lines: { stage_spell: exampleLines([2n, 4n, 6n, 8n, 5n], { running: 1 }) } },
      result: { kind: 'days', days: result },
    },
  };
}

function stayed(given: Ingredients, { share, words }: Pick<StageTime, 'share' | 'words'>): Computed {
  const waited = lineShare(given, 'stage_spell', share);
  const running = runningCount(given, 'stage_spell');
  const all = lineCount(given, 'stage_spell');
  const stay = `${all === 1n ? 'stay' : 'stays'} ${running === 1n ? 'is' : 'are'}`;
  const remarks =
    running === 0n ? [] : [{ kind: 'apart' as const, text: `${running} of ${all} ${stay} still running` }];
  if (!waited) return { value: { kind: 'none', reason: 'no deal entered' }, remarks };
  if (waited.kind === 'reached') return { value: { kind: 'days', days: String(waited.length) }, remarks };
  const reason = `fewer than ${words} are over, after up to ${waited.longest} ${waited.longest === 1n ? 'day' : 'days'}`;
  return { value: { kind: 'none', reason }, remarks };
}
