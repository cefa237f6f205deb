import type { Insertable } from 'kysely';
import { metricContext } from '#metrics/context.ts';
import { explain, type Explanation } from '#metrics/explain.ts';
import { exactText } from '#metrics/figure-rows.ts';
import { readFigure } from '#metrics/read.ts';
import { must } from '#lib/errors.ts';
import type { Breakdown, Figure } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import type { Tables } from '#store/tables.ts';
import type { LedgerOrg } from '../../support/ledger-org.ts';

const STAGES = ['Prospect', 'Proposal', 'Negotiation', 'Won', 'Lost'] as const;

/** Three open stages and two closed ones, in this order. */
export async function putStages({ store }: LedgerOrg): Promise<void> {
  await store.db.deleteFrom('stage').execute();
  const rows = STAGES.map((name, order) => ({
    api_name: name,
    label: name,
    sort_order: order,
    is_active: true,
    is_closed: order > 2,
    is_won: name === 'Won',
    probability: null,
    forecast_category: null,
  }));
  await store.db.insertInto('stage').values(rows).execute();
}

/** A deal's stages: "2025-04-01 Prospect, 2025-04-11 Proposal", each from noon in New York. */
export async function putHistory({ store }: LedgerOrg, deal: string, text: string): Promise<void> {
  const rows = text.split(', ').map((step, index) => {
    const [day = '', stage = ''] = step.split(' ');
    const at = `${day}T16:00:00Z`;
    return {
      id: `${deal}-${index}`,
      opportunity_id: deal,
      stage,
      amount: null,
      currency: 'USD',
      close_on: null,
      created_at: at,
      modified_at: at,
    };
  });
  await store.db.insertInto('opportunity_history').values(rows).execute();
}

/** An activity of Ann's; `fields` says what is different. */
export async function putActivity(
  { store }: LedgerOrg,
  id: string,
  fields: Partial<Insertable<Tables['activity']>>,
): Promise<void> {
  await store.db
    .insertInto('activity')
    .values({
      id,
      source: 'task',
      kind: 'call',
      owner_id: 'ann',
      counts_on: null,
      record_id: null,
      account_id: null,
      subject: null,
      is_deleted: false,
      modified_at: '2025-01-01T00:00:00Z',
      ...fields,
    })
    .execute();
}

export interface Of {
  readonly by?: Breakdown;
  readonly id?: string;
}

/** A figure of the second quarter of 2025, of Ann unless said otherwise. */
async function figureOf(ledger: LedgerOrg, metric: string, of: Of = {}): Promise<Figure> {
  const context = await metricContext(ledger.store, ledger.now());
  const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2025-05-01'));
  const asked = { metric, by: of.by ?? 'person', subjectId: of.id ?? 'ann', period };
  return must(await readFigure(context, asked), 'a figure');
}

/** Its exact value, or why there is none. */
export async function valueOf(ledger: LedgerOrg, metric: string, of: Of = {}): Promise<string> {
  const { value } = await figureOf(ledger, metric, of);
  return value.kind === 'none' ? value.reason : exactText(value);
}

export async function remarksOf(ledger: LedgerOrg, metric: string, of: Of = {}): Promise<readonly string[]> {
  return (await figureOf(ledger, metric, of)).remarks.map((it) => it.text);
}

export async function whyOf(ledger: LedgerOrg, metric: string): Promise<Explanation> {
  const context = await metricContext(ledger.store, ledger.now());
  const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2025-05-01'));
  return explain(context, { metric, by: 'person', subjectId: 'ann', period });
}

export async function putMapped(store: Store, name: string, values: Readonly<Record<string, string>>) {
  const rows = Object.entries(values).map(([record_id, value]) => ({ record_id, name, value }));
  await store.db.insertInto('mapped_value').values(rows).execute();
}

/** Product lines of deals: quantity × unit price. */
export async function putItems(
  store: Store,
  items: readonly {
    readonly id: string;
    readonly deal: string;
    readonly quantity: string;
    readonly price: string;
  }[],
): Promise<void> {
  const rows = items.map(({ id, deal, quantity, price }) => ({
    id,
    opportunity_id: deal,
    product_id: null,
    quantity,
    unit_price: price,
    total_price: null,
    is_deleted: false,
    modified_at: '2025-01-01T00:00:00Z',
  }));
  await store.db.insertInto('line_item').values(rows).execute();
}
