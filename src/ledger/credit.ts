import { sql } from 'kysely';
import { Bug } from '#lib/errors.ts';
import type { Store } from '#store/store.ts';
import { appendDifferences } from './differences.ts';
import { followMoves } from './moves.ts';
import { tellOutcomes } from './outcomes.ts';
import { numberedPlacements } from './placements.ts';
import { readRateChoices } from './rate-choices.ts';
import { replayHistory } from './replay.ts';
import { keepStatistics } from './statistics.ts';
import { inTurn } from './turn.ts';
import type { Batch } from './wanted.ts';

export interface CreditOptions {
  readonly now: Temporal.Instant;
  /** Most changed deals looked at in one transaction: what bounds the time others wait for an embedded store. */
  readonly limit?: number;
}

export interface Credited {
  /** Changed deals looked at. */
  readonly deals: number;
  /** Whether another slice is waiting. */
  readonly more: boolean;
}

/** Some 300 ms of the embedded engine on two slow cores. */
const SLICE = 1000;

/**
 * Credits the next slice of changed deals: compares the live entries of each with those its owner should have, and
 * appends reversals and new entries. Entries are never updated or deleted. Safe to run twice and in any process:
 * the marks of change, the entries, the dirty cells and the facts told are one transaction.
 */
export async function creditChanged(store: Store, { now, limit = SLICE }: CreditOptions): Promise<Credited> {
  const credited = await inTurn(store, async (tx): Promise<Credited> => {
    await followMoves(tx);
    const taken = await takeChanged(tx, limit);
    const dealIds = [...new Set(taken.map(({ id }) => id))];
    if (dealIds.length === 0) return { deals: 0, more: false };
    const batch: Batch = {
      dealIds,
      restated: taken.filter(({ reason }) => reason === 'placement').map(({ id }) => id),
      ...(await settingsOf(tx)),
      placements: await numberedPlacements(tx, await ownersOf(tx, dealIds)),
    };
    await replayHistory(tx, batch);
    await tellOutcomes(tx, await appendDifferences(tx, batch, now), now);
    return { deals: dealIds.length, more: taken.length === limit };
  });
  if (credited.more) await keepStatistics(store);
  return credited;
}

interface Changed {
  readonly id: string;
  readonly reason: string | null;
}

/** Takes the oldest marks. Exactly the marks read are removed: one committed late keeps its turn. */
async function takeChanged(tx: Store, limit: number): Promise<readonly Changed[]> {
  const changed = tx.table('changed_record');
  const { rows } = await sql<Changed>`
    delete from ${changed} where seq in (
      select seq from ${changed} where object = 'opportunity' order by seq limit ${limit}
    ) returning record_id as id, reason`.execute(tx.db);
  return rows;
}

async function settingsOf(tx: Store): Promise<Pick<Batch, 'zone' | 'currency' | 'rates'>> {
  const organization = await tx.db
    .selectFrom('organization')
    .select(['time_zone', 'currency'])
    .executeTakeFirst();
  if (!organization) throw new Bug('deals were read before the organization');
  const { time_zone: zone, currency } = organization;
  return { zone, currency, rates: await readRateChoices(tx) };
}

/** Everyone who owns, or in Salesforce's history owned, one of these deals; '' for nobody. */
async function ownersOf(tx: Store, dealIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ owner: string }>`
    with batch as (select unnest(${dealIds}::text[]) as id)
    select coalesce(o.owner_id, '') as owner from batch b
    cross join lateral (select owner_id from ${tx.table('opportunity')} where id = b.id offset 0) o
    union
    select coalesce(s.owner_id, '') from batch b
    cross join lateral (
      select owner_id from ${tx.table('deal_state')} where opportunity_id = b.id and origin = 'history' offset 0
    ) s`.execute(tx.db);
  return rows.map((row) => row.owner);
}
