import { sql } from 'kysely';
import { managersOf } from '#access/managers.ts';
import { noteDenied } from '#access/notes.ts';
import { managersOn } from '#ledger/managers-on.ts';
import type { CompanyToday } from '#metrics/today.ts';
import { type Actor, decideFigures } from '#model/access.ts';
import type { Store } from '#store/store.ts';
import type { Who } from './ask.ts';

/** A person whose figures the asker may read. */
export interface Readable {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** How a person may be named: as the grammar reads it, by a name, or by the id that a button carries. */
export type Named =
  | Who
  | { readonly kind: 'name'; readonly words: string }
  | { readonly kind: 'id'; readonly id: string };

/**
 * Everyone of that name whom the asker may read. Empty both when there is nobody and when they may not: who asks
 * cannot find out which, nor learn that a name exists. That it was refused is noted.
 */
export async function findReadable(
  company: CompanyToday,
  actor: Actor,
  named: Named,
): Promise<readonly Readable[]> {
  const candidates = await readCandidates(company.store, named, actor);
  const managers = await managersOf(
    company,
    candidates.map(({ id }) => id),
  );
  const decided = candidates.map((person) => ({
    person,
    decision: decideFigures(actor, person.id, managers.get(person.id) ?? []),
  }));
  const readable = decided.filter(({ decision }) => decision.allowed).map(({ person }) => person);
  const [refused] = decided;
  if (refused && readable.length === 0)
    await noteDenied(company.store, actor, {
      subjectId: decided.length === 1 ? refused.person.id : '',
      decision: refused.decision,
      now: company.now,
    });
  return readable;
}

/** The manager whose team someone leads today or else is in; undefined when they are in none. */
export async function ownTeam(company: CompanyToday, actor: Actor): Promise<Readable | undefined> {
  const [self] = await findReadable(company, actor, { kind: 'me' });
  if (!self || (await leadsTeam(company, self.id))) return self;
  const { store, day } = company;
  const { rows } = await sql<Readable>`
    select manager.id, manager.name, manager.email from ${managersOn(store, day)} own
    join ${store.table('person')} manager on manager.id = own.manager_id
    where own.id = ${self.id}`.execute(store.db);
  return rows[0];
}

/** Whether anyone reports to this person today. */
export async function leadsTeam({ store, day }: CompanyToday, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from ${managersOn(store, day)} own where own.manager_id = ${personId} limit 1`.execute(store.db);
  return rows.length > 0;
}

async function readCandidates(store: Store, named: Named, actor: Actor): Promise<readonly Readable[]> {
  const people = store.db
    .selectFrom('person')
    .leftJoin('identity_link', 'identity_link.person_id', 'person.id')
    .select(['person.id', 'person.name', 'person.email'])
    .orderBy('person.name')
    .orderBy('person.id');
  switch (named.kind) {
    case 'me':
      return people.where('person.id', '=', actor.personId).execute();
    case 'id':
      return people.where('person.id', '=', named.id).execute();
    case 'slack':
      return people.where('identity_link.slack_user_id', '=', named.userId).execute();
    case 'email':
      return people.where(sql`lower(person.email)`, '=', named.email).execute();
    case 'name':
      return (await people.execute()).filter((person) => answersTo(person, named.words));
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
