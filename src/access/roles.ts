import { sql } from 'kysely';
import { Refusal } from '#lib/errors.ts';
import { GIVEN_ROLES, type GivenRole } from '#model/policy/terms.ts';
import { appendAudit } from '#store/audit.ts';
import { readInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';

export interface HeldRole {
  /** A Slack user id or a person's id. */
  readonly holder: string;
  readonly role: GivenRole;
}

/** Who gives or takes a role, when and why. */
export interface RoleChange extends HeldRole {
  readonly by: string;
  readonly reason: string;
  readonly now: Temporal.Instant;
}

/**
 * Everyone's roles at a moment. Whoever installed the app is the first ops admin, until another one ends that; being an
 * admin of the Slack workspace or of Salesforce gives nothing.
 */
export async function readRoles(store: Store, now: Temporal.Instant): Promise<readonly HeldRole[]> {
  const [rows, installer] = await Promise.all([
    store.db.selectFrom('access_role').select(['holder', 'role', 'from_at', 'to_at']).orderBy('id').execute(),
    readInstaller(store),
  ]);
  const isOver = (at: string | null) => at !== null && Temporal.Instant.compare(at, now) <= 0;
  const held = rows.filter(({ from_at, to_at }) => isOver(from_at) && !isOver(to_at));
  const given = held.flatMap(({ holder, role }) => {
    const known = GIVEN_ROLES.find((one) => one === role);
    return known === undefined ? [] : [{ holder, role: known }];
  });
  const wasDecided = rows.some(({ holder, role }) => holder === installer && role === 'ops_admin');
  const first = installer !== undefined && !wasDecided;
  return first ? [{ holder: installer, role: 'ops_admin' }, ...given] : given;
}

/** Gives a role; whoever has it already keeps it. */
export async function giveRole(store: Store, change: RoleChange): Promise<void> {
  const { holder, role, by, reason, now } = change;
  await alone(store, async (tx) => {
    const roles = await readRoles(tx, now);
    if (roles.some((one) => one.holder === holder && one.role === role)) return;
    await tx.db
      .insertInto('access_role')
      .values({ holder, role, from_at: now.toString(), to_at: null, granted_by: by, reason, ended_by: null })
      .execute();
    await appendAudit(tx, {
      actor: by,
      action: 'role.given',
      subject: holder,
      detail: { role, reason },
      now,
    });
  });
}

/** Ends a role from this moment on. @throws Refusal for a role that nobody holds so, and for the last ops admin. */
export async function endRole(store: Store, change: RoleChange): Promise<void> {
  const { holder, role, by, reason, now } = change;
  await alone(store, async (tx) => {
    const roles = await readRoles(tx, now);
    const same = roles.filter((one) => one.role === role);
    if (!same.some((one) => one.holder === holder))
      throw new Refusal('They do not have that role.', 'See /attain roles.');
    if (role === 'ops_admin' && same.length === 1)
      throw new Refusal('That is the last admin of Attain.', 'Name another admin first.');
    await endRow(tx, change);
    await appendAudit(tx, {
      actor: by,
      action: 'role.ended',
      subject: holder,
      detail: { role, reason },
      now,
    });
  });
}

/** Of the installer there may be no row yet: one is written, and ended with it. */
async function endRow(tx: Store, { holder, role, by, reason, now }: RoleChange): Promise<void> {
  const at = now.toString();
  const ended = await tx.db
    .updateTable('access_role')
    .set({ to_at: at, ended_by: by })
    .where('holder', '=', holder)
    .where('role', '=', role)
    .where('to_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows > 0n) return;
  await tx.db
    .insertInto('access_role')
    .values({ holder, role, from_at: at, to_at: at, granted_by: by, reason, ended_by: by })
    .execute();
}

/** Two admins who end each other at the same moment must not both succeed. */
function alone(store: Store, work: (tx: Store) => Promise<void>): Promise<void> {
  return store.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`${tx.schema}.roles`}))`.execute(tx.db);
    await work(tx);
  });
}
