import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { formatMoney } from '#lib/money.ts';
import { readRecordsAddress } from '#metrics/records-address.ts';
import { readStanding } from '#metrics/context.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { link } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, plainText, type SafeText } from '#slack/blocks/text.ts';
import type { Action, ActionCall } from '#slack/routes.ts';
import { readDeals } from './read-deals.ts';
import { readPost } from './said-store.ts';
import { readCelebrationOf } from './store.ts';
import { COUNTED } from './views.ts';
import type { WonDeal } from './won-deal.ts';

/** How each amount of a message came about: privately, for whoever reads the channel that it stands in. */
export const countedAction: Action<Services> = {
  id: COUNTED,
  permission: 'linked',
  shows: ['D3'],
  run: answer,
};

async function answer({ services, value, channelId }: ActionCall<Services>): Promise<Message> {
  const { store } = services;
  const id = /^[1-9]\d{0,8}$/.test(value) ? Number(value) : 0;
  const celebration = await readCelebrationOf(store, id);
  // Slack says where a button was pressed: nobody learns more than the channel was told.
  if (celebration === undefined || celebration.channelId !== channelId || celebration.says !== 'deals')
    throw new Refusal('That message is not kept any more.', 'Salesforce has the deals themselves.');
  const { dealIds } = await readPost(store, { id, celebrationId: celebration.id });
  const [deals, recordsAt, { dataTime }] = await Promise.all([
    readDeals(store, dealIds),
    readRecordsAddress(store),
    readStanding({ store }),
  ]);
  const told = dealIds
    .flatMap((one) => deals.get(one) ?? [])
    .filter(({ isWon, isPrivate }) => isWon && !isPrivate);
  if (told.length === 0) return note(mrkdwn`No deal of that message is won at the moment.`);
  return note(
    joinText([
      fitLines(
        told.map((deal) => lineOf(deal, recordsAt)),
        2_400,
      ),
      mrkdwn`An amount is that of the deal in Salesforce. It counts as bookings on the close date, for those who share in it. ${dataTimeLine(dataTime)}`,
    ]),
  );
}

/** "Acme renewal: $40,000, closed on Nov 18, 2026. €36,000 in Salesforce, at 0.9 for one USD." */
function lineOf(deal: WonDeal, recordsAt: string | undefined): SafeText {
  const { id, name, amount, closeOn, converted } = deal;
  const shown =
    recordsAt === undefined ? escapeText(name, 80) : link(`${recordsAt}/${id}`, plainText(name, 80));
  const worth = amount === undefined ? mrkdwn`no amount` : escapeText(formatMoney(amount));
  const day = escapeText(closeOn.toLocaleString('en-US', { dateStyle: 'medium' }));
  const rate =
    converted === undefined || amount === undefined
      ? mrkdwn``
      : mrkdwn` ${escapeText(formatMoney(converted.from))} in Salesforce, at ${escapeText(converted.rate)} for one ${escapeText(amount.currency)}.`;
  return mrkdwn`• ${shown}: ${worth}, closed on ${day}.${rate}`;
}
