import type { CsvProblem } from '#lib/csv.ts';
import { Refusal } from '#lib/errors.ts';
import { dayIn } from '#lib/days.ts';
import type { Calendar } from '#model/calendar.ts';
import type { Period } from '#model/period.ts';
import { QUOTA_METRICS } from '#metrics/catalogue.ts';
import { type MetricContext, metricContext, readStanding } from '#metrics/context.ts';
import type { Store } from '#store/store.ts';
import { type Applied, applyWishes, previewChanges, whenOf } from './change.ts';
import { checkQuotaLines, type Known } from './policy.ts';
import { decodeQuotaFile, readQuotaLines } from './quota-file.ts';
import { peopleByEmail } from './people.ts';
import type { Submit } from './two-persons.ts';
import type { QuotaChange, QuotaWish } from './wish.ts';

export interface ImportOptions {
  /** Checks and counts, and writes nothing. */
  readonly dryRun: boolean;
  /** A Slack user id; `cli` when left out. */
  readonly by?: string;
  readonly now: Temporal.Instant;
  /** How the rows come into force; at once when left out. */
  readonly submit?: Submit;
}

/** What a quota file says, and what importing it changed. */
export interface QuotaImport {
  readonly rows: number;
  readonly people: number;
  readonly totals: readonly QuotaTotal[];
  /** Quotas that are new or different from what held, before and after; none where there are problems. */
  readonly changes: readonly QuotaChange[];
  /** The batch they can be taken back with; undefined where nothing was written. */
  readonly batchId: number | undefined;
  readonly waits: Applied['waits'];
  /** Every problem of the file; nothing is written while there is one. */
  readonly problems: readonly CsvProblem[];
}

/** Minor units of the currency, or a count where the currency is ''. */
export interface QuotaTotal {
  readonly metric: string;
  readonly rows: number;
  readonly amount: bigint;
  readonly currency: string;
}

/**
 * Imports a CSV of quotas (`rep_email,period,metric,amount`, optional `weight,effective_on,reason`): all rows or none.
 * A row is a new version of the quota of the same person, metric and period; quotas from Salesforce stay beside it.
 * @throws Refusal when the file as a whole cannot be read.
 */
export async function importQuotas(
  store: Store,
  csv: Uint8Array,
  options: ImportOptions,
): Promise<QuotaImport> {
  const { lines, problems: shape } = readQuotaLines(decodeQuotaFile(csv));
  const context = await metricContext(store, options.now);
  const { wishes, problems: wrong } = checkQuotaLines(lines, await readKnown(context));
  const problems = [...shape, ...wrong].toSorted((a, b) => a.line - b.line);
  const { changes, batchId, waits }: Applied =
    problems.length > 0 ? { changes: [], batchId: undefined } : await change(context, wishes, options);
  return {
    rows: lines.length,
    people: new Set(wishes.map(({ personId }) => personId)).size,
    totals: totalsOf(wishes),
    changes,
    batchId,
    waits,
    problems,
  };
}

async function change(
  context: MetricContext,
  wishes: readonly QuotaWish[],
  { dryRun, by = 'cli', now, submit }: ImportOptions,
): Promise<Applied> {
  const { store } = context;
  const when = whenOf(context);
  if (dryRun) return { changes: await previewChanges(store, wishes, when), batchId: undefined };
  const decision = { ...when, now, kind: 'import', source: 'csv', reason: null } as const;
  if (submit) return submit(store, wishes, decision);
  return applyWishes(store, wishes, { ...decision, madeBy: by, approvedBy: by });
}

/** What rows and forms are checked against. */
export async function readKnown(context: MetricContext): Promise<Known> {
  const { store, calendar, now } = context;
  const today = dayIn(calendar.zone, now);
  return {
    people: await peopleByEmail(store),
    currency: (await readStanding(context)).currency,
    metrics: QUOTA_METRICS.map(({ id, unit }) => ({ id, unit: unit === 'money' ? 'money' : 'count' })),
    parsePeriod: (text) => onePeriod(calendar, text, today),
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

function totalsOf(quotas: readonly QuotaWish[]): readonly QuotaTotal[] {
  return [...Map.groupBy(quotas, ({ metric }) => metric)].map(([metric, own]) => ({
    metric,
    rows: own.length,
    amount: own.reduce((sum, { amount }) => sum + amount, 0n),
    currency: own[0]?.currency ?? '',
  }));
}
