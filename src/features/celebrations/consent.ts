import { z } from 'zod';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, ActionCall, HomeSection } from '#slack/routes.ts';
import { QUOTA } from './keys.ts';
import { bringUpToDate } from './quota-look.ts';
import { CHOOSE, choiceBlocks, choiceWords, KEEP, TELL } from './quota-views.ts';
import { type Choice, keyOf, type ReachedKey, REACHED_TYPES, textOf } from './reached.ts';
import { changeState, readChoices, readState, saveChoice } from './reached-store.ts';
import { readStandings, type Standing } from './read-reached.ts';
import { readCelebrations } from './store.ts';

const Value = z.tuple([z.enum(REACHED_TYPES), z.iso.date()]);

/** What a person answers when they are asked whether channels may hear of a quota; theirs alone, whatever a button carries. */
export const tellAction: Action<Services> = {
  id: TELL,
  permission: 'linked',
  shows: ['D2'],
  run: (call) => decide(call, 'told'),
};

export const keepAction: Action<Services> = {
  id: KEEP,
  permission: 'linked',
  shows: ['D2'],
  run: (call) => decide(call, 'kept'),
};

/** What should become of quotas they reach, for good. */
export const chooseActions: readonly Action<Services>[] = (['ask', 'always', 'never'] as const).map(
  (mode) => ({
    id: CHOOSE[mode],
    permission: 'linked',
    shows: [],
    run: (call: ActionCall<Services>) => choose(call, mode),
  }),
);

/** The choice in Home, where a channel celebrates quotas. */
export const choiceSection: HomeSection<Services> = {
  order: 61,
  permission: 'linked',
  shows: [],
  async render({ services: { store }, actor: { personId } }) {
    const celebrations = await readCelebrations(store);
    if (personId === null || !celebrations.some(({ withQuotas }) => withQuotas)) return [];
    return choiceBlocks((await readChoices(store, [personId])).get(personId) ?? 'ask');
  },
};

async function decide(call: ActionCall<Services>, state: 'told' | 'kept'): Promise<Message | undefined> {
  const { services, actor, value } = call;
  const read = Value.safeParse(value.split('/'));
  const gone = new Refusal('That question is over.', 'App Home has your choice for the next time.');
  if (!read.success || actor.personId === null) throw gone;
  const [type, start] = read.data;
  const key: ReachedKey = { personId: actor.personId, type, start };
  const before = await readState(services.store, key);
  const standing = (await standingsOf(call)).find((one) => textOf(keyOf(one)) === textOf(key));
  if (before === undefined || before === 'seen' || standing === undefined) throw gone;
  if (state === 'told' && !standing.isReached)
    throw new Refusal(
      'A deal or the quota has changed, and it is not reached at the moment.',
      'Nothing is asked of you.',
    );
  await changeState(services.store, key, state);
  await tellChannels(call, [standing]);
  return undefined;
}

async function choose(call: ActionCall<Services>, mode: Choice): Promise<Message | undefined> {
  const { services, actor, now, isInHome } = call;
  const { personId } = actor;
  if (personId === null)
    throw new Refusal('You are not linked to a person in Salesforce.', 'Type /attain link.');
  await services.store.transaction((tx) => saveChoice(tx, personId, { mode, now }));
  await tellChannels(call, await standingsOf(call));
  if (mode === 'never') await refreshTold(services, personId);
  return isInHome === true ? undefined : note(mrkdwn`${choiceWords(mode)}`);
}

/** What channels were told of earlier periods is taken back too. */
async function refreshTold({ store, outbox }: Services, personId: string): Promise<void> {
  const told = await store.db
    .selectFrom('post')
    .select('key')
    .where('kind', '=', QUOTA)
    .where('key', 'like', `%/quota/${personId}/%`)
    .where('state', '=', 'posted')
    .execute();
  for (const { key } of told) await outbox.refresh(store, key);
  await outbox.wake();
}

async function standingsOf({
  services: { store },
  actor,
  now,
}: ActionCall<Services>): Promise<readonly Standing[]> {
  return actor.personId === null ? [] : readStandings(await metricContext(store, now), [actor.personId]);
}

async function tellChannels(
  { services, now }: ActionCall<Services>,
  standings: readonly Standing[],
): Promise<void> {
  const context = await metricContext(services.store, now);
  const all = await readCelebrations(services.store);
  const celebrations = all.filter(({ withQuotas, pause }) => withQuotas && pause === undefined);
  for (const standing of standings) await bringUpToDate(services, context, { standing, celebrations });
  await services.outbox.wake();
}
