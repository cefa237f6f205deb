import { sql } from 'kysely';
import { ratesKnown } from '#ledger/conversion.ts';
import { formatMoney } from '#lib/money.ts';
import { earliest } from '#lib/days.ts';
import { lastDay } from '#model/period.ts';
import type { Remark, Value } from '#model/figure.ts';
import { type KnownRate, rateOn, type ShownAmount, shownAmounts } from '#model/shown-amounts.ts';
import type { RateChoice } from '#model/rates.ts';
import { metricNamed } from './catalogue.ts';
import type { MetricContext } from './context.ts';
import type { ExplainedLine, Explanation } from './explain.ts';

/** A figure of money in the currency a reader wants, beside the organisation's. */
export interface InCurrency {
  readonly currency: string;
  /** 'none' where nothing of it can be converted: the reason says so. */
  readonly value: Value;
  /** What each record that adds money is in the currency; they sum to what the value is made of. */
  readonly amounts: ReadonlyMap<ExplainedLine, NonNullable<ShownAmount>>;
  readonly total: bigint;
  /** Which rate each record was converted by. */
  readonly choice: RateChoice;
  /** What could not be converted, and is not in it. */
  readonly remarks: readonly Remark[];
}

/**
 * An explained figure in another currency: each record that adds money at the rate of its close date, or at the plan
 * rate where the organisation credits by that. Undefined where there is nothing to convert: the figure is no money,
 * or the currency is the organisation's own.
 */
export async function inCurrency(
  context: MetricContext,
  explanation: Explanation,
  currency: string,
): Promise<InCurrency | undefined> {
  const { figure, lines } = explanation;
  const { value } = figure;
  if (currency === context.currency || (value.kind !== 'money' && value.kind !== 'mean_money'))
    return undefined;
  const rates = await readRates(context, currency, figure.asOf);
  const choice = context.rates[figure.metric === 'overlay_bookings' ? 'overlay' : 'bookings'];
  const rateOf = (day: string) => rateOn(rates, day, { isPlanned: choice === 'static' });
  const money = lines.filter((line) => line.counts !== 0n && line.currency === context.currency);
  const isReckoned = metricNamed(figure.metric).trace.length === 0;
  const { parts, total } = shownAmounts(
    isReckoned ? [ofPeriod(context, explanation)] : money.map(datedAmount),
    { from: context.currency, to: currency, rateOf },
  );
  const missing = money.filter((_, at) => parts[at] === undefined);
  const nothing = rates.length === 0 || (parts.length > 0 && parts.every((part) => part === undefined));
  return {
    currency,
    choice,
    total,
    value: nothing ? { kind: 'none', reason: `no rate for ${currency}` } : valueOf(value, total, currency),
    amounts: new Map(
      money.flatMap((line, at) => {
        const part = parts[at];
        return part === undefined || isReckoned ? [] : [[line, part] as const];
      }),
    ),
    remarks: nothing || isReckoned ? [] : withoutRate(missing, { own: context.currency, currency }),
  };
}

/** What is reckoned from other figures has no records of its own: one rate, of the period's last day or of today. */
function ofPeriod({ calendar, now }: MetricContext, { figure }: Explanation) {
  const today = now.toZonedDateTimeISO(calendar.zone).toPlainDate();
  const { value } = figure;
  return {
    minor: value.kind === 'mean_money' ? value.sum : value.kind === 'money' ? value.money.minor : 0n,
    day: earliest(lastDay(figure.period), today).toString(),
  };
}

function datedAmount({ counts, dueOn, day }: ExplainedLine) {
  return { minor: counts, day: dueOn ?? day.toString() };
}

function valueOf(value: Value, total: bigint, currency: string): Value {
  if (value.kind === 'mean_money') return { ...value, sum: total, currency };
  return { kind: 'money', money: { minor: total, currency } };
}

function withoutRate(
  lines: readonly ExplainedLine[],
  { own, currency }: { readonly own: string; readonly currency: string },
): readonly Remark[] {
  if (lines.length === 0) return [];
  const minor = lines.reduce((sum, { counts }) => sum + counts, 0n);
  const whose = lines.length === 1 ? '1 record is' : `${lines.length} records are`;
  const text = `${formatMoney({ minor, currency: own })} of ${whose} not in it: no rate for ${currency} on their day`;
  return [{ kind: 'missing', text }];
}

/** Of a past day, the rates that were known then. */
async function readRates(
  { store, now }: MetricContext,
  currency: string,
  asOf: Temporal.Instant,
): Promise<readonly KnownRate[]> {
  const knownBefore = Temporal.Instant.compare(asOf, now) < 0 ? asOf : undefined;
  const { rows } = await sql<KnownRate>`
    select r.kind, r.rate, r.from_on as "from", r.to_on as "to" from ${ratesKnown(store, knownBefore)} r
    where r.currency = ${currency}`.execute(store.db);
  return rows;
}
