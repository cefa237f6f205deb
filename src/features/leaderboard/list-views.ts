import { actions } from '#slack/blocks/button.ts';
import { header, section } from '#slack/blocks/layout.ts';
import { joinText, notShown } from '#slack/blocks/lines.ts';
import { type Block, type Message, note } from '#slack/blocks/message.ts';
import { channelName } from '#slack/blocks/references.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { type Board, BOARD_SUBJECTS } from './board.ts';
import { SETUP } from './setup-views.ts';
import { scheduleWords } from './weekdays.ts';

export const REMOVE = 'leaderboard.remove';

/** Two blocks each: more boards than this would not fit into a message. */
const MOST_LISTED = 20;

export interface ListedBoard {
  readonly board: Board;
  readonly metricName: string;
}

/** Every board, each with a button that removes it. */
export function listMessage(all: readonly ListedBoard[], removed?: number): Message {
  const done = removed === undefined ? [] : [mrkdwn`Board ${removed} is removed. What it posted stays.`];
  const none = all.length === 0 ? [mrkdwn`No board is set up.`] : [];
  const listed = all.slice(0, MOST_LISTED);
  const left = all.length - listed.length;
  const more = left > 0 ? [mrkdwn`${notShown(left)} here.`] : [];
  const lead = [...done, ...none, ...more];
  return {
    text: joinText([...lead, ...listed.map(boardLine)]),
    blocks: [
      header('Leaderboards'),
      ...(lead.length > 0 ? [section(joinText(lead))] : []),
      ...listed.flatMap(boardBlocks),
      setupButton(),
    ],
  };
}

/** Said where a channel has no board. */
export function noBoardMessage(isInstaller: boolean): Message {
  if (!isInstaller) return note(mrkdwn`This channel has no board. An admin of Attain can set one up.`);
  const text = mrkdwn`This channel has no board yet.`;
  return { text, blocks: [section(text), setupButton()] };
}

function setupButton(): Block {
  return actions({ action: SETUP, label: 'Set up a board', style: 'primary' });
}

function boardLine({ board, metricName }: ListedBoard): SafeText {
  const rests = board.pause ? mrkdwn`, paused` : mrkdwn``;
  return mrkdwn`${board.id}. ${channelName(board.channelId)}: ${escapeText(boardTitle({ board, metricName }))}, posted ${escapeText(scheduleWords(board))}${rests}`;
}

/** "people by bookings, each week" */
export function boardTitle({ board, metricName }: ListedBoard): string {
  return `${BOARD_SUBJECTS[board.by].toLowerCase()} by ${metricName.toLowerCase()}, each ${board.periodType}`;
}

function boardBlocks(listed: ListedBoard): readonly Block[] {
  const { board } = listed;
  return [
    section(boardLine(listed)),
    actions({
      action: REMOVE,
      label: 'Remove',
      spoken: `Remove board ${board.id}`,
      value: String(board.id),
      style: 'danger',
      confirm: {
        title: 'Remove this board?',
        text: 'It posts nothing more. Its earlier messages stay as they are.',
        yes: 'Remove board',
        no: 'Keep it',
      },
    }),
  ];
}
