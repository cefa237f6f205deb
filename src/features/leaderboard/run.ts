import type { Fact, Services } from '#feature.ts';
import { messageOf } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { incidentsSince } from '#sync/incidents.ts';
import { mayAnnounce } from '#sync/read-freshness.ts';
import { postedPeriods } from './baseline.ts';
import type { Board, BoardSpec } from './board.ts';
import { ranksOf } from './policy.ts';
import { postKey } from './post-key.ts';
import { postOf } from './posts.ts';
import { readContent } from './read-board.ts';
import { saidLines } from './said.ts';
import { saveSaid } from './said-store.ts';
import { lastDue } from '#lib/weekly.ts';
import type { BoardContent } from './standings.ts';
import { markSlot, readBoards, readSnapshots, removeBoard, saveBoard, saveSnapshot } from './store.ts';
import { spansFor, touchedDays, touches } from './touched.ts';

/** Older messages are history: a late deal changes at most the current one and the one before. */
const REFRESHED_PERIODS = 2;

/**
 * Posts or updates every board that is due. A board that fails does not hold up the others; while the data cannot be
 * trusted all of them wait.
 */
export async function runDueBoards(services: Services, now: Temporal.Instant): Promise<void> {
  const due = (await readBoards(services.store))
    .filter(({ pause }) => pause === undefined)
    .map((board) => ({ board, slot: lastDue(board, now) }))
    .filter(({ board, slot }) => Temporal.Instant.compare(slot, board.lastSlot) > 0);
  if (due.length === 0 || !(await mayAnnounce(services.store, now))) return;
  const failed: string[] = [];
  const errors: unknown[] = [];
  for (const { board, slot } of due) {
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

/**
 * Sets a board up and posts it for the first time; the same question in the same channel changes that board. One that
 * `replaces` another ends that one.
 */
export async function startBoard(
  services: Services,
  spec: BoardSpec,
  by: { readonly userId: string; readonly now: Temporal.Instant; readonly replaces?: number | undefined },
): Promise<Board> {
  const content = await readContent(services, spec, { now: by.now, snapshots: [] });
  const periodStart = content.period.start.toString();
  const board = await services.store.transaction(async (tx) => {
    const saved = await saveBoard(tx, spec, by);
    if (by.replaces !== undefined && by.replaces !== saved.id) await removeBoard(tx, by.replaces, by);
    const known = postedPeriods(await readSnapshots(tx, saved.id)).includes(periodStart);
    const first = { slotAt: by.now, periodStart, kind: 'due', ranks: ranksOf(content.standings) } as const;
    if (!known) {
      await saveSnapshot(tx, saved.id, first);
      await saveSaid(tx, saved.id, { ...first, lines: saidLines(content) });
    }
    await askForPost(services, tx, { board: saved, periodStart });
    const detail = { channel: spec.channelId, metric: spec.metric, period: spec.periodType, by: spec.by };
    await appendAudit(tx, {
      actor: by.userId,
      action: 'board.set_up',
      subject: `${saved.id}`,
      detail,
      now: by.now,
    });
    return saved;
  });
  await services.outbox.wake();
  return board;
}

/** Asks for the standing messages to be looked at again whose days were touched; unchanged ones stay as they are. */
export async function refreshTouched(services: Services, facts: readonly Fact[]): Promise<void> {
  const spans = touchedDays(facts);
  if (spans.length === 0) return;
  const { calendar } = await metricContext(services.store, services.clock.now());
  for (const board of await readBoards(services.store)) {
    if (board.pause) continue;
    const posted = postedPeriods(await readSnapshots(services.store, board.id));
    const ofBoard = spansFor(board, spans);
    for (const start of posted.slice(0, REFRESHED_PERIODS)) {
      const first = Temporal.PlainDate.from(start);
      if (!touches(ofBoard, start, calendar.find(board.periodType, first)?.end ?? first)) continue;
      await services.outbox.refresh(services.store, postKey(board.id, start));
    }
  }
  await services.outbox.wake();
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
  const waited = (await incidentsSince(services.store, slot)).length > 0;
  const [before] = postedPeriods(snapshots);
  const turned = before !== undefined && before !== periodStart;
  const ended = turned
    ? await readContent(services, board, {
        now,
        day: content.period.start.subtract({ days: 1 }),
        snapshots: [],
      })
    : undefined;
  await services.store.transaction(async (tx) => {
    if (ended) await keepWhatItSays(tx, board, { content: ended, slot, kind: 'final', waited: false });
    await keepWhatItSays(tx, board, { content, slot, kind: 'due', waited });
    await markSlot(tx, board.id, slot);
    await askForPost(services, tx, { board, periodStart });
    if (turned) await services.outbox.refresh(tx, postKey(board.id, before));
  });
}

interface Saying {
  readonly content: BoardContent;
  readonly slot: Temporal.Instant;
  readonly kind: 'due' | 'final';
  readonly waited: boolean;
}

/** Places for the next movement, results for a correction. */
async function keepWhatItSays(
  tx: Store,
  board: Board,
  { content, slot, kind, waited }: Saying,
): Promise<void> {
  const at = { slotAt: slot, periodStart: content.period.start.toString(), kind };
  await saveSnapshot(tx, board.id, { ...at, waited, ranks: ranksOf(content.standings) });
  await saveSaid(tx, board.id, { ...at, lines: saidLines(content) });
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
