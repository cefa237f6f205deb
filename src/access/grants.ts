import { Refusal } from '#lib/errors.ts';
import { type Grant, grantProblem } from '#model/policy/grants.ts';
import { DATA_CLASSES } from '#model/policy/terms.ts';
import type { AccessGrantTable } from '#store/access-tables.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import type { Selectable } from 'kysely';

/** A grant that was made, by its number. */
export interface KeptGrant extends Grant {
  readonly id: bigint;
  readonly reason: string;
  readonly grantedBy: string;
}

interface By {
  readonly by: string;
  readonly now: Temporal.Instant;
}

/** Keeps a grant. @throws Refusal when it is for oneself, for no day or for too long. */
export async function makeGrant(
  store: Store,
  grant: Grant & { readonly reason: string },
  { by, now }: By,
): Promise<void> {
  const problem = grantProblem(grant);
  if (problem !== undefined) throw new Refusal(problem);
  const { kind, holderId, subjectId, dataClass, reason } = grant;
  const days = { from_on: grant.from.toString(), to_on: grant.to.toString() };
  await store.transaction(async (tx) => {
    await tx.db
      .insertInto('access_grant')
      .values({
        kind,
        holder_id: holderId,
        subject_id: subjectId,
        data_class: dataClass,
        ...days,
        reason,
        granted_by: by,
        granted_at: now.toString(),
        ended_by: null,
        ended_at: null,
      })
      .execute();
    const detail = { kind, holder: holderId, dataClass, from: days.from_on, to: days.to_on, reason };
    await appendAudit(tx, { actor: by, action: 'grant.made', subject: subjectId, detail, now });
  });
}

/** Ends a grant at once. @throws Refusal when there is none of that number in force. */
export async function endGrant(store: Store, id: bigint, { by, now }: By): Promise<void> {
  await store.transaction(async (tx) => {
    const ended = await tx.db
      .updateTable('access_grant')
      .set({ ended_by: by, ended_at: now.toString() })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning(['subject_id', 'holder_id', 'kind'])
      .executeTakeFirst();
    if (!ended) throw new Refusal('There is no such grant any more.', 'See /attain roles.');
    const detail = { kind: ended.kind, holder: ended.holder_id };
    await appendAudit(tx, { actor: by, action: 'grant.ended', subject: ended.subject_id, detail, now });
  });
}

/** The grants in force on a day; of some holders where they are named. */
export async function readGrants(
  store: Store,
  day: Temporal.PlainDate,
  holders?: readonly string[],
): Promise<readonly KeptGrant[]> {
  let query = store.db
    .selectFrom('access_grant')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('from_on', '<=', day.toString())
    .where('to_on', '>', day.toString())
    .orderBy('id');
  if (holders) query = query.where('holder_id', 'in', [...holders]);
  return (await query.execute()).map(toGrant);
}

function toGrant(row: Selectable<AccessGrantTable>): KeptGrant {
  return {
    id: row.id,
    kind: row.kind,
    holderId: row.holder_id,
    subjectId: row.subject_id,
    dataClass: DATA_CLASSES.find((one) => one === row.data_class) ?? null,
    from: Temporal.PlainDate.from(row.from_on),
    to: Temporal.PlainDate.from(row.to_on),
    reason: row.reason,
    grantedBy: row.granted_by,
  };
}
