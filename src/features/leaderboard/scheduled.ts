import type { AboutScheduled, ScheduledMessage, ScheduledMessages, Services } from '#feature.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import { boardMessagesPerWeek } from '#model/interruption.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { postedPeriods } from './baseline.ts';
import type { Board } from './board.ts';
import { boardTitle } from './list-views.ts';
import { KIND, postKey } from './post-key.ts';
import { previewBoard } from './posts.ts';
import { nextDue } from '#lib/weekly.ts';
import { SETUP, setupModal } from './setup-views.ts';
import { readBoard, readBoards, readSnapshots, setPaused, setRunning } from './store.ts';
import { scheduleWords } from './weekdays.ts';

/** The boards, for admins to try, change, pause and resume. */
export const scheduledBoards: ScheduledMessages = {
  id: KIND,
  shows: ['D1'],
  start: { action: SETUP, label: 'Set up a board' },
  list: async ({ store }, now) => (await readBoards(store)).map((board) => scheduledBoard(board, now)),
  sample: (services, { id }) => previewBoard(services, numberOf(id)),
  async edit({ store }, { id }) {
    const board = await readBoard(store, numberOf(id));
    return board && setupModal({ channelId: board.channelId, timeZone: board.timeZone, board });
  },
  pause,
  resume,
};

function scheduledBoard(board: Board, now: Temporal.Instant): ScheduledMessage {
  return {
    id: String(board.id),
    title: boardTitle({ board, metricName: metricNamed(board.metric).name }),
    audience: board.channelId,
    when: scheduleWords(board),
    nextAt: nextDue(board, now),
    perWeek: boardMessagesPerWeek(board.periodType),
    pause: board.pause,
  };
}

async function pause({ store, outbox }: Services, about: AboutScheduled): Promise<boolean> {
  const { actor, now } = about;
  const id = numberOf(about.id);
  return store.transaction(async (tx) => {
    if ((await readBoard(tx, id)) === undefined) return false;
    if (!(await setPaused(tx, id, { by: actor.slackUserId, at: now }))) return true;
    for (const kind of [KIND, `${KIND}.correction`]) await outbox.withdraw(tx, `${kind}/${id}/`);
    await note(tx, 'board.paused', about);
    return true;
  });
}

/** What stands in the channel is brought up to date, silently; what was missed is not posted. */
async function resume({ store, outbox }: Services, about: AboutScheduled): Promise<boolean> {
  const id = numberOf(about.id);
  const isThere = await store.transaction(async (tx) => {
    if ((await readBoard(tx, id)) === undefined) return false;
    if (!(await setRunning(tx, id, about.now))) return true;
    const [latest] = postedPeriods(await readSnapshots(tx, id));
    if (latest !== undefined) await outbox.refresh(tx, postKey(id, latest));
    await note(tx, 'board.resumed', about);
    return true;
  });
  await outbox.wake();
  return isThere;
}

async function note(tx: Store, action: string, { id, actor, now }: AboutScheduled): Promise<void> {
  await appendAudit(tx, { actor: actor.slackUserId, action, subject: id, detail: {}, now });
}

/** 0 is no board. */
function numberOf(id: string): number {
  return /^\d{1,9}$/.test(id) ? Number(id) : 0;
}
