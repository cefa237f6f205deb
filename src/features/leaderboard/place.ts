import { z } from 'zod';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import { periodTitle } from '#metrics/period-text.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import type { Action, ActionCall } from '#slack/routes.ts';
import { BoardSpec } from './board.ts';
import { MY_PLACE } from './place-button.ts';
import { readOptedOut } from './privacy-store.ts';
import { readContent } from './read-board.ts';
import type { BoardContent } from './standings.ts';
import { readBoards } from './store.ts';

const Carried = z.object({
  channelId: BoardSpec.shape.channelId,
  metric: BoardSpec.shape.metric,
  periodType: BoardSpec.shape.periodType,
  start: z.iso.date(),
});

/** Tells who presses it their own place, and nobody else: also of those a channel does not name. */
export const placeAction: Action<Services> = {
  id: MY_PLACE,
  permission: 'linked',
  shows: ['D1'],
  run: tell,
};

async function tell({ services, actor, value, now, locale }: ActionCall<Services>): Promise<Message> {
  const carried = Carried.safeParse(readJson(value));
  if (!carried.success) throw new Refusal('This button cannot be read any more.', 'Use a newer board.');
  const { channelId, metric, periodType, start } = carried.data;
  const board = (await readBoards(services.store)).find(
    (one) =>
      one.channelId === channelId &&
      one.metric === metric &&
      one.periodType === periodType &&
      one.by === 'person',
  );
  if (!board) throw new Refusal('This board is no longer set up.', 'Use a newer one.');
  const content = await readContent(services, board, {
    now,
    day: Temporal.PlainDate.from(start),
    snapshots: [],
  });
  const personId = actor.personId ?? '';
  const isOut = (await readOptedOut(services.store)).has(personId);
  return placeMessage(content, { personId, isOut, locale });
}

function placeMessage(
  { standings, period, metric, isOff }: BoardContent,
  asked: { readonly personId: string; readonly isOut: boolean; readonly locale: string },
): Message {
  const { personId, isOut, locale } = asked;
  const own = standings.places.find(({ figure }) => figure.subject.id === personId);
  const what = mrkdwn`${escapeText(metric.name)}, ${escapeText(periodTitle(period, locale))}`;
  if (isOff) return note(mrkdwn`${what}: boards of people are switched off here.`);
  if (!own && isOut)
    return note(mrkdwn`${what}: you left the boards. \`/attain leaderboard join\` brings you back.`);
  if (!own) return note(mrkdwn`${what}: you hold no place on this board.`);
  const shared = standings.places.filter(({ rank }) => rank === own.rank).length > 1;
  const alone = shared ? mrkdwn`, shared with others` : mrkdwn``;
  return note(
    mrkdwn`${what}: you are in place ${own.rank} of ${standings.places.length}${alone}, with ${escapeText(formatFigure(own.figure, locale))}. Only you see this.`,
  );
}
