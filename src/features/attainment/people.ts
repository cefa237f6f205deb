import { sql } from 'kysely';
import { type Actor, mayRead } from '#model/access.ts';
import type { Store } from '#store/store.ts';
import type { Who } from './ask.ts';

/** A person whose figures the asker may read. */
export interface Readable {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

interface Candidate extends Readable {
  readonly slackUserId: string | null;
}

/** How a person may be named: as the grammar reads it, by a name, or by the id that a button carries. */
export type Named =
  | Who
  | { readonly kind: 'name'; readonly words: string }
  | { readonly kind: 'id'; readonly id: string };

/**
 * Everyone of that name whom the asker may read. Empty both when there is nobody and when they may not: who asks
 * cannot find out which, nor learn that a name exists.
 */
export async function findReadable(store: Store, actor: Actor, named: Named): Promise<readonly Readable[]> {
  const candidates = (await readCandidates(store)).filter((candidate) => isNamed(candidate, named, actor));
  const managers = await managersOf(
    store,
    candidates.map(({ id }) => id),
  );
  return candidates
    .filter(({ id }) => mayRead(actor, id, managers.get(id) ?? []))
    .map(({ id, name, email }) => ({ id, name, email }));
}

/** Whether anyone reports to this person today. */
export async function leadsTeam(store: Store, personId: string): Promise<boolean> {
  const report = await store.db
    .selectFrom('person')
    .where('manager_id', '=', personId)
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return report !== undefined;
}

async function readCandidates(store: Store): Promise<readonly Candidate[]> {
  return store.db
    .selectFrom('person')
    .leftJoin('identity_link', 'identity_link.person_id', 'person.id')
    .select(['person.id', 'person.name', 'person.email', 'identity_link.slack_user_id as slackUserId'])
    .orderBy('person.name')
    .orderBy('person.id')
    .execute();
}

function isNamed(person: Candidate, named: Named, actor: Actor): boolean {
  switch (named.kind) {
    case 'me':
      return person.id === actor.personId;
    case 'id':
      return person.id === named.id;
    case 'slack':
      return person.slackUserId === named.userId;
    case 'email':
      return person.email.toLowerCase() === named.email;
    case 'name':
      return answersTo(person, named.words);
  }
}

/** "dana", "Dana Cole" and "dana.cole" all name Dana Cole: each word begins one of hers. */
function answersTo(person: Readable, words: string): boolean {
  const own = wordsOf(`${person.name} ${person.email.split('@')[0] ?? ''}`);
  const asked = wordsOf(words);
  return asked.length > 0 && asked.every((word) => own.some((mine) => mine.startsWith(word)));
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** The chain of managers of each of these people today, nearest first. */
async function managersOf(
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const person = store.table('person');
  // UNION drops what was seen before, so that a circle of managers in Salesforce ends.
  const { rows } = await sql<{ subject: string; manager: string }>`
    with recursive chain as (
      select id as subject, manager_id as manager from ${person}
      where id = any(${[...ids]}::text[]) and manager_id is not null
      union
      select chain.subject, above.manager_id from chain join ${person} above on above.id = chain.manager
      where above.manager_id is not null
    )
    select subject, manager from chain`.execute(store.db);
  const chains = Map.groupBy(rows, ({ subject }) => subject);
  return new Map([...chains].map(([subject, own]) => [subject, own.map(({ manager }) => manager)]));
}
