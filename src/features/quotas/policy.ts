import { closest } from '#lib/closest.ts';
import type { CsvProblem } from '#lib/csv.ts';
import { contains, lastDay, type Period } from '#model/period.ts';
import { shareOf } from '#model/quota-curve.ts';
import { readAmount } from './amount.ts';
import type { Column } from './columns.ts';
import type { QuotaLine } from './quota-file.ts';
import type { QuotaWish } from './wish.ts';

/** A metric that quotas are set for, as quotas know it. */
export interface QuotaMetric {
  readonly id: string;
  readonly unit: 'money' | 'count';
}

/** What the rows are checked against. */
export interface Known {
  /** Lower-case e-mail → the ids of everyone in Salesforce who has it. */
  readonly people: ReadonlyMap<string, readonly string[]>;
  readonly currency: string;
  readonly metrics: readonly QuotaMetric[];
  parsePeriod(text: string): Period | undefined;
}

export interface Checks extends Known {
  readonly suggest: boolean;
}

type Checked<T> = { readonly ok: T } | { readonly wrong: CsvProblem };

const RELATIVE = /^(this|last|next|current|previous|today|yesterday|tomorrow)\b/i;
/** Comparing an e-mail with thousands of others takes its time: a wholly wrong file gets no more suggestions. */
const MOST_SUGGESTIONS = 50;
const LONGEST_REASON = 300;
/** A row with nothing in it: what a form fills in. */
export const NO_LINE: QuotaLine = {
  line: 1,
  rep_email: '',
  period: '',
  metric: '',
  amount: '',
  weight: '',
  effective_on: '',
  reason: '',
};

/** Checks every row, so that one run shows everything there is to mend. */
export function checkQuotaLines(
  lines: readonly QuotaLine[],
  known: Known,
): {
  readonly wishes: readonly QuotaWish[];
  readonly problems: readonly CsvProblem[];
} {
  const wishes: QuotaWish[] = [];
  const problems: CsvProblem[] = [];
  const firstLine = new Map<string, number>();
  for (const line of lines) {
    const checked = checkLine(line, { ...known, suggest: problems.length < MOST_SUGGESTIONS });
    if (Array.isArray(checked)) {
      problems.push(...checked);
      continue;
    }
    const key = [checked.personId, checked.metric, checked.start, checked.end].join('/');
    const earlier = firstLine.get(key);
    if (earlier === undefined) wishes.push(checked);
    else problems.push(duplicate(line, earlier));
    firstLine.set(key, earlier ?? line.line);
  }
  return { wishes, problems };
}

/** Checks one row, or a form filled in like one. */
export function checkLine(row: QuotaLine, known: Checks): QuotaWish | CsvProblem[] {
  const person = checkPerson(row, known);
  const period = checkPeriod(row, known);
  const metric = checkMetric(row, known);
  const unit = 'ok' in metric ? metric.ok.unit : 'money';
  const amount = checkAmount(row, { kind: unit, currency: known.currency });
  const weight = checkWeight(row);
  const effectiveOn = 'ok' in period ? checkEffective(row, period.ok) : { ok: null };
  if (
    'ok' in person &&
    'ok' in period &&
    'ok' in metric &&
    'ok' in amount &&
    'ok' in weight &&
    'ok' in effectiveOn
  ) {
    return {
      personId: person.ok,
      metric: metric.ok.id,
      start: period.ok.start.toString(),
      end: period.ok.end.toString(),
      amount: amount.ok,
      currency: unit === 'money' ? known.currency : '',
      weight: weight.ok,
      effectiveOn: effectiveOn.ok,
      reason: row.reason === '' ? null : row.reason.slice(0, LONGEST_REASON),
    };
  }
  const all = [person, period, metric, amount, weight, effectiveOn];
  return all.flatMap((checked) => ('wrong' in checked ? [checked.wrong] : []));
}

