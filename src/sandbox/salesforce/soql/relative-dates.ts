import { notImitated } from '#sandbox/salesforce/org/api-error.ts';
import type { OrgFacts } from '#sandbox/salesforce/org/org.ts';

/** Days from `start` up to but not including `end`. */
export interface DayRange {
  readonly start: Temporal.PlainDate;
  readonly end: Temporal.PlainDate;
}

/** How far one step of a unit goes. */
const STEP = {
  DAY: { days: 1, months: 0 },
  WEEK: { days: 7, months: 0 },
  MONTH: { days: 0, months: 1 },
  QUARTER: { days: 0, months: 3 },
  YEAR: { days: 0, months: 12 },
  FISCAL_QUARTER: { days: 0, months: 3 },
  FISCAL_YEAR: { days: 0, months: 12 },
} as const;

type Unit = keyof typeof STEP;

/** Literals that are other ways to write one of the regular form. */
const SYNONYMS: Readonly<Record<string, string>> = {
  TODAY: 'THIS_DAY',
  YESTERDAY: 'LAST_DAY',
  TOMORROW: 'NEXT_DAY',
  LAST_90_DAYS: 'LAST_N_DAYS:90',
  NEXT_90_DAYS: 'NEXT_N_DAYS:90',
};

/**
 * The days a relative date literal covers, in the org's zone with weeks from Sunday. Fiscal literals follow the
 * standard fiscal year. The meaning of each is that of Salesforce's table of SOQL date literals.
 */
export function relativeRange(
  literal: string,
  { facts, now }: { readonly facts: OrgFacts; readonly now: Temporal.Instant },
): DayRange {
  const name = SYNONYMS[literal.toUpperCase()] ?? literal.toUpperCase();
  const match = /^(THIS|LAST|NEXT)_(N_)?(\w+?)(?:S:(\d+))?$/.exec(name);
  const unit = match?.[3];
  if (match === null || !isUnit(unit)) throw notImitated(`The date literal ${literal}`);
  const count = Number(match[4] ?? 1);
  const today = now.toZonedDateTimeISO(facts.zone).toPlainDate();
  const current = startOf(unit, today, facts.fiscalYearStartMonth);
  const after = move(current, unit, 1);
  if (match[1] === 'THIS') return { start: current, end: after };
  if (match[1] === 'NEXT') return { start: after, end: move(after, unit, count) };
  // LAST_N_DAYS takes in today; every other LAST ends where the current unit begins.
  const end = unit === 'DAY' && match[2] !== undefined ? after : current;
  return { start: move(current, unit, -count), end };
}

function isUnit(text: string | undefined): text is Unit {
  return text !== undefined && Object.hasOwn(STEP, text);
}

function move(day: Temporal.PlainDate, unit: Unit, count: number): Temporal.PlainDate {
  return day.add({ days: STEP[unit].days * count, months: STEP[unit].months * count });
}

function startOf(unit: Unit, day: Temporal.PlainDate, fiscalStart: number): Temporal.PlainDate {
  if (unit === 'DAY') return day;
  if (unit === 'WEEK') return day.subtract({ days: day.dayOfWeek % 7 });
  const firstMonth = unit.startsWith('FISCAL') ? fiscalStart : 1;
  const monthsIntoUnit = ((day.month - firstMonth + 12) % 12) % STEP[unit].months;
  return day.with({ day: 1 }).subtract({ months: monthsIntoUnit });
}
