import type { Day } from '#lib/days.ts';
import type { Period } from './period.ts';

/** A fiscal year of twelve calendar months, as Salesforce's Organization describes it. */
export interface FiscalYear {
  /** 1 = January. */
  readonly startMonth: number;
  /** Named after the calendar year in which it starts; otherwise after the one in which it ends. */
  readonly namedByStart: boolean;
}

export function dayPeriod(day: Day): Period {
  return { type: 'day', id: day.toString(), start: day, end: day.add({ days: 1 }) };
}

/**
 * The week that holds a day, starting on `weekStart` (1 = Monday … 7 = Sunday). Named after the ISO week of its
 * fourth day, so that a week of any start has the name of the ISO week it shares most days with.
 */
export function weekOf(day: Day, weekStart: number): Period {
  const start = day.subtract({ days: (day.dayOfWeek - weekStart + 7) % 7 });
  const fourth = start.add({ days: 3 });
  const id = `${yearText(fourth.yearOfWeek ?? fourth.year)}-W${pad(fourth.weekOfYear ?? 1)}`;
  return { type: 'week', id, start, end: start.add({ days: 7 }) };
}

/** The week with an ISO number, or undefined where the year has no such week. */
export function weekNumbered(year: number, week: number, weekStart: number): Period | undefined {
  // 4 January is always in ISO week 1, and so is the whole ISO week around it.
  const fourthOfJanuary = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const monday = fourthOfJanuary.subtract({ days: fourthOfJanuary.dayOfWeek - 1 }).add({ weeks: week - 1 });
  const fourth = monday.add({ days: (weekStart + 2) % 7 });
  return fourth.yearOfWeek === year ? weekOf(fourth, weekStart) : undefined;
}

export function monthOf(day: Day): Period {
  const start = day.with({ day: 1 });
  return {
    type: 'month',
    id: `${yearText(start.year)}-${pad(start.month)}`,
    start,
    end: start.add({ months: 1 }),
  };
}

export function quarterOf(day: Day, fiscal: FiscalYear): Period {
  const year = yearOf(day, fiscal);
  const index = Math.floor(monthsBetween(year.start, day) / 3);
  const start = year.start.add({ months: index * 3 });
  const separator = fiscal.startMonth === 1 ? '-' : ' ';
  return { type: 'quarter', id: `${year.id}${separator}Q${index + 1}`, start, end: start.add({ months: 3 }) };
}

export function yearOf(day: Day, fiscal: FiscalYear): Period {
  const startYear = day.month >= fiscal.startMonth ? day.year : day.year - 1;
  return yearStarting(startYear, fiscal);
}

/** The fiscal year that people call by this number. */
export function yearNamed(name: number, fiscal: FiscalYear): Period {
  return yearStarting(name - nameOffset(fiscal), fiscal);
}

function yearStarting(startYear: number, fiscal: FiscalYear): Period {
  const start = Temporal.PlainDate.from({ year: startYear, month: fiscal.startMonth, day: 1 });
  const name = yearText(startYear + nameOffset(fiscal));
  const id = fiscal.startMonth === 1 ? name : `FY${name}`;
  return { type: 'year', id, start, end: start.add({ years: 1 }) };
}

/** Years between a fiscal year's first calendar year and its name. */
function nameOffset(fiscal: FiscalYear): number {
  return fiscal.startMonth === 1 || fiscal.namedByStart ? 0 : 1;
}

function monthsBetween(start: Day, day: Day): number {
  return (day.year - start.year) * 12 + day.month - start.month;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

function yearText(year: number): string {
  return String(year).padStart(4, '0');
}
