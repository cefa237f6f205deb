import { sql } from 'kysely';
import { Refusal } from '#lib/errors.ts';
import type { FactKind, PersonFact } from '#model/person-facts.ts';
import { FOREVER } from '#model/placement.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { markRestated, type Restated } from './restate.ts';

/** Who says so, why, and when. */
export interface Saying {
  readonly madeBy: string;
  readonly now: Temporal.Instant;
}

/** A fact as an admin states it, with the reason. */
export type StatedFact = PersonFact & { readonly reason: string };

/**
 * Keeps corrections, oldest first, and marks what they move: the deals closed on corrected days by the people concerned
 * and everyone below a corrected manager are credited again, by reversals and new entries. Call it in a transaction.
 * Returns how many people and deals that is.
 */
export async function makeCorrections(
  tx: Store,
  stated: readonly StatedFact[],
  { madeBy, now }: Saying,
): Promise<Restated> {
  for (const it of stated) {
    await tx.db
      .insertInto('fact_correction')
      .values({
        person_id: it.personId,
        kind: it.kind,
        value: it.value,
        from_on: it.from,
        to_on: it.to === FOREVER ? null : it.to,
        reason: it.reason,
        made_by: madeBy,
        made_at: now.toString(),
      })
      .execute();
  }
  const [first, ...others] = stated;
  if (first) {
    const detail = { kind: first.kind, from: first.from, facts: stated.length, reason: first.reason };
    const subject = others.length === 0 ? first.personId : '';
    await appendAudit(tx, { actor: madeBy, action: 'facts.corrected', subject, detail, now });
  }
  return markRestated(tx, stated);
}

/**
 * What corrections would move, without making them: they are made and undone.
 */
export async function previewCorrections(
  store: Store,
  stated: readonly StatedFact[],
  saying: Saying,
): Promise<Restated> {
  const undo = new Undo();
  try {
    await store.transaction(async (tx) => {
      undo.restated = await makeCorrections(tx, stated, saying);
      throw undo;
    });
  } catch (thrown) {
    if (thrown !== undo) throw thrown;
  }
  return undo.restated;
}

/** Thrown to roll a transaction back; carries what was learnt in it. */
class Undo extends Error {
  restated: Restated = { people: 0, deals: 0 };
}

/** Takes a correction back: from now on its days say again what was said before. Throws a Refusal when it is gone. */
export async function withdrawCorrection(
  tx: Store,
  id: bigint,
  { madeBy, now }: Saying,
): Promise<PersonFact & Restated> {
  const { rows } = await sql<PersonFact>`
    update ${tx.table('fact_correction')} set withdrawn_by = ${madeBy}, withdrawn_at = ${now.toString()}::timestamptz
    where id = ${id} and withdrawn_at is null
    returning person_id as "personId", kind, value, from_on as "from", coalesce(to_on, ${FOREVER}::date) as "to"`.execute(
    tx.db,
  );
  const [fact] = rows;
  if (!fact) throw new Refusal('That correction was taken back already.', 'Look at the list again.');
  const detail = { kind: fact.kind, from: fact.from, correction: `${id}` };
  await appendAudit(tx, { actor: madeBy, action: 'facts.taken_back', subject: fact.personId, detail, now });
  return { ...fact, ...(await markRestated(tx, [fact])) };
}

/** A correction as it stands in the list. */
export interface KeptCorrection extends PersonFact {
  readonly id: bigint;
  readonly kind: FactKind;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: string;
}

/** Corrections that hold, the last made first; of one person, or of everyone. */
export async function listCorrections(
  store: Store,
  { personId, limit }: { readonly personId?: string; readonly limit: number },
): Promise<readonly KeptCorrection[]> {
  const { rows } = await sql<KeptCorrection>`
    select id, person_id as "personId", kind, value, from_on as "from", coalesce(to_on, ${FOREVER}::date) as "to",
      reason, made_by as "madeBy", made_at as "madeAt"
    from ${store.table('fact_correction')}
    where withdrawn_at is null and (${personId ?? null}::text is null or person_id = ${personId ?? null}::text)
    order by id desc limit ${limit}`.execute(store.db);
  return rows;
}
