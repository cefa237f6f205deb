import { actions } from '#slack/blocks/button.ts';
import { header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { channelInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { StepState } from './steps.ts';

export const CHECK_FIELDS = 'onboarding.fields';
export const INVITE = 'onboarding.invite';
export const INVITE_CHANNEL = 'channel';

/** What is left to do before everybody can use Attain, each step with where it stands and a button. */
export function checklistMessage(steps: readonly StepState[]): Message {
  const done = steps.filter(({ isDone }) => isDone).length;
  const next = steps.findIndex(({ isDone }) => !isDone);
  const lead =
    done === steps.length
      ? mrkdwn`Everything is set up. Each step can be done again at any time.`
      : mrkdwn`${done} of ${steps.length} steps ${done === 1 ? mrkdwn`is` : mrkdwn`are`} done. Nothing is posted anywhere until you ask for it; this list keeps itself up to date.`;
  return {
    text: joinText([mrkdwn`Setting up Attain.`, lead, ...steps.map(stepLine)]),
    blocks: [
      header('Setting up Attain'),
      section(lead),
      ...steps.flatMap((step, index) => stepBlocks(step, { index, isNext: index === next })),
    ],
  };
}

function stepLine({ title, isDone, words }: StepState, index: number): SafeText {
  const state = isDone ? mrkdwn`done` : mrkdwn`to do`;
  return mrkdwn`${index + 1}. ${escapeText(title)} (${state}): ${escapeText(words, 300)}`;
}

/** The next step stands out; the others wait for it. */
function stepBlocks(
  step: StepState,
  { index, isNext }: { readonly index: number; readonly isNext: boolean },
): readonly Block[] {
  const { button, title } = step;
  const spoken = `${button.label}: ${title}`;
  return [
    section(stepLine(step, index)),
    actions({ ...button, spoken, ...(isNext ? { style: 'primary' as const } : {}) }),
  ];
}

const UNKNOWN = mrkdwn`What is missing is known once Salesforce has been read.`;
const COMPLETE = mrkdwn`Every field that figures need was found.`;
const GAPS = mrkdwn`*Not found:*`;

/** Which fields are read for what, to be looked through once; nobody knows what is missing before Salesforce was asked. */
export function fieldsModal(
  mapped: readonly SafeText[],
  missing: readonly SafeText[] | undefined,
): ModalView {
  const gaps = missing === undefined ? [UNKNOWN] : missing.length === 0 ? [COMPLETE] : [GAPS, ...missing];
  return {
    id: CHECK_FIELDS,
    title: 'Fields in Salesforce',
    submit: 'These are right',
    close: 'Not yet',
    metadata: '',
    blocks: [
      section(mrkdwn`Standard fields are found by asking Salesforce. These have no standard field:`),
      section(fitLines(mapped)),
      section(fitLines(gaps)),
      section(mrkdwn`\`attain mapping set\` on the command line changes them.`),
    ],
  };
}

/** What a channel will read when people are invited; it goes out only when this is submitted. */
export function inviteModal(): ModalView {
  return {
    id: INVITE,
    title: 'Invite your people',
    submit: 'Post the invitation',
    close: 'Cancel',
    metadata: '',
    blocks: [
      channelInput({
        id: INVITE_CHANNEL,
        label: 'Channel',
        hint: 'It gets this one message, without a mention.',
      }),
      ...invitation().blocks,
    ],
  };
}

/** Who we are and what to try first. */
export function invitation(): Message {
  const text = mrkdwn`I am Attain. I answer how you are doing against your quota, from your company's Salesforce, and show why each number is what it is. Answers are private. Try \`/attain\`, or \`/attain help\` for everything you can ask.`;
  return { text, blocks: [section(text)] };
}

/** Said in Home the first time, and never again. */
export function greetingBlocks(): readonly Block[] {
  return [
    section(
      mrkdwn`*Welcome.* I answer how you are doing and why, from your company's Salesforce, and only you see your answers. Try \`/attain\` or \`/attain help\`. What you get by yourself, and when, is in "Your messages" below.`,
    ),
  ];
}
