import { sql } from 'kysely';
import { Bug } from '#lib/errors.ts';
import type { Share } from '#model/shares.ts';
import type { Store } from '#store/store.ts';
import { readShares } from './deal-shares.ts';
import { locksAt, type Locks } from './locks.ts';
import { numberedPlacements, type NumberedPlacement } from './placements.ts';
import { readRateChoices, type RateChoices } from './rate-choices.ts';
import { readTransfers, type Receiver } from './transfers.ts';

/** Changed deals, and all that decides how they count beside what they are. */
export interface Batch {
  readonly dealIds: readonly string[];
  /** Those of the deals whose team, role and territory are to be compared as well: an admin corrected where people stood. */
  readonly restated: readonly string[];
  /** Where everyone stood who may be credited with one of them. */
  readonly placements: readonly NumberedPlacement[];
  /** Who shares in them by a split or as a member of their team. */
  readonly shares: readonly Share[];
  /** Approved transfers of their credit. */
  readonly transfers: readonly Receiver[];
  readonly locks: Locks;
  /** IANA zone of the organisation. */
  readonly zone: string;
  /** ISO code of the organisation's currency. */
  readonly currency: string;
  readonly rates: RateChoices;
  /** Whether there is any rate to convert by. */
  readonly hasRates: boolean;
}

/** Reads what crediting these deals depends on. */
export async function readBatch(
  tx: Store,
  deals: Pick<Batch, 'dealIds' | 'restated'> & { readonly now: Temporal.Instant },
): Promise<Batch> {
  const { dealIds, restated, now } = deals;
  const organization = await tx.db
    .selectFrom('organization')
    .select(['time_zone', 'currency'])
    .executeTakeFirst();
  if (!organization) throw new Bug('deals were read before the organization');
  const { time_zone: zone, currency } = organization;
  const transfers = await readTransfers(tx, dealIds);
  const shares = await readShares(tx, { dealIds, transfers });
  const people = new Set(await ownersOf(tx, dealIds));
  for (const { personId } of shares) people.add(personId);
  for (const { to } of transfers) people.add(to);
  return {
    dealIds,
    restated,
    placements: await numberedPlacements(tx, [...people]),
    shares,
    transfers,
    locks: await locksAt(tx, { now, zone }),
    zone,
    currency,
    rates: await readRateChoices(tx),
    hasRates: (await tx.db.selectFrom('conversion_rate').select('currency').limit(1).execute()).length > 0,
  };
}

/** Everyone who owns, or as far as we know once owned, one of these deals; '' for nobody. */
async function ownersOf(tx: Store, dealIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ owner: string }>`
    with batch as (select unnest(${dealIds}::text[]) as id)
    select coalesce(o.owner_id, '') as owner from batch b
    cross join lateral (select owner_id from ${tx.table('opportunity')} where id = b.id offset 0) o
    union
    select coalesce(s.owner_id, '') from batch b
    cross join lateral (
      select owner_id from ${tx.table('deal_state')} where opportunity_id = b.id offset 0
    ) s`.execute(tx.db);
  return rows.map((row) => row.owner);
}
