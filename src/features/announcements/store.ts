import type { Selectable } from 'kysely';
import { day } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import type { Announcement, Draft, State } from './announcement.ts';
import { tables } from './tables.ts';

/** Keeps a new draft, or changes one that is still its author's own; undefined when there is no such draft. */
export async function saveDraft(
  store: Store,
  draft: Draft,
  by: {
    readonly authorId: string;
    readonly id: number | null;
    readonly correctsId: number | null;
    readonly now: Temporal.Instant;
  },
): Promise<number | undefined> {
  const { authorId, id, correctsId, now } = by;
  if (id === null) {
    const hour = now.round({ smallestUnit: 'hour', roundingMode: 'floor' }).toString();
    const row = await tables(store)
      .insertInto('announcement')
      .values({
        ...toRow(draft),
        state: 'draft',
        author_id: authorId,
        corrects_id: correctsId,
        approver_id: null,
        sent_back: null,
        told_reach: 0,
        told_at_hour: hour,
      })
      .returning('id')
      .executeTakeFirst();
    return row?.id;
  }
  const row = await tables(store)
    .updateTable('announcement')
    .set({ ...toRow(draft), sent_back: null })
    .where('id', '=', id)
    .where('author_id', '=', authorId)
    .where('state', '=', 'draft')
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** From one state to another; false when somebody else was first. */
export async function moveState(
  tx: Store,
  id: number,
  change: {
    readonly from: State;
    readonly to: State;
    readonly approverId?: string;
    readonly sentBack?: string;
  },
): Promise<boolean> {
  const { from, to, approverId, sentBack } = change;
  const row = await tables(tx)
    .updateTable('announcement')
    .set({
      state: to,
      ...(approverId === undefined ? {} : { approver_id: approverId }),
      ...(sentBack === undefined ? {} : { sent_back: sentBack }),
    })
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function readAnnouncement(store: Store, id: number): Promise<Announcement | undefined> {
  const row = await announcements(store).where('one.id', '=', id).executeTakeFirst();
  return row && toAnnouncement(row);
}

/** Those of one author, the newest first. */
export async function readOwn(
  store: Store,
  authorId: string,
  limit: number,
): Promise<readonly Announcement[]> {
  const rows = await announcements(store)
    .where('one.author_id', '=', authorId)
    .orderBy('one.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toAnnouncement);
}

/** What corrects it and goes out or has gone out, the newest. */
export async function readCorrection(store: Store, id: number): Promise<Announcement | undefined> {
  const row = await announcements(store)
    .where('one.corrects_id', '=', id)
    .where('one.state', '=', 'scheduled')
    .orderBy('one.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toAnnouncement(row);
}

/** What was said when it was last sent back. */
export async function readSentBack(store: Store, id: number): Promise<string | undefined> {
  const row = await tables(store)
    .selectFrom('announcement')
    .select('sent_back')
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return row?.sent_back ?? undefined;
}

function announcements(store: Store) {
  return tables(store)
    .selectFrom('announcement as one')
    .leftJoin('identity_link as wrote', 'wrote.slack_user_id', 'one.author_id')
    .leftJoin('person as author', 'author.id', 'wrote.person_id')
    .leftJoin('identity_link as agreed', 'agreed.slack_user_id', 'one.approver_id')
    .leftJoin('person as approver', 'approver.id', 'agreed.person_id')
    .selectAll('one')
    .select(['author.name as author_name', 'approver.name as approver_name']);
}

function toRow(draft: Draft) {
  const { effectiveOn, audience, sendOn, sendHour, ...words } = draft;
  return {
    ...words,
    effective_on: effectiveOn.toString(),
    roles: JSON.stringify(audience.roles),
    teams: JSON.stringify(audience.teams),
    channels: JSON.stringify(audience.channels),
    send_on: sendOn.toString(),
    send_hour: sendHour,
  };
}

type Row = Selectable<
  ReturnType<typeof announcements> extends { execute(): Promise<(infer R)[]> } ? R : never
>;

function toAnnouncement(row: Row): Announcement {
  const { title, why, priorities, targeting, positioning, process, questions } = row;
  return {
    title,
    why,
    priorities,
    targeting,
    positioning,
    process,
    questions,
    id: row.id,
    state: row.state,
    authorId: row.author_id,
    authorName: row.author_name,
    correctsId: row.corrects_id,
    approverId: row.approver_id,
    approverName: row.approver_name,
    effectiveOn: day(row.effective_on),
    audience: { roles: row.roles, teams: row.teams, channels: row.channels },
    sendOn: day(row.send_on),
    sendHour: row.send_hour,
  };
}
