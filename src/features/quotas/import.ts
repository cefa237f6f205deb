import { Refusal } from '#lib/errors.ts';
import { dayIn } from '#lib/days.ts';
import type { Calendar } from '#model/calendar.ts';
import type { Period } from '#model/period.ts';
import { metricContext, readStanding } from '#metrics/context.ts';
import type { Store } from '#store/store.ts';
import { checkQuotaLines, type Quota, type QuotaMetric } from './policy.ts';
import type { ImportProblem } from './problem.ts';
import { decodeQuotaFile, readQuotaLines } from './quota-file.ts';
import { differing, peopleByEmail, writeQuotas } from './store.ts';

export interface ImportOptions {
  /** Checks and counts, and writes nothing. */
  readonly dryRun: boolean;
  readonly now: Temporal.Instant;
}

/** What a quota file says, and what importing it changed. */
export interface QuotaImport {
  readonly rows: number;
  readonly people: number;
  readonly totals: readonly QuotaTotal[];
  /** Quotas that are new or different from what was stored; 0 where there are problems. */
  readonly changed: number;
  /** Every problem of the file; nothing is written while there is one. */
  readonly problems: readonly ImportProblem[];
}

/** Minor units of the currency, or a count where the currency is ''. */
export interface QuotaTotal {
  readonly metric: QuotaMetric;
  readonly rows: number;
  readonly amount: bigint;
  readonly currency: string;
}

/**
 * Imports a CSV of quotas (`rep_email,period,metric,amount`): all rows or none. A row replaces the imported quota of
 * the same person, metric and period; quotas that come from Salesforce stay beside it.
 * @throws Refusal when the file as a whole cannot be read.
 */
export async function importQuotas(
  store: Store,
  csv: Uint8Array,
  options: ImportOptions,
): Promise<QuotaImport> {
  const { lines, problems: shape } = readQuotaLines(decodeQuotaFile(csv));
  const context = await metricContext(store, options.now);
  const { calendar } = context;
  const today = dayIn(calendar.zone, options.now);
  const checked = checkQuotaLines(lines, {
    people: await peopleByEmail(store),
    currency: (await readStanding(context)).currency,
    parsePeriod: (text) => onePeriod(calendar, text, today),
  });
  const { quotas } = checked;
  const problems = [...shape, ...checked.problems].toSorted((a, b) => a.line - b.line);
  const changed = problems.length > 0 ? [] : await differing(store, quotas);
  if (changed.length > 0 && !options.dryRun) await writeQuotas(store, changed, options.now);
  return {
    rows: lines.length,
    people: new Set(quotas.map(({ personId }) => personId)).size,
    totals: totalsOf(quotas),
    changed: changed.length,
    problems,
  };
}

function onePeriod(calendar: Calendar, text: string, today: Temporal.PlainDate): Period | undefined {
  try {
    const periods = calendar.parse(text, { today });
    return periods.length === 1 ? periods[0] : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function totalsOf(quotas: readonly Quota[]): readonly QuotaTotal[] {
  return [...Map.groupBy(quotas, ({ metric }) => metric)].map(([metric, own]) => ({
    metric,
    rows: own.length,
    amount: own.reduce((sum, { amount }) => sum + amount, 0n),
    currency: own[0]?.currency ?? '',
  }));
}
