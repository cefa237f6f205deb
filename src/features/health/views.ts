import type { DoubtfulPost } from '#outbox/in-doubt.ts';
import type { ParkedPost } from '#outbox/abandoned.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { dataTimeLine, momentToken } from '#slack/blocks/data-time.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { channelName, mention } from '#slack/blocks/references.ts';
import { radioInput, selectInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Facts } from './facts.ts';
import type { Finding } from './policy.ts';

export const LOOK = 'health.look';
export const DECIDE = 'health.decide';
export const WHICH = 'which';
export const VERDICT = 'verdict';
export const LINK = 'link';

const GAPS_SHOWN = 15;
const CAUSE = 300;
/** As many as are told apart in one window. */
const MOST_DECIDED = 20;

/** A line for each thing looked at, its next step where there is one, and a closer look behind a button. */
export function homeBlocks(findings: readonly Finding[], { posts }: Pick<Facts, 'posts'>): readonly Block[] {
  const well = findings.every(({ isWell }) => isWell);
  const lead = well ? mrkdwn`All is well.` : mrkdwn`Something needs a look.`;
  return [
    header('Health'),
    section(joinText([lead, ...findings.map(findingLine)])),
    actions(...(posts.parked > 0 ? [decideButton(posts.parked)] : []), {
      action: LOOK,
      label: 'Look closer',
      spoken: 'Look closer at the health of Attain',
    }),
  ];
}

/** The findings with what lies behind them. */
export function lookModal(findings: readonly Finding[], { sync, failures }: Facts): ModalView {
  const failing = sync.objects.flatMap(({ object, error }) =>
    error === null ? [] : [mrkdwn`${escapeText(object)}: ${escapeText(error, CAUSE)}`],
  );
  const gaps = sync.gaps
    .slice(0, GAPS_SHOWN)
    .map(({ object, field, effect }) =>
      field === ''
        ? mrkdwn`${escapeText(object)}: ${escapeText(effect, CAUSE)}`
        : mrkdwn`${escapeText(object)}.${escapeText(field)}: ${escapeText(effect, CAUSE)}`,
    );
  const jobs = failures.map(
    ({ name, reason, failedAt }) =>
      mrkdwn`${escapeText(name)}, ${momentToken(failedAt)}: ${escapeText(reason, CAUSE)}`,
  );
  return {
    id: LOOK,
    title: 'Health',
    submit: null,
    close: 'Close',
    metadata: '',
    blocks: [
      ...findings.map((finding) => section(findingLine(finding))),
      ...part('Objects that cannot be read', failing),
      ...part('Not found in Salesforce', gaps),
      ...part('Jobs that failed', jobs),
      context(
        dataTimeLine(sync.completeAt),
        mrkdwn`\`attain doctor\` on the command line checks everything.`,
      ),
    ],
  };
}

/** What was sent without an answer, and what a person who has looked may say about each. */
export function decideModal(parked: readonly ParkedPost[]): ModalView {
  const listed = parked.slice(0, MOST_DECIDED);
  return {
    id: DECIDE,
    title: 'Did it arrive?',
    submit: 'Decide',
    close: 'Later',
    metadata: '',
    blocks: [
      section(
        mrkdwn`Slack gave no answer when these were sent, and Attain may not look there itself. Look in the channel first: what is sent again may stand there twice.`,
      ),
      section(fitLines(listed.map(parkedLine))),
      selectInput({
        id: WHICH,
        label: 'Which message',
        choices: listed.map(({ id, kind }) => ({ value: String(id), label: `${id}: ${kind}` })),
        ...(listed[0] ? { initial: String(listed[0].id) } : {}),
      }),
      radioInput({
        id: VERDICT,
        label: 'What to do',
        choices: [
          { value: 'settle', label: 'It is there' },
          { value: 'release', label: 'It is not there: send it again' },
          { value: 'drop', label: 'Give it up' },
        ],
      }),
      textInput({
        id: LINK,
        label: 'Its link, if it is there',
        hint: '"Copy link" in the menu of the message. With it, the message is kept up to date again.',
        optional: true,
      }),
    ],
  };
}

export function nothingParkedModal(): ModalView {
  return doneModal(mrkdwn`No message waits for a decision.`);
}

/** Said after a decision. */
export function doneModal(words: SafeText): ModalView {
  return closingModal(DECIDE, { title: 'Messages', blocks: [section(words)] });
}

/** What an admin is told once of messages whose outcome stayed unknown. */
export function doubtMessage(doubtful: readonly DoubtfulPost[]): Message {
  const parked = doubtful.filter(({ state }) => state === 'parked').length;
  const many = doubtful.length === 1 ? mrkdwn`1 message` : mrkdwn`${doubtful.length} messages`;
  const lead = mrkdwn`${many} may or may not have arrived: Slack gave no answer.`;
  const step =
    parked > 0
      ? mrkdwn`Look in the channel, then decide; until then nothing is sent again. This is said once.`
      : mrkdwn`There is nothing to do: what is looked for settles by itself, what counts as sent is not sent again. This is said once.`;
  const lines = fitLines(doubtful.map(doubtLine), 2_000);
  return {
    text: joinText([lead, lines, step]),
    blocks: [
      section(lead),
      section(lines),
      section(step),
      ...(parked > 0 ? [actions(decideButton(parked))] : []),
    ],
  };
}

function decideButton(parked: number): ButtonSpec {
  const label = parked === 1 ? 'Decide about 1 message' : `Decide about ${parked} messages`;
  return { action: DECIDE, label, style: 'primary' };
}

function findingLine({ name, isWell, says, next }: Finding): SafeText {
  const state = isWell ? mrkdwn`` : mrkdwn` (look)`;
  const line = mrkdwn`*${escapeText(name)}*${state}: ${escapeText(says, 600)}`;
  return next === undefined ? line : joinText([line, mrkdwn`To do: ${escapeText(next, 400)}`]);
}

const STATES = {
  settling: 'is looked for further',
  parked: 'waits for your decision',
  unknown: 'counts as sent',
} as const;

function doubtLine({ kind, audience, sentAt, state }: DoubtfulPost): SafeText {
  return mrkdwn`${escapeText(kind)} for ${placeOf(audience)}, sent ${momentToken(sentAt)}: ${escapeText(STATES[state])}`;
}

function parkedLine({ id, kind, audience, dispatchedAt, reason }: ParkedPost): SafeText {
  const sent = dispatchedAt ? mrkdwn`, sent ${momentToken(dispatchedAt)}` : mrkdwn``;
  return mrkdwn`${id}: ${escapeText(kind)} for ${placeOf(audience)}${sent} (${escapeText(reason, CAUSE)})`;
}

function placeOf(audience: string): SafeText {
  return /^[UW]/.test(audience) ? mention(audience) : channelName(audience);
}

function part(title: string, lines: readonly SafeText[]): readonly Block[] {
  return lines.length === 0
    ? []
    : [section(joinText([mrkdwn`*${escapeText(title)}*`, fitLines(lines, 2_400)]))];
}
