import { isQuiet, type Hours } from './hours.ts';

/** A message to somebody as far as counting it goes. */
export interface Counted {
  readonly who: string;
  /** On the clock where they are. */
  readonly at: Temporal.ZonedDateTime;
  readonly topic: string;
  readonly priority: string;
}

/** Somebody who may be written to, as they chose it or left it. */
export interface Reader {
  readonly id: string;
  readonly name: string;
  /** Messages a day. */
  readonly budget: number;
  readonly quiet: Hours;
}

/** How many messages came to whom on which days. */
export interface Load {
  /** Messages of one person on one working day: of all of them. */
  readonly mean: number;
  readonly p95: number;
  readonly most: number;
  /** Days on which somebody got more than their limit, and how many of those messages nothing excused. */
  readonly overBudget: readonly Over[];
  /** Messages in quiet hours or on a weekend. */
  readonly outOfHours: readonly Counted[];
  readonly byTopic: ReadonlyMap<string, number>;
  readonly byPriority: ReadonlyMap<string, number>;
  /** By person, then by the Monday of a week. */
  readonly weeks: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

export interface Over {
  readonly who: string;
  readonly day: string;
  readonly messages: number;
  readonly budget: number;
  /** What is not important and came when the limit was reached already: the governor should have kept it back. */
  readonly ordinaryBeyond: number;
}

/** Counts what people got over `workdays` working days; whoever got nothing counts with nothing. */
export function countLoad(
  messages: readonly Counted[],
  { readers, workdays }: { readonly readers: readonly Reader[]; readonly workdays: number },
): Load {
  const budgetOf = new Map(readers.map((reader) => [reader.id, reader]));
  const days = Map.groupBy(messages, ({ who, at }) => `${who} ${at.toPlainDate().toString()}`);
  const counts = [...days.values()].map((own) => own.length).toSorted((a, b) => b - a);
  const all = readers.length * workdays;
  return {
    mean: all === 0 ? 0 : messages.length / all,
    // Days without a message stand at the end of the list, unwritten.
    p95: counts[Math.floor(all * 0.05)] ?? 0,
    most: counts[0] ?? 0,
    overBudget: [...days.values()].flatMap((own) => overOf(own, budgetOf)),
    outOfHours: messages.filter((message) => {
      const reader = budgetOf.get(message.who);
      return reader !== undefined && message.priority !== 'answer' && isOutOfHours(message, reader);
    }),
    byTopic: countBy(messages, ({ topic }) => topic),
    byPriority: countBy(messages, ({ priority }) => priority),
    weeks: new Map(
      [...Map.groupBy(messages, ({ who }) => who)].map(([who, own]) => [
        who,
        countBy(own, ({ at }) => mondayOf(at)),
      ]),
    ),
  };
}

function overOf(own: readonly Counted[], readers: ReadonlyMap<string, Reader>): readonly Over[] {
  const [first] = own;
  const reader = first && readers.get(first.who);
  if (first === undefined || reader === undefined || own.length <= reader.budget) return [];
  const inOrder = own.toSorted((a, b) => Temporal.ZonedDateTime.compare(a.at, b.at));
  const beyond = inOrder.slice(reader.budget);
  return [
    {
      who: reader.name,
      day: first.at.toPlainDate().toString(),
      messages: own.length,
      budget: reader.budget,
      ordinaryBeyond: beyond.filter(({ priority }) => priority === 'ordinary').length,
    },
  ];
}

function isOutOfHours({ at }: Counted, { quiet }: Reader): boolean {
  return at.dayOfWeek > 5 || isQuiet(quiet, at);
}

/** The Monday of the week of a moment. */
export function mondayOf(at: Temporal.ZonedDateTime): string {
  return at
    .toPlainDate()
    .subtract({ days: at.dayOfWeek - 1 })
    .toString();
}

/** How many there are of each, the most frequent first. */
export function countBy<T>(all: readonly T[], of: (one: T) => string): ReadonlyMap<string, number> {
  const groups = [...Map.groupBy(all, of)].map(([name, own]) => [name, own.length] as const);
  return new Map(groups.toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}
