import { z } from 'zod';
import { readSetting, writeSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';

const LOOKED = 'links_looked_at';
const Looked = z.object({ at: z.string() });

/** A link that holds, with whether the person is still active in Salesforce. */
export interface HeldLink {
  readonly slackUserId: string;
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly isActive: boolean;
  readonly confirmedBy: string;
  readonly confirmedAt: Temporal.Instant;
}

export async function readLinks(store: Store): Promise<readonly HeldLink[]> {
  const rows = await store.db
    .selectFrom('identity_link')
    .leftJoin('person', 'person.id', 'identity_link.person_id')
    .select(['slack_user_id', 'person_id', 'confirmed_by', 'confirmed_at'])
    .select(['person.name', 'person.email', 'person.is_active'])
    .orderBy('person.name')
    .orderBy('slack_user_id')
    .execute();
  return rows.map((row) => ({
    slackUserId: row.slack_user_id,
    personId: row.person_id,
    name: row.name ?? row.person_id,
    email: row.email ?? '',
    isActive: row.is_active !== false,
    confirmedBy: row.confirmed_by,
    confirmedAt: Temporal.Instant.from(row.confirmed_at),
  }));
}

/** When everybody was last looked at in Slack. */
export async function lastLook(store: Store): Promise<Temporal.Instant | undefined> {
  const looked = Looked.safeParse(await readSetting(store, LOOKED));
  return looked.success ? Temporal.Instant.from(looked.data.at) : undefined;
}

export async function noteLook(store: Store, now: Temporal.Instant): Promise<void> {
  await writeSetting(store, { name: LOOKED, value: { at: now.toString() }, by: 'attain', now });
}
