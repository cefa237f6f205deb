import { countBy, type Load, mondayOf, type Reader } from './count.ts';
import { type Held, heldLines } from './held.ts';
import type { Posted } from './received.ts';

/** What a run came to. */
export interface Outcome {
  readonly days: number;
  readonly readers: readonly Reader[];
  readonly load: Load;
  readonly held: readonly Held[];
  readonly posted: readonly Posted[];
  /** How often people did something about a message. */
  readonly reactions: number;
  /** Jobs that failed for good, and messages of which nobody knows. */
  readonly failures: readonly string[];
}

/** Whether everything held: nothing ordinary over somebody's limit, nothing out of their hours, nothing failed. */
export function isRight({ load, failures }: Outcome): boolean {
  const over = load.overBudget.filter(({ ordinaryBeyond }) => ordinaryBeyond > 0);
  return over.length + load.outOfHours.length + failures.length === 0;
}

/** The report, line by line. */
export function reportLines(outcome: Outcome): readonly string[] {
  const { days, readers, load, held, posted, reactions, failures } = outcome;
  const { mean, p95, most, overBudget, outOfHours } = load;
  const over = new Set(overBudget.filter(({ ordinaryBeyond }) => ordinaryBeyond > 0).map(({ who }) => who));
  return [
    `${days} days, ${readers.length} people, ${reactions} reactions`,
    '',
    `Messages per person and working day: ${mean.toFixed(2)} on average, ${p95} at the 95th percentile, ${most} at most`,
    `Within their limit every day, but for what asks them to act: ${readers.length - over.size} of ${readers.length} people`,
    ...overBudget.map(
      ({ who, day, messages, budget, ordinaryBeyond }) =>
        `  more than the limit: ${who}, ${day}: ${messages} of ${budget}, ${ordinaryBeyond} of them ordinary`,
    ),
    `Outside of their hours: ${outOfHours.length}`,
    ...outOfHours.map(
      ({ who, at, topic }) => `  ${who}, ${at.toString({ smallestUnit: 'minute' })}: ${topic}`,
    ),
    '',
    'By topic',
    ...tally(load.byTopic),
    'By priority',
    ...tally(load.byPriority),
    '',
    'Messages per week',
    ...weekTable(outcome),
    '',
    'Posts in channels per week (answers in threads beside them)',
    ...channelTable(posted),
    '',
    'Held back, merged or dropped, and why',
    ...heldLines(held),
    ...failures.map((failure) => `FAILED: ${failure}`),
  ];
}

function tally(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].map(([name, count]) => `  ${String(count).padStart(5)}  ${name}`);
}

/** Of the column of names. */
const WIDTH = 30;

function weekTable({ readers, load }: Outcome): readonly string[] {
  const weeks = [...new Set([...load.weeks.values()].flatMap((own) => [...own.keys()]))].toSorted();
  const rows = readers.map(({ id, name }) => {
    const own = load.weeks.get(id);
    const counts = weeks.map((week) => own?.get(week) ?? 0);
    return { name, counts, total: counts.reduce((sum, count) => sum + count, 0) };
  });
  return [
    `  ${''.padEnd(WIDTH)}${weeks.map((week) => week.slice(5).padStart(6)).join('')}   all`,
    ...rows
      .toSorted((a, b) => b.total - a.total)
      .map(
        ({ name, counts, total }) =>
          `  ${name.slice(0, WIDTH - 2).padEnd(WIDTH)}${counts.map((count) => String(count || '·').padStart(6)).join('')}${String(total).padStart(6)}`,
      ),
  ];
}

function channelTable(posted: readonly Posted[]): readonly string[] {
  const weekOf = ({ at }: Posted) => mondayOf(at.toZonedDateTimeISO('UTC'));
  const weeks = [...new Set(posted.map(weekOf))].toSorted();
  return [...Map.groupBy(posted, ({ channel }) => channel)].map(([channel, own]) => {
    const first = countBy(
      own.filter(({ isReply }) => !isReply),
      weekOf,
    );
    const answers = own.filter(({ isReply }) => isReply).length;
    return `  #${channel.padEnd(24)}${weeks.map((week) => String(first.get(week) ?? '·').padStart(5)).join('')}   and ${answers}`;
  });
}
