import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { readRecordOwners } from '#metrics/record-owners.ts';
import { todayOf } from '#metrics/today.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action, ActionCall } from '#slack/routes.ts';
import { editionKey } from './about.ts';
import { actWords } from './act-words.ts';
import { type ActKind, readActs, saveAct } from './acts-store.ts';
import { readRisks } from './read-risks.ts';
import { stateOf } from './risk.ts';
import { readRules } from './rules.ts';
import { editionsNaming } from './said-store.ts';
import { ASK, HANDLED } from './views.ts';

/** "I'll ask about it": the manager takes the deal in hand. */
export const askAction = act(ASK, 'ask');
/** "Mark as handled": nothing is left to do about it as it stands. */
export const handledAction = act(HANDLED, 'handled');

function act(id: string, kind: ActKind): Action<Services> {
  return {
    id,
    permission: 'linked',
    shows: ['D3'],
    async run(call) {
      const { services, actor, now, timeZone, isInHome } = call;
      const { store, outbox } = services;
      const { deal, state } = await riskPressed(call);
      const dealId = deal.id;
      await store.transaction(async (tx) => {
        await saveAct(tx, { dealId, state, kind, slackUserId: actor.slackUserId, now });
        for (const edition of await editionsNaming(tx, dealId, now))
          await outbox.refresh(tx, editionKey(edition));
      });
      await outbox.wake();
      // Home is shown afresh without the deal.
      if (isInHome) return undefined;
      const reader = { slackUserId: actor.slackUserId, zone: timeZone };
      const acts = await readActs(store, { dealIds: [dealId], reader });
      const first = acts.find((one) => one.state === state && one.kind === kind);
      const did = first ?? { dealId, state, kind, byName: null, isReaders: true };
      return note(
        mrkdwn`${escapeText(deal.name)}: ${actWords(did, mrkdwn`you`)}. Whoever has it in a digest sees that; it is named again when it changes.`,
      );
    },
  };
}

/** The deal of a button, if the presser may see it and it is at risk: both are decided anew. */
async function riskPressed({ services: { store }, actor, now, value }: ActionCall<Services>) {
  const gone = new Refusal('That deal needs no look any more.', 'See /attain digest deals.');
  const record = (await readRecordOwners(store, [value])).get(value);
  if (record === undefined) throw gone;
  const context = await metricContext(store, now);
  const today = await todayOf(context, actor.personId);
  const rules = await readRules(store);
  const { risks } = await readRisks({ context, today }, { actor, rules, owners: [record.ownerId] });
  const risk = risks.find(({ deal }) => deal.id === value);
  if (risk === undefined) throw gone;
  return { deal: risk.deal, state: stateOf(risk.reasons) };
}
