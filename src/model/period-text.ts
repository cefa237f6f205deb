import type { Day } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import type { CustomPeriods } from './calendar-custom.ts';
import { monthOf, weekNumbered, yearNamed, type FiscalYear } from './calendar-standard.ts';
import { PERIOD_TYPES, type Period, type PeriodType } from './period.ts';

/** What reading a period's name needs to know. */
export interface PeriodNames {
  readonly calendar: {
    find(type: PeriodType, day: Day): Period | undefined;
    periodOf(type: PeriodType, day: Day): Period;
    next(period: Period): Period | undefined;
  };
  readonly today: Day;
  readonly weekStart: number;
  readonly fiscal: FiscalYear;
  readonly rows: CustomPeriods | undefined;
}

/** A range longer than this is a slip of the hand, not a question. */
const LONGEST_RANGE = 1000;

/** Reads one period, a range `a..b` of one type, or a list with commas. Throws a Refusal. */
export function parsePeriods(text: string, names: PeriodNames): readonly Period[] {
  const whole = findOne(text, names);
  if (whole) return [whole];
  return text.split(',').flatMap((part) => {
    const [from = '', to, ...more] = part.split('..');
    if (to === undefined) return [parseOne(from, names)];
    if (more.length > 0) throw unreadable(part, names);
    return range(parseOne(from, names), parseOne(to, names), names);
  });
}

function range(first: Period, last: Period, { calendar }: PeriodNames): readonly Period[] {
  if (first.type !== last.type)
    throw new Refusal(
      `"${first.id}" is a ${first.type} and "${last.id}" is a ${last.type}`,
      'Give a range of one kind, such as 2017-Q1..2017-Q4.',
    );
  const periods: Period[] = [];
  let current: Period | undefined = first;
  while (current && Temporal.PlainDate.compare(current.start, last.start) <= 0) {
    periods.push(current);
    if (periods.length > LONGEST_RANGE)
      throw new Refusal(
        `"${first.id}..${last.id}" is more than ${LONGEST_RANGE} ${first.type}s`,
        'Ask for less at a time.',
      );
    current = calendar.next(current);
  }
  if (periods.length === 0)
    throw new Refusal(`"${first.id}..${last.id}" ends before it starts`, 'Put the earlier period first.');
  return periods;
}

function parseOne(text: string, names: PeriodNames): Period {
  const period = findOne(text, names);
  if (!period) throw unreadable(text, names);
  return period;
}

function findOne(text: string, names: PeriodNames): Period | undefined {
  const name = text.trim().replace(/\s+/g, ' ');
  const explicit = /^(day|week|month|quarter|year):\s*(.+)$/i.exec(name);
  if (explicit) return ofType(explicit[1] ?? '', explicit[2] ?? '', names);
  return inWords(name, names) ?? byLabel(name, names) ?? byDate(name, names) ?? byNumber(name, names);
}

/** `quarter:2017-11-05` is the quarter that holds the day; `quarter:2017-Q4` says no more than 2017-Q4. */
function ofType(prefix: string, text: string, names: PeriodNames): Period | undefined {
  const type = PERIOD_TYPES.find((it) => it === prefix.toLowerCase());
  if (!type) return undefined;
  const date = readDate(text);
  if (date) return names.calendar.periodOf(type, date);
  const labelled = names.rows?.labelled(text).filter((row) => row.type === type) ?? [];
  const period = labelled.length === 1 ? labelled[0] : findOne(text, names);
  return period?.type === type ? period : undefined;
}

function inWords(name: string, { calendar, today }: PeriodNames): Period | undefined {
  const words = name.toLowerCase().replace(/[-_]/g, ' ');
  if (words === 'today') return calendar.periodOf('day', today);
  if (words === 'yesterday') return calendar.periodOf('day', today.subtract({ days: 1 }));
  const match = /^(this|current|last|previous|next) (day|week|month|quarter|year)$/.exec(words);
  const type = PERIOD_TYPES.find((it) => it === match?.[2]);
  if (!match || !type) return undefined;
  const current = calendar.periodOf(type, today);
  if (match[1] === 'next') return calendar.periodOf(type, current.end);
  if (match[1] === 'this' || match[1] === 'current') return current;
  return calendar.periodOf(type, current.start.subtract({ days: 1 }));
}

function byLabel(name: string, { rows }: PeriodNames): Period | undefined {
  const found = rows?.labelled(name) ?? [];
  if (found.length > 1)
    throw new Refusal(
      `several periods are called "${name}"`,
      `Name the one you mean by its first day: ${found.map((row) => row.start.toString()).join(', ')}.`,
    );
  return found[0];
}

/** A period's first day names the period: a custom row, else a quarter, else a month, else the day itself. */
function byDate(name: string, { calendar, rows }: PeriodNames): Period | undefined {
  const date = readDate(name);
  if (!date) return undefined;
  const candidates = rows
    ? [rows.starting(date)]
    : [calendar.find('quarter', date), calendar.find('month', date)];
  return candidates.find((period) => period?.start.equals(date)) ?? calendar.periodOf('day', date);
}

function byNumber(name: string, names: PeriodNames): Period | undefined {
  const week = /^(\d{4})-?W(\d{2})$/i.exec(name);
  if (week) return weekByNumber(Number(week[1]), Number(week[2]), names);
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name);
  if (month) {
    refuseWhenCustom('month', names);
    return monthOf(Temporal.PlainDate.from(`${name}-01`));
  }
  const year = /^(?:FY ?)?(\d{4})(?:[ -]?Q([1-4]))?$/i.exec(name);
  if (!year || year[1] === '0000') return undefined;
  refuseWhenCustom(year[2] ? 'quarter' : 'year', names);
  const whole = yearNamed(Number(year[1]), names.fiscal);
  return year[2]
    ? names.calendar.periodOf('quarter', whole.start.add({ months: (Number(year[2]) - 1) * 3 }))
    : whole;
}

function weekByNumber(year: number, week: number, names: PeriodNames): Period | undefined {
  if (names.rows?.has('week')) return undefined;
  return week === 0 ? undefined : weekNumbered(year, week, names.weekStart);
}

/** Refuses a standard name in an organisation whose fiscal year is custom: no rule knows what it would mean. */
function refuseWhenCustom(type: PeriodType, { rows, calendar, today }: PeriodNames): void {
  if (!rows) return;
  if (!rows.has(type)) calendar.periodOf(type, today);
  throw new Refusal(
    `this org's fiscal year is custom: its ${type}s have names of their own`,
    `Use a name such as "${rows.rows(type).at(-1)?.id}", or a ${type}'s first day.`,
  );
}

function readDate(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

function unreadable(text: string, { rows }: PeriodNames): Refusal {
  const label = rows?.types[0] && rows.rows(rows.types[0]).at(-1)?.id;
  const example = label ?? '2017-Q4, 2017-10, 2017-W44, 2017-12-31';
  return new Refusal(
    `"${text.trim()}" is no period I know`,
    `Try "this quarter", "last month" or ${label ? `"${example}"` : example}.`,
  );
}
