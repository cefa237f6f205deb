import { toDecimalText } from '#lib/money.ts';
import { hourLabel } from '#lib/weekly.ts';
import { perWeekWords } from '#model/interruption.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { context, divider, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { channelName } from '#slack/blocks/references.ts';
import { channelInput, radioInput, selectInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import {
  type Celebration,
  celebrationTitle,
  type CelebrationDraft,
  SAYINGS,
  smallestOf,
  whenWords,
} from './celebration.ts';

export const SETUP = 'celebrations.setup';
export const CONFIRM = 'celebrations.confirm';

const HOURS = Array.from({ length: 25 }, (_, hour) => ({ value: String(hour), label: hourLabel(hour) }));

/** What the form is filled with; without celebrations the most common answers. */
export interface Initial {
  readonly channelId: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly celebration?: Celebration | undefined;
  /** The e-mail of who leads the team. */
  readonly teamEmail?: string | undefined;
}

/** The form of a channel's celebrations: new ones, or ones that are to be changed. */
export function setupModal(initial: Initial): ModalView {
  const { celebration, channelId } = initial;
  return {
    id: SETUP,
    title: celebration ? 'Change celebrations' : 'Celebrate deals',
    submit: 'Preview',
    close: 'Cancel',
    metadata: celebration ? String(celebration.id) : '',
    blocks: [
      channelInput({ id: 'channel', label: 'Channel', initial: channelId }),
      ...whichInputs(initial),
      ...whatInputs(celebration),
      ...whenInputs(initial),
    ],
  };
}

function whichInputs({ celebration, currency, teamEmail }: Initial): readonly Block[] {
  const size = celebration && celebration.smallest !== '0' ? toDecimalText(smallestOf(celebration)) : '';
  return [
    textInput({
      id: 'team',
      label: 'Only deals of a team',
      hint: 'The e-mail of its manager. Leave it empty for the whole company.',
      optional: true,
      initial: teamEmail ?? '',
    }),
    textInput({
      id: 'smallest',
      label: `Smallest amount in ${currency}`,
      hint: 'Smaller deals are not celebrated here. Leave it empty to celebrate every deal.',
      optional: true,
      initial: size,
    }),
  ];
}

function whatInputs(celebration: Celebration | undefined): readonly Block[] {
  return [
    radioInput({
      id: 'says',
      label: 'What is said',
      hint: 'Names and amounts need a private channel in which everybody is linked; in any other nothing is sent.',
      choices: Object.entries(SAYINGS).map(([value, label]) => ({ value, label })),
      initial: celebration?.says ?? 'people',
    }),
    radioInput({
      id: 'quotas',
      label: 'Quotas that somebody has reached',
      hint: 'Each person is asked first, privately.',
      choices: [
        { value: 'yes', label: 'Celebrated with their consent' },
        { value: 'no', label: 'Not celebrated here' },
      ],
      initial: celebration?.withQuotas === true ? 'yes' : 'no',
    }),
  ];
}

function whenInputs({ celebration, timeZone }: Initial): readonly Block[] {
  return [
    selectInput({
      id: 'from',
      label: 'Not before',
      choices: HOURS.slice(0, 24),
      initial: String(celebration?.fromHour ?? 8),
    }),
    selectInput({
      id: 'to',
      label: 'Not after',
      hint: 'What is won at night or on a day off is said on the next working day.',
      choices: HOURS.slice(1),
      initial: String(celebration?.toHour ?? 18),
    }),
    textInput({
      id: 'zone',
      label: 'Time zone',
      hint: 'A name such as Europe/Berlin or America/New_York.',
      initial: celebration?.timeZone ?? timeZone,
    }),
  ];
}

/** What is about to be set up, what it costs, and how it will read. */
export interface Preview {
  readonly draft: CelebrationDraft;
  readonly teamName: string | undefined;
  /** Messages a week, were each deal of the last four weeks that would have counted said by itself. */
  readonly perWeek: number;
  readonly sample: Message;
}

/** What the channel will see, with invented deals: an admin need not be somebody who may read real ones. */
export function previewModal({ draft, teamName, perWeek, sample }: Preview): ModalView {
  return {
    id: CONFIRM,
    title: 'Preview',
    submit: 'Celebrate here',
    close: 'Cancel',
    metadata: JSON.stringify(draft),
    blocks: [
      section(
        joinText([
          mrkdwn`${channelName(draft.channelId)} celebrates ${escapeText(celebrationTitle(draft, teamName))}, ${escapeText(whenWords(draft))}.`,
          costWords(perWeek),
        ]),
      ),
      divider(),
      context(mrkdwn`An example with invented names:`),
      ...sample.blocks,
    ],
  };
}

function costWords(perWeek: number): SafeText {
  if (perWeek === 0) return mrkdwn`No deal of the last four weeks would have been celebrated.`;
  return mrkdwn`By the deals of the last four weeks each reader gets at most ${escapeText(perWeekWords(perWeek))}; several that come close together are one message.`;
}

/** Said when it was set up. */
export function doneModal({ channelId }: CelebrationDraft): ModalView {
  return closingModal(SETUP, {
    title: 'Set up',
    blocks: [
      section(
        mrkdwn`${channelName(channelId)} celebrates what is won from now on. Attain has to be in the channel. \`/attain celebrate list\` shows and removes it; who has left the boards is not named.`,
      ),
    ],
  });
}
