import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { installationSecret } from './secrets-settings.ts';
import type { Store } from './store.ts';

const NAME = 'erasure_secret';

/** The pseudonym of an erased person's id; undefined for everybody else. */
export type PseudonymOf = (id: string) => string | undefined;

/**
 * Remembers that somebody was erased and gives their pseudonym. Only a keyed hash of the id is kept, by which what
 * Salesforce tells later is recognized. Waits until nothing is being written that was read before.
 */
export async function rememberErased(tx: Store, personId: string, now: Temporal.Instant): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext(${lockName(tx)}))`.execute(tx.db);
  const pseudonym = `erased${randomBytes(6).toString('hex')}`;
  await tx.db
    .insertInto('erased_person')
    .values({
      token: tokenOf(await secretOf(tx), personId),
      pseudonym,
      erased_at: now.toString(),
    })
    .execute();
  return pseudonym;
}

/**
 * How ids are to be written in the caller's transaction; undefined while nobody was erased. Nobody is erased before that
 * transaction ends.
 */
export async function erasedPeople(tx: Store): Promise<PseudonymOf | undefined> {
  await sql`select pg_advisory_xact_lock_shared(hashtext(${lockName(tx)}))`.execute(tx.db);
  const rows = await tx.db.selectFrom('erased_person').select(['token', 'pseudonym']).execute();
  if (rows.length === 0) return undefined;
  const pseudonyms = new Map(rows.map(({ token, pseudonym }) => [token, pseudonym]));
  const secret = await secretOf(tx);
  return (id) => pseudonyms.get(tokenOf(secret, id));
}

function lockName({ schema }: Store): string {
  return `${schema}.erasure`;
}

function tokenOf(secret: string, personId: string): string {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(`person ${personId}`).digest('hex');
}

function secretOf(tx: Store): Promise<string> {
  return installationSecret(tx, NAME);
}
