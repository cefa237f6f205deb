import type { Fact, FactName } from '#feature.ts';
import type { Store } from '#store/store.ts';
import type { SaidPost } from './said-store.ts';
import { tables } from './tables.ts';

const OF_DEALS: ReadonlySet<FactName> = new Set(['deal.won', 'deal.lost', 'deal.reopened']);
/** After these anything may read differently. */
const OF_ALL: ReadonlySet<FactName> = new Set(['data.restored', 'names.changed']);
/** How far back names and late data are mended; a deal that reopens is followed however old its message is. */
const KEPT = { hours: 24 * 92 };

/** The messages that may read differently after these facts. */
export async function touchedPosts(
  store: Store,
  facts: readonly Fact[],
  now: Temporal.Instant,
): Promise<readonly SaidPost[]> {
  const deals = [...new Set(facts.filter(({ name }) => OF_DEALS.has(name)).map(({ subject }) => subject))];
  const spans = facts.flatMap(({ name, payload: { from, to } }) =>
    name === 'figures.changed' && typeof from === 'string' && from !== '' && typeof to === 'string'
      ? [{ from, to }]
      : [],
  );
  const all = facts.some(({ name }) => OF_ALL.has(name));
  if (deals.length === 0 && spans.length === 0 && !all) return [];
  const rows = await tables(store)
    .selectFrom('celebrated_deal as d')
    .innerJoin('celebration_post as p', 'p.id', 'd.post_id')
    .select(['p.id', 'p.celebration_id'])
    .distinct()
    .where((eb) =>
      eb.or([
        ...(deals.length > 0 ? [eb('d.deal_id', 'in', deals)] : []),
        ...spans.map(({ from, to }) => eb.and([eb('d.close_on', '>=', from), eb('d.close_on', '<=', to)])),
        ...(all ? [eb('p.due_at', '>', now.subtract(KEPT).toString())] : []),
      ]),
    )
    .orderBy('p.id')
    .execute();
  return rows.map(({ id, celebration_id }) => ({ id, celebrationId: celebration_id }));
}