function checkPerson(row: QuotaLine, { people, suggest }: Checks): Checked<string> {
  const email = row.rep_email.toLowerCase();
  if (email === '')
    return wrong(row, 'rep_email', 'the e-mail is empty', 'Write the e-mail of a Salesforce user.');
  const [id, ...others] = people.get(email) ?? [];
  if (id === undefined) {
    const meant = suggest ? closest(email, [...people.keys()]) : undefined;
    const remedy = meant ? `Did you mean ${meant}?` : 'Write the e-mail of a Salesforce user.';
    return wrong(row, 'rep_email', `nobody in Salesforce has the e-mail "${row.rep_email}"`, remedy);
  }
  if (others.length === 0) return { ok: id };
  const remedy = 'Give each of them an e-mail of their own in Salesforce.';
  return wrong(
    row,
    'rep_email',
    `${others.length + 1} people in Salesforce have the e-mail "${row.rep_email}"`,
    remedy,
  );
}

function checkPeriod(row: QuotaLine, known: Known): Checked<Period> {
  const remedy = 'Write it like 2026-Q4, 2026-10, 2026, or as the first day of the period.';
  if (row.period === '') return wrong(row, 'period', 'the period is empty', remedy);
  // "this quarter" would mean another quarter when the same file is imported again later.
  const period = RELATIVE.test(row.period) ? undefined : known.parsePeriod(row.period);
  return period
    ? { ok: period }
    : wrong(row, 'period', `"${row.period}" is no period of this organization`, remedy);
}

function checkMetric(row: QuotaLine, { metrics }: Known): Checked<QuotaMetric> {
  const name = row.metric.toLowerCase().replaceAll(/[\s-]+/g, '_');
  const found = metrics.find(({ id }) => id === name);
  if (found) return { ok: found };
  const known = metrics.map(({ id }) => id);
  const meant = closest(name, known);
  const remedy = meant ? `Did you mean ${meant}?` : `Quotas are set for ${known.join(', ')}.`;
  return wrong(
    row,
    'metric',
    name === '' ? 'the metric is empty' : `there are no quotas for "${row.metric}"`,
    remedy,
  );
}

function checkWeight(row: QuotaLine): Checked<number | null> {
  if (row.weight === '') return { ok: null };
  const share = shareOf(row.weight);
  if (share !== undefined) return { ok: Number(share) };
  const remedy = 'Write a percentage from 0 to 100, such as 40 or 12.5.';
  return wrong(row, 'weight', `"${row.weight}" is no weight`, remedy);
}

function checkEffective(row: QuotaLine, period: Period): Checked<string | null> {
  if (row.effective_on === '') return { ok: null };
  const remedy = 'Write the first day it holds for, such as 2026-11-16, or leave it empty.';
  const day = /^\d{4}-\d{2}-\d{2}$/.test(row.effective_on) ? readDay(row.effective_on) : undefined;
  if (!day) return wrong(row, 'effective_on', `"${row.effective_on}" is no day`, remedy);
  if (contains(period, day)) return { ok: day.toString() };
  const days = `${period.start} to ${lastDay(period)}`;
  return wrong(row, 'effective_on', `${row.effective_on} is outside of ${days}`, remedy);
}

function readDay(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}

function checkAmount(
  row: QuotaLine,
  { kind, currency }: { readonly kind: 'money' | 'count'; readonly currency: string },
): Checked<bigint> {
  const amount = readAmount(row.amount, kind === 'money' ? currency : '');
  return 'ok' in amount ? amount : wrong(row, 'amount', amount.problem, amount.remedy);
}

function duplicate(row: QuotaLine, earlier: number): CsvProblem {
  const problem = `the same person, metric and period are on line ${earlier}`;
  return { line: row.line, column: null, problem, remedy: 'Keep one of the two lines.' };
}

function wrong(
  row: QuotaLine,
  column: Column,
  problem: string,
  remedy: string,
): { readonly wrong: CsvProblem } {
  return { wrong: { line: row.line, column, problem, remedy } };
}
