import { actions } from '#slack/blocks/button.ts';
import { header, section } from '#slack/blocks/layout.ts';
import { joinText, notShown } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { channelName } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { type Celebration, celebrationTitle, whenWords } from './celebration.ts';
import { SETUP } from './setup-views.ts';

export const REMOVE = 'celebrations.remove';

/** Two blocks each: more would not fit into a message. */
const MOST_LISTED = 20;

export interface ListedCelebration {
  readonly celebration: Celebration;
  readonly teamName: string | undefined;
}

/** Every channel that celebrates, each with a button that ends it. */
export function listMessage(all: readonly ListedCelebration[], removed?: number): Message {
  const done =
    removed === undefined ? [] : [mrkdwn`Number ${removed} is removed. What it posted stays as it is.`];
  const none = all.length === 0 ? [mrkdwn`No channel celebrates anything yet.`] : [];
  const listed = all.slice(0, MOST_LISTED);
  const left = all.length - listed.length;
  const more = left > 0 ? [mrkdwn`${notShown(left)} here.`] : [];
  const lead = [...done, ...none, ...more];
  return {
    text: joinText([...lead, ...listed.map(lineOf)]),
    blocks: [
      header('Celebrations'),
      ...(lead.length > 0 ? [section(joinText(lead))] : []),
      ...listed.flatMap(blocksOf),
      actions({ action: SETUP, label: 'Celebrate in a channel', style: 'primary' }),
    ],
  };
}

function lineOf({ celebration, teamName }: ListedCelebration): SafeText {
  const rests = celebration.pause ? mrkdwn`, paused` : mrkdwn``;
  return mrkdwn`${celebration.id}. ${channelName(celebration.channelId)}: ${escapeText(celebrationTitle(celebration, teamName))}, ${escapeText(whenWords(celebration))}${rests}`;
}

function blocksOf(listed: ListedCelebration): readonly Block[] {
  const { id } = listed.celebration;
  return [
    section(lineOf(listed)),
    actions({
      action: REMOVE,
      label: 'Remove',
      spoken: `Remove celebrations ${id}`,
      value: String(id),
      style: 'danger',
      confirm: {
        title: 'Stop celebrating here?',
        text: 'Nothing more is posted. Earlier messages stay as they are, also when a deal reopens.',
        yes: 'Remove',
        no: 'Keep it',
      },
    }),
  ];
}
