import { saveMeanings, saveMeant } from '#features/announcements/meanings-store.ts';
import { saveAnswer } from '#features/announcements/questions-store.ts';
import { tables } from '#features/announcements/tables.ts';
import type { PostParams } from '#outbox/outbox.ts';
import type { Store } from '#store/store.ts';
import { DANA } from '../../features/small-company.ts';

const OPEN = '3b0c1a52-6f0e-4b8c-9d3e-1f2a3b4c5d6e';
const ANSWERED = '7d8e9f10-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
const DRAFT = 901;
const WAITING = 902;
const SENT = 903;
const TAKEN_BACK = 904;

const STATES = [
  [DRAFT, 'draft'],
  [WAITING, 'waiting'],
  [SENT, 'scheduled'],
  [TAKEN_BACK, 'withdrawn'],
] as const;

/** As they were before somebody pressed everything: nothing is taken back, read or answered. */
export async function reopenAnnouncements(store: Store): Promise<void> {
  for (const [id, state] of STATES)
    await tables(store).updateTable('announcement').set({ state }).where('id', '=', id).execute();
  const unread = { acknowledged_on: null };
  await tables(store)
    .updateTable('announcement_delivery')
    .set(unread)
    .where('slack_user_id', '=', 'U0VERA')
    .execute();
  const open = { answer: null, was_told: true };
  await tables(store).updateTable('announcement_question').set(open).where('id', '=', OPEN).execute();
}

/** Announcements in every state, with readers, and with questions asked openly and without a name. */
export async function fillAnnouncements(store: Store, now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  await tables(store)
    .insertInto('announcement')
    .values(
      STATES.map(([id, state]) => ({
        id,
        state,
        author_id: 'U0VERA',
        ...textsOf(id),
        effective_on: '2026-12-01',
        roles: '["*"]',
        teams: '[]',
        channels: '["C1"]',
        send_on: '2026-11-18',
        send_hour: 9,
        corrects_id: state === 'withdrawn' ? null : TAKEN_BACK,
        approver_id: state === 'scheduled' ? 'U0DANA' : null,
        sent_back: state === 'draft' ? 'Say more' : null,
        told_reach: 0,
        told_at_hour: at,
      })),
    )
    .execute();
  const waits = { announcement_id: SENT, due_at: at, remind_at: at, was_reminded: false };
  await tables(store)
    .insertInto('announcement_delivery')
    .values(
      ['U0VERA', 'U0DANA', 'U0ANA', 'U0LI', 'U0OTTO'].map((slack_user_id) => ({
        ...waits,
        slack_user_id,
        acknowledged_on: slack_user_id === 'U0DANA' ? '2026-11-18' : null,
      })),
    )
    .execute();
  const asked = { announcement_id: SENT, answer: null, was_told: true };
  await tables(store)
    .insertInto('announcement_question')
    .values([
      { ...asked, id: OPEN, asker_id: 'U0ANA', words: 'Why now' },
      { ...asked, id: ANSWERED, asker_id: null, words: 'Who else' },
    ])
    .execute();
  await saveAnswer(store, ANSWERED, 'Nobody');
  const meanings = [{ kind: 'team', partId: DANA, words: 'Call them first' }] as const;
  for (const id of [DRAFT, WAITING, SENT]) await saveMeanings(store, id, meanings);
  const reader = { slackUserId: 'U0DANA', personId: DANA, roleId: null, teams: [DANA], timeZone: 'UTC' };
  await saveMeant(store, SENT, { readers: [reader], meanings });
}

function textsOf(id: number) {
  return {
    title: `Title ${id}`,
    why: `Why ${id}`,
    priorities: `Priorities ${id}`,
    targeting: `Targeting ${id}`,
    positioning: `Positioning ${id}`,
    process: `Process ${id}`,
    questions: `Questions ${id}`,
  };
}

const of = (id: number): PostParams[] => [{ announcement: id }];

/** With what each kind of post about an announcement is recorded. */
export const ANNOUNCED: Readonly<Record<string, readonly PostParams[]>> = {
  'announcements.told': [...of(SENT), ...of(TAKEN_BACK)],
  'announcements.posted': of(SENT),
  'announcements.approve': of(WAITING),
  'announcements.sent_back': of(DRAFT),
  'announcements.page': [...of(SENT), ...of(TAKEN_BACK)],
  'announcements.asked': of(SENT),
  'announcements.answered': [{ question: ANSWERED }],
  'announcements.answer_posted': [{ question: ANSWERED }],
  'announcements.reminder': of(SENT),
};
