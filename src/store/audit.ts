import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { AuditEntryTable } from './access-tables.ts';
import { readSetting, writeSetting } from './settings.ts';
import type { Store } from './store.ts';

/** Something that was done with a right, or to one. */
export interface AuditEvent {
  /** Who did it: a Slack user id, or `cli` for the command line. */
  readonly actor: string;
  /** `role.given`, `figures.read`. */
  readonly action: string;
  /** Whom or what it is about; '' for the whole company. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  readonly now: Temporal.Instant;
}

/** A line of the log as it stands. */
export interface AuditEntry extends AuditEvent {
  readonly seq: bigint;
}

/** Where the log is not what was written; undefined where all of it is. */
export interface AuditCheck {
  readonly entries: bigint;
  readonly problem: string | undefined;
}

const START = '';
const HEAD = 'audit_head';
const AT_ONCE = 1_000;

/** Adds a line in the caller's transaction: what is done and that it was done hold together or not at all. */
export async function appendAudit(tx: Store, event: AuditEvent): Promise<void> {
  await tx.transaction(async (inner) => {
    // Numbers and hashes follow each other: one writer at a time.
    await sql`select pg_advisory_xact_lock(hashtext(${`${tx.schema}.audit`}))`.execute(inner.db);
    const last = await inner.db
      .selectFrom('audit_entry')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const row = {
      seq: (last?.seq ?? 0n) + 1n,
      at: event.now.toString({ smallestUnit: 'millisecond' }),
      actor: event.actor,
      action: event.action,
      subject: event.subject,
      detail: JSON.stringify(event.detail),
      previous_hash: last?.hash ?? START,
    };
    const hash = hashOf(row);
    await inner.db
      .insertInto('audit_entry')
      .values({ ...row, hash })
      .execute();
    await keepHead(inner, { seq: row.seq, hash, at: row.at });
  });
}

/** The latest lines, newest first; of one subject where one is named. */
export async function readAudit(
  store: Store,
  { subject, limit }: { readonly subject?: string | undefined; readonly limit: number },
): Promise<readonly AuditEntry[]> {
  let query = store.db.selectFrom('audit_entry').selectAll().orderBy('seq', 'desc').limit(limit);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  return (await query.execute()).map(toEntry);
}

/**
 * Walks the whole log and says where it was changed: a line that does not fit its hash, one that is missing, also the
 * last ones.
 */
export async function verifyAudit(store: Store): Promise<AuditCheck> {
  let seq = 0n;
  let hash = START;
  for await (const row of auditLines(store)) {
    if (row.seq !== seq + 1n) return { entries: seq, problem: `line ${seq + 1n} is missing` };
    if (row.previous_hash !== hash || hashOf({ ...row, at: millisecond(row.at) }) !== row.hash)
      return { entries: seq, problem: `line ${row.seq} was changed` };
    ({ seq, hash } = row);
  }
  const head = await readSetting(store, HEAD);
  const isWhole = head === null ? seq === 0n : head.seq === `${seq}` && head.hash === hash;
  return { entries: seq, problem: isWhole ? undefined : `lines after ${seq} are missing` };
}

/** The whole log as it is stored, oldest line first, some at a time. */
export async function* auditLines(store: Store): AsyncGenerator<AuditEntryTable> {
  let seq = 0n;
  for (let more = true; more; ) {
    const rows = await store.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(AT_ONCE)
      .execute();
    yield* rows;
    seq = rows.at(-1)?.seq ?? seq;
    more = rows.length === AT_ONCE;
  }
}

/** The hash of a line over the one before it. */
export function hashOf(row: Omit<AuditEntryTable, 'hash'>): string {
  const { seq, at, actor, action, subject, detail, previous_hash } = row;
  const said = JSON.stringify([previous_hash, `${seq}`, at, actor, action, subject, detail]);
  return createHash('sha256').update(said).digest('hex');
}

/** What the log ends with stands beside it, so that its last lines cannot be taken away unseen. */
export async function keepHead(
  tx: Store,
  head: { readonly seq: bigint; readonly hash: string; readonly at: string },
): Promise<void> {
  await writeSetting(tx, {
    name: HEAD,
    value: { seq: `${head.seq}`, hash: head.hash },
    by: 'attain',
    now: Temporal.Instant.from(head.at),
  });
}

/** The moment of a line as it was hashed. */
export function millisecond(at: string): string {
  return Temporal.Instant.from(at).toString({ smallestUnit: 'millisecond' });
}

function toEntry(row: AuditEntryTable): AuditEntry {
  const { seq, at, actor, action, subject, detail } = row;
  return { seq, now: Temporal.Instant.from(at), actor, action, subject, detail: JSON.parse(detail) };
}
