import type { Generated } from 'kysely';
import type { Day } from '#lib/days.ts';
import type { DayText, InstantText } from '#store/mirror-tables.ts';
import type { Store } from '#store/store.ts';
import type { Kept } from './store.ts';

interface StepTable {
  id: Generated<number>;
  focus_id: number;
  person_id: string;
  coach_id: string;
  owner_id: string;
  step: string;
  due_on: DayText;
  agreed_on: DayText;
  done_at: InstantText | null;
}

/** What one of the pair agreed to do by a day. */
export interface Step {
  readonly id: number;
  readonly focusId: number;
  readonly personId: string;
  readonly coachId: string;
  readonly ownerId: string;
  readonly words: string;
  readonly dueOn: Day;
  readonly agreedOn: Day;
  readonly doneAt: Temporal.Instant | undefined;
}

export type NewStep = Pick<Step, 'ownerId' | 'words' | 'dueOn'>;

/** Steps by what they came of, the soonest first. */
export async function readSteps(store: Store, focusIds: readonly number[]): Promise<readonly Step[]> {
  if (focusIds.length === 0) return [];
  const rows = await all(store)
    .where('focus_id', 'in', [...focusIds])
    .execute();
  return rows.map(stepOf);
}

/** Everybody's that is not done, or those of certain people, the soonest first. */
export async function readOpenSteps(store: Store, owners?: readonly string[]): Promise<readonly Step[]> {
  const rows = await all(store)
    .where('done_at', 'is', null)
    .$if(owners !== undefined, (open) => open.where('owner_id', 'in', [...(owners ?? [])]))
    .execute();
  return rows.map(stepOf);
}

/** One; undefined when it is there no more. */
export async function readStep(store: Store, id: number): Promise<Step | undefined> {
  const row = await all(store).where('id', '=', id).executeTakeFirst();
  return row && stepOf(row);
}

/** What was agreed on takes the place of what stood there and is not done. */
export async function replaceSteps(
  tx: Store,
  { id, personId, coachId }: Kept,
  { steps, today }: { readonly steps: readonly NewStep[]; readonly today: Day },
): Promise<void> {
  const db = tables(tx);
  await db.deleteFrom('coaching_step').where('focus_id', '=', id).where('done_at', 'is', null).execute();
  if (steps.length === 0) return;
  const rows = steps.map(({ ownerId, words, dueOn }) => ({
    focus_id: id,
    person_id: personId,
    coach_id: coachId,
    owner_id: ownerId,
    step: words,
    due_on: dueOn.toString(),
    agreed_on: today.toString(),
  }));
  await db.insertInto('coaching_step').values(rows).execute();
}

/** Keeps when it was done; who did so first stays. */
export async function finishStep(tx: Store, id: number, now: Temporal.Instant): Promise<void> {
  await tables(tx)
    .updateTable('coaching_step')
    .set({ done_at: now.toString() })
    .where('id', '=', id)
    .where('done_at', 'is', null)
    .execute();
}

function all(store: Store) {
  return tables(store).selectFrom('coaching_step').selectAll().orderBy('due_on').orderBy('id');
}

function stepOf(row: Awaited<ReturnType<ReturnType<typeof all>['executeTakeFirstOrThrow']>>): Step {
  return {
    id: row.id,
    focusId: row.focus_id,
    personId: row.person_id,
    coachId: row.coach_id,
    ownerId: row.owner_id,
    words: row.step,
    dueOn: Temporal.PlainDate.from(row.due_on),
    agreedOn: Temporal.PlainDate.from(row.agreed_on),
    doneAt: row.done_at === null ? undefined : Temporal.Instant.from(row.done_at),
  };
}

function tables(store: Store) {
  return store.db.withTables<{ coaching_step: StepTable }>();
}
