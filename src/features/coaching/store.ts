import type { Generated } from 'kysely';
import type { Day } from '#lib/days.ts';
import type { PeriodType } from '#model/period.ts';
import type { DayText, InstantText } from '#store/mirror-tables.ts';
import type { Store } from '#store/store.ts';
import type { FocusState } from './policy.ts';

interface FocusTable {
  id: Generated<number>;
  person_id: string;
  coach_id: string;
  metric: string;
  period_type: PeriodType;
  period_start: DayText;
  found_on: DayText;
  state: FocusState;
  session_on: DayText | null;
  decline_code: DeclineCode | null;
  reason: string | null;
  revision: number;
  said: string | null;
  playback: string | null;
  differs: string | null;
  noted_on: DayText | null;
  confirmed_at: InstantText | null;
  in_place: boolean;
  handed_on: DayText | null;
}

export const DECLINE_CODES = ['later', 'in_hand', 'misleads', 'other'] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

/** Something to talk about with somebody, and what came of it so far. Its words are for the pair alone. */
export interface Kept {
  readonly id: number;
  readonly personId: string;
  /** Who leads them and was asked to talk with them. */
  readonly coachId: string;
  readonly metric: string;
  readonly periodType: PeriodType;
  readonly periodStart: string;
  readonly foundOn: Day;
  readonly state: FocusState;
  readonly sessionOn: Day | undefined;
  readonly declined: { readonly code: DeclineCode; readonly reason: string } | undefined;
  /** How often the outcome was noted; each is played back anew. */
  readonly revision: number;
  readonly said: string;
  readonly playback: string;
  /** What the other one remembers differently; '' where nothing. */
  readonly differs: string;
  readonly notedOn: Day | undefined;
  /** Its coach was asked in place of the person's manager. */
  readonly isInPlace: boolean;
  /** Since when it is its coach's, where somebody else had it before. */
  readonly handedOn: Day | undefined;
}

/** Everything that somebody was found to have, the newest first; of everyone where nobody is named. */
export async function readFocuses(store: Store, personIds?: readonly string[]): Promise<readonly Kept[]> {
  const rows = await tables(store)
    .selectFrom('coaching_focus')
    .selectAll()
    .$if(personIds !== undefined, (all) => all.where('person_id', 'in', [...(personIds ?? [])]))
    .orderBy('id', 'desc')
    .execute();
  return rows.map(keptOf);
}

/** One; undefined when it is there no more. */
export async function readFocus(store: Store, id: number): Promise<Kept | undefined> {
  const row = await tables(store)
    .selectFrom('coaching_focus')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && keptOf(row);
}

/** Those in which somebody is one of the pair, the newest first. */
export async function readFocusesOf(store: Store, personId: string): Promise<readonly Kept[]> {
  const rows = await tables(store)
    .selectFrom('coaching_focus')
    .selectAll()
    .where((eb) => eb.or([eb('person_id', '=', personId), eb('coach_id', '=', personId)]))
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  return rows.map(keptOf);
}

/** Keeps what was found; its number, or undefined where somebody found it before. */
export async function keepFocus(
  tx: Store,
  found: Pick<
    Kept,
    'personId' | 'coachId' | 'metric' | 'periodType' | 'periodStart' | 'foundOn' | 'isInPlace'
  >,
): Promise<number | undefined> {
  const row = await tables(tx)
    .insertInto('coaching_focus')
    .values({
      person_id: found.personId,
      coach_id: found.coachId,
      metric: found.metric,
      period_type: found.periodType,
      period_start: found.periodStart,
      found_on: found.foundOn.toString(),
      state: 'open',
      revision: 0,
      in_place: found.isInPlace,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

type Change =
  | { readonly state: 'planned'; readonly sessionOn: Day }
  | { readonly state: 'declined'; readonly code: DeclineCode; readonly reason: string }
  | { readonly state: 'noted'; readonly said: string; readonly playback: string; readonly notedOn: Day }
  | { readonly state: 'confirmed'; readonly at: Temporal.Instant };

/** Writes what came of it. */
export async function changeFocus(tx: Store, id: number, change: Change): Promise<void> {
  await tables(tx)
    .updateTable('coaching_focus')
    .set((eb) => ({
      state: change.state,
      ...(change.state === 'planned' ? { session_on: change.sessionOn.toString() } : {}),
      ...(change.state === 'declined' ? { decline_code: change.code, reason: change.reason } : {}),
      ...(change.state === 'confirmed' ? { confirmed_at: change.at.toString(), differs: null } : {}),
      ...(change.state === 'noted'
        ? {
            said: change.said,
            playback: change.playback,
            noted_on: change.notedOn.toString(),
            differs: null,
            confirmed_at: null,
            revision: eb('revision', '+', 1),
          }
        : {}),
    }))
    .where('id', '=', id)
    .execute();
}

/** What those who stand in for a manager have left alone so far. */
export async function readLent(store: Store): Promise<readonly Kept[]> {
  const rows = await tables(store)
    .selectFrom('coaching_focus')
    .selectAll()
    .where('state', '=', 'open')
    .where('in_place', '=', true)
    .orderBy('id')
    .execute();
  return rows.map(keptOf);
}

/** Gives one to whoever is its coach from that day on; false where it was taken up in the meantime. */
export async function handFocus(
  tx: Store,
  { id, coachId }: Pick<Kept, 'id' | 'coachId'>,
  to: Pick<Kept, 'coachId' | 'isInPlace'> & { readonly handedOn: Day },
): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('coaching_focus')
    .set({ coach_id: to.coachId, in_place: to.isInPlace, handed_on: to.handedOn.toString() })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('coach_id', '=', coachId)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Keeps what the other one remembers differently. */
export async function saveDiffers(tx: Store, id: number, differs: string): Promise<void> {
  await tables(tx).updateTable('coaching_focus').set({ differs }).where('id', '=', id).execute();
}

function keptOf(row: Awaited<ReturnType<typeof readRow>>): Kept {
  const dayOf = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text));
  return {
    id: row.id,
    personId: row.person_id,
    coachId: row.coach_id,
    metric: row.metric,
    periodType: row.period_type,
    periodStart: row.period_start,
    foundOn: Temporal.PlainDate.from(row.found_on),
    state: row.state,
    sessionOn: dayOf(row.session_on),
    declined: row.decline_code === null ? undefined : { code: row.decline_code, reason: row.reason ?? '' },
    revision: row.revision,
    said: row.said ?? '',
    playback: row.playback ?? '',
    differs: row.differs ?? '',
    notedOn: dayOf(row.noted_on),
    isInPlace: row.in_place,
    handedOn: dayOf(row.handed_on),
  };
}

function readRow(store: Store) {
  return tables(store).selectFrom('coaching_focus').selectAll().executeTakeFirstOrThrow();
}

function tables(store: Store) {
  return store.db.withTables<{ coaching_focus: FocusTable }>();
}
