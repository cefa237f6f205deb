import type { Generated, JSONColumnType, Selectable } from 'kysely';
import type { Pause } from '#feature.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { type Board, BoardSpec } from './board.ts';
import type { Snapshot } from './baseline.ts';
import { forgetSaid } from './said-store.ts';

interface BoardTable {
  id: Generated<number>;
  channel_id: string;
  metric: string;
  period_type: string;
  breakdown: string;
  row_count: number;
  days: JSONColumnType<number[]>;
  hour: number;
  time_zone: string;
  created_by: string;
  created_at: string;
  last_slot: string;
  paused_at: string | null;
  paused_by: string | null;
}

/** The places of everyone at one moment: when a board was due, or as a period ended. */
interface BoardPostTable {
  board_id: number;
  slot_at: string;
  period_start: string;
  kind: 'due' | 'final';
  ranks: JSONColumnType<Record<string, number>>;
  waited: boolean;
}

/** Enough to compare with; older places are never looked at again. */
const SNAPSHOTS_KEPT = 6;

export async function readBoards(store: Store): Promise<readonly Board[]> {
  const rows = await tables(store).selectFrom('board').selectAll().orderBy('id').execute();
  return rows.map(toBoard);
}

export async function readBoard(store: Store, id: number): Promise<Board | undefined> {
  const row = await tables(store).selectFrom('board').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toBoard(row);
}

/**
 * Saves a board; one that answers the same question in the same channel gets the new schedule and size instead, and
 * goes on if it rested.
 */
export async function saveBoard(
  tx: Store,
  spec: BoardSpec,
  by: { readonly userId: string; readonly now: Temporal.Instant },
): Promise<Board> {
  const now = by.now.toString();
  const schedule = {
    row_count: spec.rows,
    days: JSON.stringify(spec.days),
    hour: spec.hour,
    time_zone: spec.timeZone,
  };
  const row = await tables(tx)
    .insertInto('board')
    .values({
      channel_id: spec.channelId,
      metric: spec.metric,
      period_type: spec.periodType,
      breakdown: spec.by,
      ...schedule,
      created_by: by.userId,
      created_at: now,
      last_slot: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['channel_id', 'metric', 'period_type', 'breakdown']).doUpdateSet((eb) => ({
        ...schedule,
        ...RUNNING,
        last_slot: eb
          .case()
          .when('board.paused_at', 'is', null)
          .then(eb.ref('board.last_slot'))
          .else(now)
          .end(),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  return toBoard(row);
}

/** Removes a board; what it posted stays in the channel as it is. False when there was none. */
export async function removeBoard(
  store: Store,
  id: number,
  by: { readonly userId: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  return store.transaction(async (tx) => {
    await tables(tx).deleteFrom('board_post').where('board_id', '=', id).execute();
    await forgetSaid(tx, id);
    const removed = await tables(tx).deleteFrom('board').where('id', '=', id).executeTakeFirst();
    if (removed.numDeletedRows === 0n) return false;
    const event = { actor: by.userId, action: 'board.removed', subject: `${id}`, detail: {}, now: by.now };
    await appendAudit(tx, event);
    return true;
  });
}

/** Lets a board rest; false when there is none that runs. */
export async function setPaused(tx: Store, id: number, { by, at }: Pause): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('board')
    .set({ paused_at: at.toString(), paused_by: by })
    .where('id', '=', id)
    .where('paused_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Lets a board go on with what is due after `now`; false when there is none that rests. */
export async function setRunning(tx: Store, id: number, now: Temporal.Instant): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('board')
    .set({ ...RUNNING, last_slot: now.toString() })
    .where('id', '=', id)
    .where('paused_at', 'is not', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

const RUNNING = { paused_at: null, paused_by: null };

export async function markSlot(tx: Store, boardId: number, slot: Temporal.Instant): Promise<void> {
  await tables(tx)
    .updateTable('board')
    .set({ last_slot: slot.toString() })
    .where('id', '=', boardId)
    .execute();
}

/** The latest snapshots of a board, newest first. */
export async function readSnapshots(store: Store, boardId: number): Promise<readonly Snapshot[]> {
  const rows = await tables(store)
    .selectFrom('board_post')
    .select(['slot_at', 'period_start', 'kind', 'ranks', 'waited'])
    .where('board_id', '=', boardId)
    .orderBy('slot_at', 'desc')
    .limit(SNAPSHOTS_KEPT)
    .execute();
  return rows.map((row) => ({
    slotAt: Temporal.Instant.from(row.slot_at),
    periodStart: row.period_start,
    kind: row.kind,
    ranks: row.ranks,
    waited: row.waited,
  }));
}

/** Keeps the places of this moment; doing so again for the same moment changes nothing. */
export async function saveSnapshot(tx: Store, boardId: number, snapshot: Snapshot): Promise<void> {
  const { slotAt, periodStart, kind, ranks, waited = false } = snapshot;
  await tables(tx)
    .insertInto('board_post')
    .values({
      board_id: boardId,
      slot_at: slotAt.toString(),
      period_start: periodStart,
      kind,
      ranks: JSON.stringify(ranks),
      waited,
    })
    .onConflict((conflict) => conflict.columns(['board_id', 'slot_at', 'kind']).doNothing())
    .execute();
  const kept = await readSnapshots(tx, boardId);
  const oldest = kept.length < SNAPSHOTS_KEPT ? undefined : kept.at(-1);
  if (!oldest) return;
  await tables(tx)
    .deleteFrom('board_post')
    .where('board_id', '=', boardId)
    .where('slot_at', '<', oldest.slotAt.toString())
    .execute();
}

function tables(store: Store) {
  return store.db.withTables<{ board: BoardTable; board_post: BoardPostTable }>();
}

function toBoard(row: Selectable<BoardTable>): Board {
  const spec = BoardSpec.parse({
    channelId: row.channel_id,
    metric: row.metric,
    periodType: row.period_type,
    by: row.breakdown,
    rows: row.row_count,
    days: row.days,
    hour: row.hour,
    timeZone: row.time_zone,
  });
  const { id, created_by: createdBy, paused_at, paused_by } = row;
  const pause =
    paused_at === null ? undefined : { at: Temporal.Instant.from(paused_at), by: paused_by ?? '' };
  return { ...spec, id, createdBy, lastSlot: Temporal.Instant.from(row.last_slot), pause };
}
