import { hourLabel } from '#lib/weekly.ts';
import { aboutPerWeekWords, boardMessagesPerWeek } from '#model/interruption.ts';
import { actions } from '#slack/blocks/button.ts';
import { numberInput, textInput } from '#slack/blocks/inputs.ts';
import { section } from '#slack/blocks/layout.ts';
import type { Block } from '#slack/blocks/message.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { channelName } from '#slack/blocks/references.ts';
import { channelInput, radioInput, selectInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import {
  type Board,
  BOARD_PERIODS,
  BOARD_SUBJECTS,
  type BoardDraft,
  type BoardSpec,
  FEWEST_ROWS,
  MOST_ROWS,
} from './board.ts';
import { BOARD_METRICS } from './choices.ts';
import { scheduleWords, weekdayChoice, WEEKDAYS } from './weekdays.ts';

export const SETUP = 'leaderboard.setup';
export const CONFIRM = 'leaderboard.confirm';
export const SAMPLE = 'leaderboard.sample';

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourLabel(hour) }));

/** What the form is filled with; without a board the most common answers. */
interface Initial {
  readonly channelId: string;
  readonly timeZone: string;
  readonly board?: Board;
}

/** The form of a board: a new one, or one that is to be changed. */
export function setupModal(initial: Initial): ModalView {
  const metrics = BOARD_METRICS.map(({ id, name }) => ({ value: id, label: name }));
  const { board } = initial;
  return {
    id: SETUP,
    title: board ? 'Change a board' : 'Set up a board',
    submit: 'Preview',
    close: 'Cancel',
    metadata: board ? String(board.id) : '',
    blocks: [
      channelInput({ id: 'channel', label: 'Channel', initial: initial.channelId }),
      selectInput({ id: 'metric', label: 'Rank by', choices: metrics, initial: board?.metric ?? 'bookings' }),
      radioInput({
        id: 'period',
        label: 'Period',
        choices: choicesOf(BOARD_PERIODS),
        initial: board?.periodType ?? 'week',
      }),
      radioInput({
        id: 'who',
        label: 'Who',
        choices: choicesOf(BOARD_SUBJECTS),
        initial: board?.by ?? 'person',
      }),
      numberInput({
        id: 'rows',
        label: 'How many rows',
        hint: 'Only the first places are listed; nobody is named for being last.',
        min: FEWEST_ROWS,
        max: MOST_ROWS,
        initial: board?.rows ?? 10,
      }),
      selectInput({
        id: 'day',
        label: 'Day',
        choices: WEEKDAYS,
        initial: (board && weekdayChoice(board.days)) ?? '1',
      }),
      selectInput({ id: 'hour', label: 'Hour', choices: HOURS, initial: String(board?.hour ?? 8) }),
      textInput({
        id: 'zone',
        label: 'Time zone',
        hint: 'A name such as Europe/Berlin or America/New_York.',
        initial: initial.timeZone,
      }),
    ],
  };
}

/** What the channel will see. Windows take no tables or charts, so the places stand here as lines. */
export function previewModal({ replaces, ...spec }: BoardDraft, lines: readonly Block[]): ModalView {
  const value = JSON.stringify(spec);
  const when = escapeText(scheduleWords(spec));
  return {
    id: CONFIRM,
    title: 'Preview',
    submit: 'Post on schedule',
    close: 'Cancel',
    metadata: JSON.stringify({ ...spec, replaces }),
    blocks: [
      section(
        mrkdwn`${channelName(spec.channelId)} gets this now, and again ${when}. There the places are a table with a chart; a window can show them only as lines.`,
      ),
      section(costWords(spec)),
      actions({ action: SAMPLE, label: 'Send me the message itself', value }),
      ...lines,
    ],
  };
}

/** What a board costs those who read it, before it is set up. */
function costWords({ periodType }: BoardSpec): SafeText {
  const often = escapeText(aboutPerWeekWords(boardMessagesPerWeek(periodType)));
  return mrkdwn`Each reader of the channel gets ${often} from this board; it is brought up to date in between without notifying anybody.`;
}

/** Said when a board was set up. */
export function doneModal(spec: BoardSpec): ModalView {
  const when = escapeText(scheduleWords(spec));
  return closingModal(SETUP, {
    title: 'Board set up',
    blocks: [
      section(
        mrkdwn`The first post is on its way to ${channelName(spec.channelId)}. It is brought up to date ${when}, and whenever a deal changes it. \`/attain leaderboard list\` shows and removes boards.`,
      ),
    ],
  });
}

function choicesOf(choices: Readonly<Record<string, string>>) {
  return Object.entries(choices).map(([value, label]) => ({ value, label }));
}
