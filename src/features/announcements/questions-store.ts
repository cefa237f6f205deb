import { randomUUID } from 'node:crypto';
import type { Store } from '#store/store.ts';
import type { Question } from './announcement.ts';
import type { Asking } from './asking.ts';
import { tables } from './tables.ts';

/** Keeps a question: its words, its number out of a hat, and who asked only where they asked openly. */
export async function saveQuestion(tx: Store, announcementId: number, asking: Asking): Promise<void> {
  await tables(tx)
    .insertInto('announcement_question')
    .values({
      id: randomUUID(),
      announcement_id: announcementId,
      asker_id: asking.askerId,
      words: asking.words,
      answer: null,
      was_told: false,
    })
    .execute();
}

/** Those of one announcement, open ones first; within these in no order that says when they were asked. */
export async function readQuestions(store: Store, announcementId: number): Promise<readonly Question[]> {
  const rows = await questions(store).where('one.announcement_id', '=', announcementId).execute();
  const all = rows.map(toQuestion);
  return [...all.filter(({ answer }) => answer === null), ...all.filter(({ answer }) => answer !== null)];
}

export async function readQuestion(store: Store, id: string): Promise<Question | undefined> {
  const row = await questions(store).where('one.id', '=', id).executeTakeFirst();
  return row && toQuestion(row);
}

/** Keeps the answer; false when it was answered before. */
export async function saveAnswer(tx: Store, id: string, answer: string): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('announcement_question')
    .set({ answer })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The announcements of which an hour has ended with questions in it. Every question is told with those of its hour, so
 * that what its author gets does not say when it was asked.
 */
export async function takeAsked(
  tx: Store,
  hour: Temporal.Instant,
): Promise<readonly { readonly announcementId: number; readonly authorId: string }[]> {
  const ended = await tables(tx)
    .updateTable('announcement')
    .set({ told_at_hour: hour.toString() })
    .where('state', '=', 'scheduled')
    .where('told_at_hour', '<', hour.toString())
    .returning(['id', 'author_id'])
    .execute();
  if (ended.length === 0) return [];
  const told = await tables(tx)
    .updateTable('announcement_question')
    .set({ was_told: true })
    .where('was_told', '=', false)
    .where(
      'announcement_id',
      'in',
      ended.map(({ id }) => id),
    )
    .returning('announcement_id')
    .execute();
  const asked = new Set(told.map(({ announcement_id }) => announcement_id));
  return ended
    .filter(({ id }) => asked.has(id))
    .map(({ id, author_id }) => ({ announcementId: id, authorId: author_id }));
}

function questions(store: Store) {
  return tables(store)
    .selectFrom('announcement_question as one')
    .leftJoin('identity_link as link', 'link.slack_user_id', 'one.asker_id')
    .leftJoin('person', 'person.id', 'link.person_id')
    .select([
      'one.id',
      'one.announcement_id',
      'one.asker_id',
      'one.words',
      'one.answer',
      'one.was_told',
      'person.name',
    ])
    .orderBy('one.id');
}

interface Row {
  readonly id: string;
  readonly announcement_id: number;
  readonly asker_id: string | null;
  readonly words: string;
  readonly answer: string | null;
  readonly was_told: boolean;
  readonly name: string | null;
}

function toQuestion(row: Row): Question {
  return {
    id: row.id,
    announcementId: row.announcement_id,
    askerId: row.asker_id,
    askerName: row.name,
    words: row.words,
    answer: row.answer,
    wasTold: row.was_told,
  };
}
