import { z } from 'zod';
import { Refusal } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import { appendAudit } from '#store/audit.ts';
import { endLink, readLink } from '#store/former-links.ts';
import { readSetting, writeSetting } from './settings.ts';
import type { Store } from '#store/store.ts';

export interface IdentityLink {
  readonly slackUserId: string;
  readonly personId: string;
  /** Who vouched for it: a Slack user id, or `cli` for the command line. */
  readonly confirmedBy: string;
  readonly now: Temporal.Instant;
}

const Installer = z.object({ slackUserId: z.string() });

/** Who a Slack user is to us: the person they are linked to, and whether they installed the app. */
export async function actorOf(store: Store, slackUserId: string): Promise<Actor> {
  const [link, installer] = await Promise.all([
    store.db
      .selectFrom('identity_link')
      .select('person_id')
      .where('slack_user_id', '=', slackUserId)
      .executeTakeFirst(),
    store.db.selectFrom('setting').select('value').where('name', '=', 'installer').executeTakeFirst(),
  ]);
  const installedBy = Installer.safeParse(installer?.value);
  return {
    slackUserId,
    personId: link?.person_id ?? null,
    isInstaller: installedBy.success && installedBy.data.slackUserId === slackUserId,
  };
}

/**
 * Records a confirmed link. A Slack user is one person and a person is one Slack user; linking the user again
 * moves them, which ends the link they had, but a person who already has another Slack account is refused.
 */
export async function linkPerson(store: Store, link: IdentityLink): Promise<void> {
  await store.transaction(async (tx) => {
    const had = await readLink(tx, link.slackUserId);
    if (had?.personId === link.personId) return;
    await refuseUnknownOrTaken(tx, link);
    const { slackUserId, confirmedBy, now } = link;
    if (had) await endLink(tx, { slackUserId, reason: 'moved', by: confirmedBy, now });
    await tx.db
      .insertInto('identity_link')
      .values({
        slack_user_id: slackUserId,
        person_id: link.personId,
        confirmed_by: confirmedBy,
        confirmed_at: now.toString(),
      })
      .execute();
    await appendAudit(tx, {
      actor: confirmedBy,
      action: 'link.confirmed',
      subject: link.personId,
      detail: { slackUserId },
      now,
    });
  });
}

async function refuseUnknownOrTaken(tx: Store, link: IdentityLink): Promise<void> {
  const person = await tx.db
    .selectFrom('person')
    .leftJoin('identity_link', 'identity_link.person_id', 'person.id')
    .select(['person.name', 'identity_link.slack_user_id as taken_by'])
    .where('person.id', '=', link.personId)
    .executeTakeFirst();
  if (person === undefined)
    throw new Refusal(
      'That person is not in Salesforce.',
      'Look them up by their e-mail address as it stands there.',
    );
  if (person.taken_by !== null && person.taken_by !== link.slackUserId) {
    throw new Refusal(
      `${person.name} is already linked to another Slack account.`,
      'Take that link away first: npm run attain -- people unlink EMAIL.',
    );
  }
}

/** The Slack user who installed the app; undefined while nobody is named. */
export async function readInstaller(store: Store): Promise<string | undefined> {
  const installer = Installer.safeParse(await readSetting(store, 'installer'));
  return installer.success ? installer.data.slackUserId : undefined;
}

/** Says who installed the app in Slack: the person who may set up boards and confirm links. */
export async function setInstaller(
  store: Store,
  {
    slackUserId,
    changedBy,
    now,
  }: { readonly slackUserId: string; readonly changedBy: string; readonly now: Temporal.Instant },
): Promise<void> {
  await writeSetting(store, { name: 'installer', value: { slackUserId }, by: changedBy, now });
}

/** Every Slack user who is linked to a person active in Salesforce. */
export async function linkedUsers(store: Store): Promise<ReadonlySet<string>> {
  const rows = await store.db
    .selectFrom('identity_link')
    .innerJoin('person', 'person.id', 'identity_link.person_id')
    .select('identity_link.slack_user_id')
    .where('person.is_active', '=', true)
    .execute();
  return new Set(rows.map(({ slack_user_id }) => slack_user_id));
}
