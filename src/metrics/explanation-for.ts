import { closest } from '#lib/closest.ts';
import { dayIn, type Day } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import type { Store } from '#store/store.ts';
import { metricNamed } from './catalogue.ts';
import { type MetricContext, metricContext, viewpoint } from './context.ts';
import { explain, type Explanation } from './explain.ts';
import { breakdownNamed } from './figures-for.ts';
import type { Basis } from './question.ts';
import { type SubjectRow, subjectsQuery } from './subjects.ts';

/** What someone typed. */
export interface AskedWhy {
  readonly metric: string;
  readonly by: string;
  /** As `figures` prints it: an e-mail, a developer name, `all`; an id is understood too. '' is who has none. */
  readonly key: string;
  readonly period: string;
  readonly asOf?: Day | undefined;
  readonly basis?: Basis | undefined;
}

/** Explains one figure. Throws a Refusal for a word it does not know, with the closest one it does. */
export async function explanationFor(
  { store, now }: { readonly store: Store; readonly now: Temporal.Instant },
  { metric, by, key, period, asOf, basis }: AskedWhy,
): Promise<Explanation> {
  const context = await metricContext(store, now);
  const { id } = metricNamed(metric);
  const breakdown = breakdownNamed(by);
  const wanted = onePeriod(context, period);
  const subjectId = await subjectWith(context, key, { by: breakdown, period: wanted, asOf });
  return explain(context, { metric: id, by: breakdown, subjectId, period: wanted, asOf, basis });
}

function onePeriod({ calendar, now }: MetricContext, text: string): Period {
  const [first, ...others] = calendar.parse(text, { today: dayIn(calendar.zone, now) });
  if (first && others.length === 0) return first;
  throw new Refusal('One figure is explained at a time.', 'Name a single period, such as 2026-Q4.');
}

async function subjectWith(
  context: MetricContext,
  key: string,
  { by, period, asOf }: { readonly by: Breakdown; readonly period: Period; readonly asOf: Day | undefined },
): Promise<string> {
  if (key === '') return '';
  const scope = { by, period, view: viewpoint(context, asOf), only: undefined };
  const { rows } = await subjectsQuery(context.store, scope).execute(context.store.db);
  const wanted = key.trim().toLowerCase();
  const answers = (row: SubjectRow) => row.key.toLowerCase() === wanted || row.id === key.trim();
  const found = rows.filter(answers);
  const [only] = found;
  if (only && found.length === 1) return only.id;
  if (only)
    throw new Refusal(
      `${found.length} answer to "${key}".`,
      `Name one by id: ${found.map((row) => row.id).join(', ')}.`,
    );
  const guess = closest(
    wanted,
    rows.map((row) => row.key),
  );
  throw new Refusal(
    `There is no ${by} "${key}"${guess ? `; did you mean ${guess}?` : ''}`,
    'Keys are those that figures prints: an e-mail for a person or a team, a name for a role or territory, all for the company.',
  );
}
