import { managersOf } from '#access/managers.ts';
import { Refusal } from '#lib/errors.ts';
import { type Actor, mayRead, rolesOf } from '#model/access.ts';
import { decide } from '#model/policy/decide.ts';
import type { Relation } from '#model/policy/terms.ts';
import { companyDay } from '#store/company.ts';
import type { Store } from '#store/store.ts';
import { type Kept, readFocus } from './store.ts';

/** Somebody of a pair as messages reach and name them. */
export interface Someone {
  readonly id: string;
  readonly name: string;
  /** Undefined where nobody is linked to them. */
  readonly slackUserId: string | undefined;
  readonly timeZone: string;
  readonly isActive: boolean;
}

/** These people, by id. */
export async function readPair(store: Store, ids: readonly string[]): Promise<ReadonlyMap<string, Someone>> {
  if (ids.length === 0) return new Map();
  const rows = await store.db
    .selectFrom('person')
    .leftJoin('identity_link', 'identity_link.person_id', 'person.id')
    .select(['person.id', 'name', 'time_zone', 'is_active', 'slack_user_id'])
    .where('person.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(
    rows.map(({ id, name, time_zone, is_active, slack_user_id }) => [
      id,
      { id, name, timeZone: time_zone, isActive: is_active, slackUserId: slack_user_id ?? undefined },
    ]),
  );
}

type Pair = Pick<Kept, 'personId' | 'coachId'>;

/** Whether somebody may read what a pair noted: one of the two, and nobody else, whoever leads them or runs Attain. */
export function mayReadNotes(actor: Actor, { personId, coachId }: Pair): boolean {
  const isIn = actor.personId === personId || actor.personId === coachId;
  const relation: Relation = actor.personId === personId ? 'self' : isIn ? 'coach' : 'peer';
  return decide({
    isKnown: rolesOf(actor).length > 0,
    roles: rolesOf(actor),
    dataClass: 'D5',
    relation,
    surface: 'answer',
    grants: [],
  }).allowed;
}

interface Asking {
  readonly store: Store;
  readonly actor: Actor;
  readonly now: Temporal.Instant;
}

/**
 * The talk that a button or form carries, for the one who may do this to it; what is not theirs is not there. What the
 * coach has not taken up is theirs only as long as they lead the person, or stand in for who does.
 */
export async function focusFor(
  asking: Asking,
  value: string,
  who: 'coach' | 'person' | 'either',
): Promise<Kept> {
  const gone = new Refusal('That talk is not there any more.', 'Yours are under /attain coaching.');
  const { store, actor } = asking;
  const id = idOf(value);
  const focus = id === undefined ? undefined : await readFocus(store, id);
  if (focus === undefined || !mayReadNotes(actor, focus)) throw gone;
  if (who === 'coach' && focus.coachId !== actor.personId) throw gone;
  const isTakenUp = focus.state !== 'open' && focus.state !== 'declined';
  if (who === 'coach' && !isTakenUp && !(await stillLeads(asking, focus))) throw gone;
  if (who === 'person' && focus.personId !== actor.personId) throw gone;
  return focus;
}

async function stillLeads({ store, actor, now }: Asking, { personId }: Pair): Promise<boolean> {
  const managers = await managersOf({ store, day: await companyDay(store, now) }, [personId]);
  return mayRead(actor, personId, managers.get(personId) ?? []);
}

const LARGEST = 2 ** 31 - 1;

/** The number in the value of a button; undefined for anything else. */
export function idOf(value: string): number | undefined {
  const id = /^\d{1,10}$/.test(value) ? Number(value) : 0;
  return id > 0 && id <= LARGEST ? id : undefined;
}
