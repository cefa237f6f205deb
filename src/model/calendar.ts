import type { Day } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import { customPeriods, type CustomPeriods } from './calendar-custom.ts';
import { dayPeriod, monthOf, quarterOf, weekOf, yearOf, type FiscalYear } from './calendar-standard.ts';
import { parsePeriods } from './period-text.ts';
import type { Period, PeriodType } from './period.ts';

/** What Salesforce says about an organisation's time: its zone, its week and its fiscal year. */
export interface CalendarFacts {
  readonly timeZone: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekStart: number;
  readonly fiscal: FiscalYear;
  /** Rows of custom fiscal years; empty for a standard year, which needs none. */
  readonly custom: readonly Period[];
}

/** The business calendar of one organisation. All periods are half-open and tile time without gaps or overlaps. */
export interface Calendar {
  /** IANA zone in which business days begin. */
  readonly zone: string;
  /** The period of a type that holds a day; undefined where the organisation defines none. */
  find(type: PeriodType, day: Day): Period | undefined;
  /** The same, as a Refusal that says why there is none. */
  periodOf(type: PeriodType, day: Day): Period;
  previous(period: Period): Period | undefined;
  next(period: Period): Period | undefined;
  /**
   * What a person typed: 2017-Q4, FY2018 Q1, 2017-10, 2017-W44, a period's first day, `day:2017-12-31`,
   * 2017-Q1..2017-Q4, `last quarter`, lists with commas. Throws a Refusal for anything else.
   */
  parse(text: string, context: { readonly today: Day }): readonly Period[];
}

export function createCalendar(facts: CalendarFacts): Calendar {
  const custom = facts.custom.length > 0 ? customPeriods(facts.custom) : undefined;
  const find = (type: PeriodType, day: Day) => findIn({ ...facts, rows: custom }, type, day);
  const calendar: Calendar = {
    zone: facts.timeZone,
    find,
    periodOf(type, day) {
      const period = find(type, day);
      if (period) return period;
      throw custom?.has(type) ? outside(custom.rows(type), type, day) : notDefined(custom, type);
    },
    previous: (period) => find(period.type, period.start.subtract({ days: 1 })),
    next: (period) => find(period.type, period.end),
    parse: (text, { today }) => parsePeriods(text, { calendar, today, ...facts, rows: custom }),
  };
  return calendar;
}

interface Rules {
  readonly weekStart: number;
  readonly fiscal: FiscalYear;
  readonly rows: CustomPeriods | undefined;
}

function findIn({ weekStart, fiscal, rows }: Rules, type: PeriodType, day: Day): Period | undefined {
  if (type === 'day') return dayPeriod(day);
  // Weeks without rows of their own are calendar weeks: no fiscal year is needed to say when Monday is.
  if (type === 'week' && !rows?.has('week')) return weekOf(day, weekStart);
  if (rows) return rows.of(type, day);
  if (type === 'month') return monthOf(day);
  return type === 'quarter' ? quarterOf(day, fiscal) : yearOf(day, fiscal);
}

function notDefined(custom: CustomPeriods | undefined, type: PeriodType): Refusal {
  const known = custom?.types.map((it) => `${it}s`).join(', ') ?? '';
  return new Refusal(
    `this org's custom fiscal year has only ${known} in Salesforce; ${type}s are not defined`,
    `Ask for one of its ${known}, or add ${type} rows to the fiscal year in Salesforce.`,
  );
}

function outside(rows: readonly Period[], type: PeriodType, day: Day): Refusal {
  const last = rows.at(-1)?.end.subtract({ days: 1 });
  return new Refusal(
    `${day} is in no ${type} of this org's custom fiscal years, which cover ${rows[0]?.start} to ${last}`,
    'Define the fiscal year of that day in Salesforce.',
  );
}
