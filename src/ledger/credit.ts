import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { readBatch } from './batch.ts';
import { appendDifferences } from './differences.ts';
import { followMoves } from './moves.ts';
import { tellOutcomes } from './outcomes.ts';
import { replayHistory } from './replay.ts';
import { keepStatistics } from './statistics.ts';
import { inTurn } from './turn.ts';

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
 * Credits the next slice of changed deals: compares the live entries of each with those that the rules give for it, and
 * appends reversals and new entries. Entries are never updated or deleted. Safe to run twice and in any process:
 * the marks of change, the entries, the dirty cells and the facts told are one transaction.
 */
export async function creditChanged(store: Store, { now, limit = SLICE }: CreditOptions): Promise<Credited> {
  const credited = await inTurn(store, async (tx): Promise<Credited> => {
    await followMoves(tx, now);
    const taken = await takeChanged(tx, limit);
    const dealIds = [...new Set(taken.map(({ id }) => id))];
    if (dealIds.length === 0) return { deals: 0, more: false };
    const restated = taken.filter(({ reason }) => reason === 'placement').map(({ id }) => id);
    const batch = await readBatch(tx, { dealIds, restated, now });
    const fresh = await replayHistory(tx, batch);
    await tellOutcomes(tx, await appendDifferences(tx, batch, { now, fresh }), now);
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
