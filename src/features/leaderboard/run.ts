import type { Fact, Services } from '#feature.ts';
import { messageOf } from '#lib/errors.ts';
import { METRICS } from '#metrics/catalogue.ts';
import { metricContext } from '#metrics/context.ts';
import type { Store } from '#store/store.ts';
import { postedPeriods, type Snapshot } from './baseline.ts';
import type { Board, BoardSpec } from './board.ts';
import { ranksOf } from './policy.ts';
import { postKey, postOf } from './posts.ts';
import { readContent } from './read-board.ts';
import { lastDue } from './schedule.ts';
import { markSlot, readBoards, readSnapshots, saveBoard, saveSnapshot } from './store.ts';

/** Older messages are history: a late deal changes at most the current one and the one before. */
const REFRESHED_PERIODS = 2;

/** Posts or updates every board that is due. A board that fails does not hold up the others. */
export async function runDueBoards(services: Services, now: Temporal.Instant): Promise<void> {
  const failed: string[] = [];
  const errors: unknown[] = [];
  for (const board of await readBoards(services.store)) {
    const slot = lastDue(board, now);
    if (Temporal.Instant.compare(slot, board.lastSlot) <= 0) continue;
    try {
      await runSlot(services, board, { slot, now });
    } catch (error) {
      failed.push(`board ${board.id}: ${messageOf(error)}`);
      errors.push(error);
    }
  }
  await services.outbox.wake();
  if (errors.length > 0) throw new AggregateError(errors, failed.join('; '));
}

/** Sets a board up and posts it for the first time; the same question in the same channel changes that board. */
export async function startBoard(
  services: Services,
  spec: BoardSpec,
  by: { readonly userId: string; readonly now: Temporal.Instant },
): Promise<Board> {
  const content = await readContent(services, spec, { now: by.now, snapshots: [] });
  const periodStart = content.period.start.toString();
  const board = await services.store.transaction(async (tx) => {
    const saved = await saveBoard(tx, spec, by);
    const known = postedPeriods(await readSnapshots(tx, saved.id)).includes(periodStart);
    const first = { slotAt: by.now, periodStart, kind: 'due', ranks: ranksOf(content.standings) } as const;
    if (!known) await saveSnapshot(tx, saved.id, first);
    await askForPost(services, tx, { board: saved, periodStart });
    return saved;
  });
  await services.outbox.wake();
  return board;
}

/** Asks for the standing messages to be looked at again whose days were touched; unchanged ones stay as they are. */
export async function refreshTouched(services: Services, facts: readonly Fact[]): Promise<void> {
  const spans = facts.flatMap(({ name, payload: { from, to } }) =>
    typeof from === 'string' && typeof to === 'string' ? [{ name, from, to }] : [],
  );
  if (spans.length === 0) return;
  const { calendar } = await metricContext(services.store, services.clock.now());
  for (const board of await readBoards(services.store)) {
    const posted = postedPeriods(await readSnapshots(services.store, board.id));
    const ofBoard = spans.filter(({ name }) => name !== 'pipeline.changed' || readsOpenDeals(board));
    for (const start of posted.slice(0, REFRESHED_PERIODS)) {
      const end = calendar.find(board.periodType, Temporal.PlainDate.from(start))?.end.toString() ?? start;
      if (!ofBoard.some(({ from, to }) => from < end && to >= start)) continue;
      await services.outbox.refresh(services.store, postKey(board.id, start));
    }
  }
  await services.outbox.wake();
}

/** Open deals have no entries and no cells: a change of one touches only what is read from the deals themselves. */
function readsOpenDeals({ metric }: Board): boolean {
  return METRICS.some(({ id, needs }) => id === metric && needs.includes('open'));
}

/** One slot of a board: remembers the places, and asks for a new message when the period has turned. */
async function runSlot(
  services: Services,
  board: Board,
  { slot, now }: { readonly slot: Temporal.Instant; readonly now: Temporal.Instant },
): Promise<void> {
  const snapshots = await readSnapshots(services.store, board.id);
  const content = await readContent(services, board, { now, snapshots });
  const periodStart = content.period.start.toString();
  const current: Snapshot = { slotAt: slot, periodStart, kind: 'due', ranks: ranksOf(content.standings) };
  const [before] = postedPeriods(snapshots);
  const turned = before !== undefined && before !== periodStart;
  const final = turned
    ? [await finalSnapshot(services, board, { now, slot, day: content.period.start })]
    : [];
  await services.store.transaction(async (tx) => {
    for (const snapshot of [...final, current]) await saveSnapshot(tx, board.id, snapshot);
    await markSlot(tx, board.id, slot);
    await askForPost(services, tx, { board, periodStart });
    if (turned) await services.outbox.refresh(tx, postKey(board.id, before));
  });
}

/** How the period before this day ended. */
async function finalSnapshot(
  services: Services,
  board: Board,
  {
    now,
    slot,
    day,
  }: { readonly now: Temporal.Instant; readonly slot: Temporal.Instant; readonly day: Temporal.PlainDate },
): Promise<Snapshot> {
  const ended = await readContent(services, board, { now, day: day.subtract({ days: 1 }), snapshots: [] });
  return {
    slotAt: slot,
    periodStart: ended.period.start.toString(),
    kind: 'final',
    ranks: ranksOf(ended.standings),
  };
}

/** Recording is for the first time, refreshing for every time after; each is nothing where it does not apply. */
async function askForPost(
  { outbox }: Services,
  tx: Store,
  { board, periodStart }: { readonly board: Board; readonly periodStart: string },
): Promise<void> {
  await outbox.record(tx, postOf(board, periodStart));
  await outbox.refresh(tx, postKey(board.id, periodStart));
}
