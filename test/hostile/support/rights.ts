import { giveRole } from '#access/roles.ts';
import { savePrivacyRule } from '#features/leaderboard/privacy-store.ts';
import { appendAudit } from '#store/audit.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { ANA, DANA, LI, OTTO, VERA } from '../../features/small-company.ts';
import type { HostileTexts } from './texts.ts';

/** Who is linked, who has which rights, and what was done with them. */
export async function fillRights(store: Store, texts: HostileTexts, now: Temporal.Instant): Promise<void> {
  const links = [
    ['U0VERA', VERA],
    ['U0DANA', DANA],
    ['U0ANA', ANA],
    ['U0LI', LI],
  ] as const;
  const confirmed = { confirmed_by: 'cli', confirmed_at: now.toString() };
  await store.db
    .insertInto('identity_link')
    .values(links.map(([slack_user_id, person_id]) => ({ slack_user_id, person_id, ...confirmed })))
    .execute();
  await fillLinkPast(store, texts, now);
  await setInstaller(store, { slackUserId: 'U0VERA', changedBy: 'cli', now });
  for (const role of ['ops_admin', 'exec', 'auditor'] as const)
    await giveRole(store, { holder: 'U0VERA', role, by: 'cli', reason: texts.next(), now });
  const rule = { scope: 'location', scopeId: texts.next(200), mode: 'names' } as const;
  await savePrivacyRule(store, rule, { by: texts.next(), now });
  const grant = {
    from_on: '2026-11-01',
    to_on: '2026-11-28',
    granted_at: now.toString(),
    ended_by: null,
    ended_at: null,
  };
  await store.db
    .insertInto('access_grant')
    .values([
      {
        kind: 'delegation',
        holder_id: LI,
        subject_id: DANA,
        data_class: null,
        reason: 'Grant 1',
        granted_by: 'Grantor',
        ...grant,
      },
      {
        kind: 'read',
        holder_id: ANA,
        subject_id: LI,
        data_class: 'D2',
        reason: 'Grant 2',
        granted_by: 'U0VERA',
        ...grant,
      },
    ])
    .execute();
  for (const actor of ['U0ANA', texts.next(), 'cli'])
    await appendAudit(store, {
      actor,
      action: 'figures.read',
      subject: VERA,
      detail: { readBy: actor, metric: texts.next(200), period: texts.next(200) },
      now,
    });
  await appendAudit(store, {
    actor: texts.next(),
    action: texts.next(200),
    subject: texts.next(),
    detail: { [texts.next(50)]: texts.next() },
    now,
  });
}

/** Links that ended, a sign-in that waits for an admin, and what an admin said about addresses. */
async function fillLinkPast({ db }: Store, texts: HostileTexts, now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  const ended = { confirmed_by: 'cli', confirmed_at: at, ended_by: texts.next(), ended_at: at };
  await db
    .insertInto('former_link')
    .values([
      { slack_user_id: 'U0OTTO', person_id: OTTO, reason: 'slack_guest', ...ended },
      { slack_user_id: 'U0GONE', person_id: texts.next(), reason: 'moved', ...ended },
    ])
    .execute();
  const used = { asked_at: at, expires_at: at, used_at: at, outcome: 'waits' };
  await db
    .insertInto('sign_in')
    .values({ token: 'hash', slack_user_id: 'U0SIGNED', person_id: OTTO, ...used })
    .execute();
  const rule = { person_id: null, made_by: texts.next(), made_at: at };
  await db
    .insertInto('mail_rule')
    .values({ kind: 'domain', given: texts.next(), means: texts.next(), ...rule })
    .execute();
}

/** What was pressed may have settled the sign-in; the message about it is to be seen as it was while it waited. */
export async function reopenSignIn({ db }: Store): Promise<void> {
  await db.deleteFrom('identity_link').where('slack_user_id', '=', 'U0SIGNED').execute();
  await db.updateTable('sign_in').set({ outcome: 'waits' }).where('slack_user_id', '=', 'U0SIGNED').execute();
}
