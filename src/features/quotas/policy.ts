import { closest } from '#lib/closest.ts';
import { currencyDecimals, parseMoney } from '#lib/money.ts';
import type { Period } from '#model/period.ts';
import type { Column, ImportProblem } from './problem.ts';
import type { QuotaLine } from './quota-file.ts';

/** What quotas are set for: bookings in the org's currency, or a number of things done. */
const QUOTA_METRICS = {
  bookings: 'money',
  deals_won: 'count',
  calls: 'count',
  emails: 'count',
  meetings: 'count',
} as const;
export type QuotaMetric = keyof typeof QUOTA_METRICS;

/** A quota as it is stored: minor units of the currency, or a count with currency ''. */
export interface Quota {
  readonly personId: string;
  readonly metric: QuotaMetric;
  readonly period: Period;
  readonly amount: bigint;
  readonly currency: string;
}

/** What the rows are checked against. */
export interface Known {
  /** Lower-case e-mail → the ids of everyone in Salesforce who has it. */
  readonly people: ReadonlyMap<string, readonly string[]>;
  readonly currency: string;
  parsePeriod(text: string): Period | undefined;
}

interface Checks extends Known {
  readonly suggest: boolean;
}

type Checked<T> = { readonly ok: T } | { readonly wrong: ImportProblem };

const RELATIVE = /^(this|last|next|current|previous|today|yesterday|tomorrow)\b/i;
const PLAIN_NUMBER = /^-?\d+(?:\.(\d+))?(?:[eE][+-]?\d+)?$/;
/** Comparing an e-mail with thousands of others takes its time: a wholly wrong file gets no more suggestions. */
const MOST_SUGGESTIONS = 50;
/** Nobody makes a billion calls; a count beyond it is a slip of the keyboard. */
const LARGEST_COUNT = 1_000_000_000n;

/** Checks every row, so that one run shows everything there is to mend. */
export function checkQuotaLines(
  lines: readonly QuotaLine[],
  known: Known,
): {
  readonly quotas: readonly Quota[];
  readonly problems: readonly ImportProblem[];
} {
  const quotas: Quota[] = [];
  const problems: ImportProblem[] = [];
  const firstLine = new Map<string, number>();
  for (const line of lines) {
    const checked = checkLine(line, { ...known, suggest: problems.length < MOST_SUGGESTIONS });
    if (Array.isArray(checked)) {
      problems.push(...checked);
      continue;
    }
    const key = [checked.personId, checked.metric, checked.period.start, checked.period.end].join('/');
    const earlier = firstLine.get(key);
    if (earlier === undefined) quotas.push(checked);
    else problems.push(duplicate(line, earlier));
    firstLine.set(key, earlier ?? line.line);
  }
  return { quotas, problems };
}

function checkLine(row: QuotaLine, known: Checks): Quota | ImportProblem[] {
  const person = checkPerson(row, known);
  const period = checkPeriod(row, known);
  const metric = checkMetric(row);
  const kind = 'ok' in metric ? QUOTA_METRICS[metric.ok] : 'money';
  const amount = checkAmount(row, { kind, currency: known.currency });
  if ('ok' in person && 'ok' in period && 'ok' in metric && 'ok' in amount) {
    const currency = kind === 'money' ? known.currency : '';
    return { personId: person.ok, metric: metric.ok, period: period.ok, amount: amount.ok, currency };
  }
  return [person, period, metric, amount].flatMap((checked) => ('wrong' in checked ? [checked.wrong] : []));
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

function checkMetric(row: QuotaLine): Checked<QuotaMetric> {
  const name = row.metric.toLowerCase().replaceAll(/[\s-]+/g, '_');
  if (isQuotaMetric(name)) return { ok: name };
  const known = Object.keys(QUOTA_METRICS);
  const meant = closest(name, known);
  const remedy = meant ? `Did you mean ${meant}?` : `Quotas are set for ${known.join(', ')}.`;
  return wrong(
    row,
    'metric',
    name === '' ? 'the metric is empty' : `there are no quotas for "${row.metric}"`,
    remedy,
  );
}

function isQuotaMetric(name: string): name is QuotaMetric {
  return Object.hasOwn(QUOTA_METRICS, name);
}

function checkAmount(row: QuotaLine, unit: { kind: 'money' | 'count'; currency: string }): Checked<bigint> {
  const text = row.amount;
  const plain = 'Write it as a plain number such as 300000 or 300000.50.';
  if (text === '')
    return wrong(row, 'amount', 'the amount is empty', 'Write 0 for no quota, or remove the line.');
  const number = PLAIN_NUMBER.exec(text);
  if (!number) return wrong(row, 'amount', `"${text}" is not a number`, plain);
  if (text.startsWith('-')) return wrong(row, 'amount', `"${text}" is negative`, 'A quota is 0 or more.');
  const decimals = (number[1] ?? '').replace(/0+$/, '').length;
  const allowed = unit.kind === 'money' ? currencyDecimals(unit.currency) : 0;
  if (decimals > allowed) {
    const most = allowed === 0 ? 'whole numbers only' : `at most ${allowed} decimals`;
    return wrong(row, 'amount', `"${text}" has too many decimals`, `Here an amount has ${most}.`);
  }
  const amount = unit.kind === 'money' ? parseMoney(text, unit.currency)?.minor : parseCount(text);
  return amount === undefined ? wrong(row, 'amount', `"${text}" is too large`, plain) : { ok: amount };
}

function parseCount(text: string): bigint | undefined {
  const count = Number(text);
  return Number.isInteger(count) && count <= LARGEST_COUNT ? BigInt(count) : undefined;
}

function duplicate(row: QuotaLine, earlier: number): ImportProblem {
  const problem = `the same person, metric and period are on line ${earlier}`;
  return { line: row.line, column: null, problem, remedy: 'Keep one of the two lines.' };
}

function wrong(
  row: QuotaLine,
  column: Column,
  problem: string,
  remedy: string,
): { readonly wrong: ImportProblem } {
  return { wrong: { line: row.line, column, problem, remedy } };
}
