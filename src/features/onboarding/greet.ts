import type { Services } from '#feature.ts';
import type { HomeSection } from '#slack/routes.ts';
import type { Store } from '#store/store.ts';
import { greetingBlocks } from './views.ts';

/** The first opening of Home greets, whoever it is, and no later one does. */
export const greeting: HomeSection<Services> = {
  order: 0,
  permission: 'anyone',
  shows: [],
  render: async ({ services, actor, now }) =>
    (await isFirstVisit(services.store, { slackUserId: actor.slackUserId, now })) ? greetingBlocks() : [],
};

async function isFirstVisit(
  store: Store,
  { slackUserId, now }: { readonly slackUserId: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const row = await store.db
    .insertInto('attention_person')
    .values({
      slack_user_id: slackUserId,
      quiet_from: null,
      quiet_to: null,
      budget: null,
      greeted_at: now.toString(),
    })
    .onConflict((conflict) =>
      conflict
        .column('slack_user_id')
        .doUpdateSet({ greeted_at: now.toString() })
        .where('attention_person.greeted_at', 'is', null),
    )
    .returning('slack_user_id')
    .executeTakeFirst();
  return row !== undefined;
}
