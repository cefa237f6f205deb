import { metricContext } from '#metrics/context.ts';
import { explain } from '#metrics/explain.ts';
import { exactText } from '#metrics/figure-rows.ts';
import { readFigures } from '#metrics/read.ts';
import type { Basis } from '#metrics/question.ts';
import type { Breakdown } from '#model/figure.ts';
import type { LedgerOrg } from './ledger-org.ts';

interface Asked {
  readonly by?: Breakdown;
  /** A period as people write it; 2025 when left out. */
  readonly in?: string;
  readonly basis?: Basis;
}

/** A metric by subject as "EAST 100.00", without those who have nothing. */
export async function figures(
  { store, now }: Pick<LedgerOrg, 'store' | 'now'>,
  metric: string,
  { by = 'person', in: span = '2025', basis = 'reported' }: Asked = {},
): Promise<readonly string[]> {
  const context = await metricContext(store, now());
  const [period] = context.calendar.parse(span, { today: Temporal.PlainDate.from('2025-06-02') });
  if (!period) throw new Error(`${span} is no period`);
  const found = await readFigures(context, { metric, by, period, basis });
  return found
    .filter((it) => !['0', '0.00', ''].includes(exactText(it.value)))
    .map((it) => `${it.subject.name} ${exactText(it.value)}`);
}

/** What the company's figure is made of, and that it sums to exactly the figure. */
export async function explained(
  { store, now }: Pick<LedgerOrg, 'store' | 'now'>,
  metric: string,
  span = '2025',
) {
  const context = await metricContext(store, now());
  const [period] = context.calendar.parse(span, { today: Temporal.PlainDate.from('2025-06-02') });
  if (!period) throw new Error(`${span} is no period`);
  return explain(context, { metric, by: 'company', subjectId: 'all', period });
}
