import type { JSONColumnType } from 'kysely';
import { z } from 'zod';
import type { Store } from '#store/store.ts';
import { type Said, SaidLine } from './said.ts';

interface BoardSaidTable {
  board_id: number;
  period_start: string;
  slot_at: string;
  kind: 'due' | 'final';
  lines: JSONColumnType<SaidLine[]>;
}

/** What was said of older periods is history, and never corrected. */
const PERIODS_KEPT = 2;

/** What a board last said of its latest periods, the newest period first. */
export async function readSaid(store: Store, boardId: number): Promise<readonly Said[]> {
  const rows = await tables(store)
    .selectFrom('board_said')
    .selectAll()
    .where('board_id', '=', boardId)
    .orderBy('period_start', 'desc')
    .execute();
  return rows.map((row) => ({
    periodStart: row.period_start,
    slotAt: Temporal.Instant.from(row.slot_at),
    kind: row.kind,
    lines: z.array(SaidLine).parse(row.lines),
  }));
}

/** Keeps what a board says of a period, in place of what it said of that period before. */
export async function saveSaid(tx: Store, boardId: number, said: Said): Promise<void> {
  const row = { slot_at: said.slotAt.toString(), kind: said.kind, lines: JSON.stringify(said.lines) };
  await tables(tx)
    .insertInto('board_said')
    .values({ board_id: boardId, period_start: said.periodStart, ...row })
    .onConflict((conflict) => conflict.columns(['board_id', 'period_start']).doUpdateSet(row))
    .execute();
  const oldest = (await readSaid(tx, boardId))[PERIODS_KEPT];
  if (!oldest) return;
  await tables(tx)
    .deleteFrom('board_said')
    .where('board_id', '=', boardId)
    .where('period_start', '<=', oldest.periodStart)
    .execute();
}

export async function forgetSaid(tx: Store, boardId: number): Promise<void> {
  await tables(tx).deleteFrom('board_said').where('board_id', '=', boardId).execute();
}

function tables(store: Store) {
  return store.db.withTables<{ board_said: BoardSaidTable }>();
}
