import { closest } from '#lib/closest.ts';
import { dayIn, type Day } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import { currencyDecimals } from '#lib/money.ts';
import { BREAKDOWNS, type Breakdown, type Figure } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import { metricNamed } from './catalogue.ts';
import { type MetricContext, metricContext } from './context.ts';
import { explain } from './explain.ts';
import { inCurrency } from './in-currency.ts';
import type { Basis } from './question.ts';
import { readFigures } from './read.ts';

/** What someone typed; metrics and periods may be lists with commas. */
export interface Asked {
  readonly metrics: string;
  readonly by: string;
  readonly periods: string;
  readonly asOf?: Day | undefined;
  readonly basis?: Basis | undefined;
  /** Amounts in this currency instead of the organisation's, each record by its own rate. */
  readonly currency?: string | undefined;
}

/**
 * Reads every metric asked for, for everyone, period after period. Throws a Refusal for a word it does not know, with
 * the closest one it does.
 */
export async function figuresFor(
  { store, now }: { readonly store: Store; readonly now: Temporal.Instant },
  { metrics, by, periods, asOf, basis, currency }: Asked,
): Promise<readonly Figure[]> {
  const context = await metricContext(store, now);
  const ids = await metricIds(store, metrics);
  const breakdown = breakdownNamed(by);
  const today = dayIn(context.calendar.zone, now);
  if (asOf && Temporal.PlainDate.compare(asOf, today) > 0)
    throw new Refusal(`${asOf} has not come yet`, `Today is ${today} in ${context.calendar.zone}.`);
  const wanted = context.calendar.parse(periods, { today });
  const figures: Figure[] = [];
  for (const metric of ids) {
    for (const period of wanted)
      figures.push(...(await readFigures(context, { metric, by: breakdown, period, asOf, basis })));
  }
  if (currency === undefined) return figures;
  currencyDecimals(currency);
  const shown: Figure[] = [];
  for (const figure of figures) shown.push(await shownIn(context, figure, { asOf, basis, currency }));
  return shown;
}

interface ShownAs {
  readonly asOf: Day | undefined;
  readonly basis: Basis | undefined;
  readonly currency: string;
}

/** The same figure in another currency; 'none' with the reason where there is no rate. */
async function shownIn(
  context: MetricContext,
  figure: Figure,
  { asOf, basis, currency }: ShownAs,
): Promise<Figure> {
  const { metric, subject, period, value } = figure;
  if (value.kind !== 'money' && value.kind !== 'mean_money') return figure;
  const explanation = await explain(context, {
    metric,
    by: subject.kind,
    subjectId: subject.id,
    period,
    asOf,
    basis,
  });
  const other = await inCurrency(context, explanation, currency);
  if (!other) return figure;
  return { ...figure, value: other.value, unit: currency, remarks: [...figure.remarks, ...other.remarks] };
}

/** The metrics of a list with commas; `time_in_stage:*` is one for each open stage. */
async function metricIds(store: Store, text: string): Promise<readonly string[]> {
  const ids = text.split(',').map((id) => id.trim());
  const stages = ids.some((id) => id.endsWith(':*')) ? await openStages(store) : [];
  return ids.flatMap((id) =>
    (id.endsWith(':*') ? stages.map((stage) => `${id.slice(0, -1)}${stage}`) : [id]).map(
      (named) => metricNamed(named).id,
    ),
  );
}

async function openStages(store: Store): Promise<readonly string[]> {
  const stages = await store.db
    .selectFrom('stage')
    .select('api_name')
    .where('is_closed', '=', false)
    .orderBy('sort_order')
    .execute();
  return stages.map((it) => it.api_name);
}

/** The breakdown with this name. Throws a Refusal with the closest one it knows. */
export function breakdownNamed(text: string): Breakdown {
  const wanted = text.trim().toLowerCase();
  const found = BREAKDOWNS.find((it) => it === wanted);
  if (found) return found;
  const guess = closest(wanted, BREAKDOWNS);
  throw new Refusal(
    `figures by "${text.trim()}" are not known${guess ? `; did you mean ${guess}?` : ''}`,
    `Ask by ${BREAKDOWNS.join(', ')}.`,
  );
}
