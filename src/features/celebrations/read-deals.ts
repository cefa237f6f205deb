import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#store/store.ts';
import type { WonDeal } from './won-deal.ts';

interface CreditRow {
  readonly record_id: string;
  readonly person_id: string;
  readonly name: string;
  readonly measure: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly original_amount: bigint | null;
  readonly original_currency: string;
  readonly rate: string | null;
  readonly teams: readonly string[];
}

/** These deals as they are now, by id; one that Salesforce never told of is missing. */
export async function readDeals(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, WonDeal>> {
  if (ids.length === 0) return new Map();
  const [deals, credits] = await Promise.all([
    store.db
      .selectFrom('opportunity')
      .select(['id', 'name', 'close_on', 'is_closed', 'is_deleted', 'is_private'])
      .where('id', 'in', [...ids])
      .execute(),
    readCredits(store, ids),
  ]);
  const byDeal = Map.groupBy(credits, ({ record_id }) => record_id);
  return new Map(
    deals.map((row) => {
      const own = byDeal.get(row.id) ?? [];
      const deal: WonDeal = {
        id: row.id,
        name: row.name,
        isWon: own.some(({ measure }) => measure === 'won'),
        isOpen: !row.is_closed && !row.is_deleted,
        isPrivate: row.is_private,
        closeOn: Temporal.PlainDate.from(row.close_on),
        amount: amountOf(own),
        converted: convertedOf(own),
        credited: creditedOf(own),
        teams: new Set(own.flatMap(({ teams }) => teams)),
      };
      return [row.id, deal];
    }),
  );
}

/** What the ledger counts of these deals now, with the chain of managers of that day. */
async function readCredits(store: Store, ids: readonly string[]): Promise<readonly CreditRow[]> {
  const { rows } = await sql<CreditRow>`
    select e.record_id, e.person_id, coalesce(p.name, '') as name, e.measure, e.amount, e.currency,
      e.original_amount, e.original_currency, e.rate,
      array(
        select m.manager_id from ${store.table('lineage_manager')} m where m.lineage_id = e.lineage_id
      ) as teams
    from ${liveEntries(store, sql`e.record_id = any(${[...ids]}::text[])`)} e
    left join ${store.table('person')} p on p.id = e.person_id
    order by e.amount desc, e.person_id`.execute(store.db);
  return rows;
}

/** Entries of won deals that no reversal has taken back, as a relation for a FROM clause. */
export function liveEntries(store: Store, which: RawBuilder<unknown>): RawBuilder<unknown> {
  const entry = store.table('entry');
  return sql`(
    select e.* from ${entry} e
    where ${which} and e.measure in ('bookings', 'won') and e.reverses is null
      and not exists (select from ${entry} r where r.reverses = e.id)
  )`;
}

function amountOf(credits: readonly CreditRow[]): WonDeal['amount'] {
  const parts = credits.filter(({ measure }) => measure === 'bookings');
  const [first] = parts;
  if (first === undefined || parts.some(({ currency }) => currency !== first.currency)) return undefined;
  return { minor: parts.reduce((sum, { amount }) => sum + amount, 0n), currency: first.currency };
}

function convertedOf(credits: readonly CreditRow[]): WonDeal['converted'] {
  const part = credits.find(({ measure }) => measure === 'bookings');
  if (part === undefined || part.rate === null || part.original_amount === null) return undefined;
  const { original_amount: minor, original_currency: currency, rate } = part;
  return { from: { minor, currency }, rate };
}

/** Those who share in the amount; of a deal without one, who is credited with the win. */
function creditedOf(credits: readonly CreditRow[]): WonDeal['credited'] {
  const shares = credits.filter(({ measure }) => measure === 'bookings');
  const own = shares.length > 0 ? shares : credits;
  const known = own.filter(({ person_id, name }) => person_id !== '' && name !== '');
  return [...new Map(known.map(({ person_id, name }) => [person_id, { id: person_id, name }])).values()];
}
