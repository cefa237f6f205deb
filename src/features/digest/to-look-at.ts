import type { DealsAsked, DealToLookAt, Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { readRecordsAddress } from '#metrics/records-address.ts';
import { todayOf } from '#metrics/today.ts';
import { readActs } from './acts-store.ts';
import { readRisks } from './read-risks.ts';
import { type Risk, stateOf } from './risk.ts';
import { readRules } from './rules.ts';
import { dealSentence } from './sentences.ts';
import { askButton, handledButton } from './views.ts';

/**
 * Deals of these people that need a look, as a digest would name them: those that nobody has in hand, and of one's own
 * also those that only somebody else asks about. In a number of queries that does not grow with people or deals.
 */
export async function dealsToLookAt(
  { store }: Services,
  { actor, people, now }: DealsAsked,
): Promise<readonly DealToLookAt[]> {
  const context = await metricContext(store, now);
  const [today, rules, recordsAt] = await Promise.all([
    todayOf(context, actor.personId),
    readRules(store),
    readRecordsAddress(store),
  ]);
  const { risks } = await readRisks({ context, today }, { actor, rules, owners: people });
  const acts = await readActs(store, {
    dealIds: risks.map(({ deal }) => deal.id),
    reader: { slackUserId: actor.slackUserId, zone: context.calendar.zone },
  });
  const isInHand = ({ deal, reasons }: Risk) =>
    acts.some(
      ({ dealId, state, kind }) =>
        dealId === deal.id &&
        state === stateOf(reasons) &&
        (kind === 'handled' || deal.ownerId !== actor.personId),
    );
  return risks
    .filter((risk) => !isInHand(risk))
    .map(({ deal, reasons }) => ({
      id: deal.id,
      name: deal.name,
      ownerId: deal.ownerId,
      words: dealSentence(
        { deal, reasons, act: undefined },
        { about: { about: 'mine', subjectId: deal.ownerId }, recordsAt },
      ),
      action: deal.ownerId === actor.personId ? handledButton(deal) : askButton(deal),
    }));
}
