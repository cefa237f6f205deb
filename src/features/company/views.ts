import { perWeekWords } from '#model/interruption.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { momentToken } from '#slack/blocks/data-time.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block } from '#slack/blocks/message.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { mention } from '#slack/blocks/references.ts';
import { selectInput } from '#slack/blocks/selects.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { type KnownChange, latestOfEach, type Standing, titleOf, wordsAfter } from './history.ts';

export const HISTORY = 'company.history';
export const TAKE_BACK = 'change';

const SHOWN = 15;
/** Slack takes 100 choices; nobody reads as many. */
const MOST_CHOICES = 20;
const MOST_BUTTONS = 4;
const WORDS = 200;

interface Around {
  readonly latest: KnownChange | undefined;
  readonly opens: readonly Pick<ButtonSpec, 'action' | 'label'>[];
  /** Messages a week that people got lately; undefined where nobody got any. */
  readonly load: number | undefined;
}

/** The section of Home. */
export function homeBlocks(
  standings: readonly Standing[],
  { latest, opens, load }: Around,
): readonly Block[] {
  const last = latest
    ? mrkdwn`Last changed ${whenAndWho(latest)}: ${endSentence(escapeText(titleOf(latest), WORDS))}`
    : mrkdwn`Nothing has been changed yet.`;
  return [
    header('Company settings'),
    section(joinText([last, fitLines(standings.map(standingLine), 2_000)])),
    actions(...opens.slice(0, MOST_BUTTONS), { action: HISTORY, label: 'Who changed what' }),
    ...(load === undefined ? [] : [context(costLine(load))]),
  ];
}

/** What all of it together costs those who are written to. */
function costLine(load: number): SafeText {
  return mrkdwn`In the last four weeks those who were written to got ${escapeText(perWeekWords(load))} on average, channels not counted.`;
}

/** The changes, the newest first, and the choice of one to take back. */
export function historyModal(history: readonly KnownChange[]): ModalView {
  const latest = latestOfEach(history).slice(0, MOST_CHOICES);
  const lines = history.slice(0, SHOWN).map(changeLine);
  const more = history.length > SHOWN ? [mrkdwn`Earlier ones are in the audit log: \`/attain audit\`.`] : [];
  return {
    id: HISTORY,
    title: 'Who changed what',
    submit: latest.length === 0 ? null : 'Take it back',
    close: 'Close',
    metadata: '',
    blocks: [
      section(
        fitLines(
          lines.length === 0 ? [mrkdwn`No setting has been changed yet.`] : [...lines, ...more],
          2_800,
        ),
      ),
      ...(latest.length === 0 ? [] : [choice(latest)]),
    ],
  };
}

/** Said after a change was taken back. */
export function takenBackModal(taken: KnownChange): ModalView {
  const { setting, change } = taken;
  return closingModal(HISTORY, {
    title: 'Taken back',
    blocks: [
      section(
        mrkdwn`${escapeText(titleOf(taken), WORDS)} is as it was before: ${endSentence(escapeText(setting.words(change.before), WORDS))} That is a change too, and can be taken back.`,
      ),
    ],
  });
}

function choice(latest: readonly KnownChange[]): Block {
  return selectInput({
    id: TAKE_BACK,
    label: 'Take a change back',
    hint: 'The latest change of each setting; what it was before holds again at once.',
    optional: true,
    choices: latest.map((known) => ({
      value: String(known.change.id),
      label: `${titleOf(known)}: ${known.setting.words(known.change.before)}`,
    })),
  });
}

function standingLine({ title, words }: Standing): SafeText {
  return mrkdwn`*${escapeText(title)}*: ${escapeText(words, WORDS)}`;
}

function changeLine(known: KnownChange): SafeText {
  const { setting, change } = known;
  const undone = change.undoes === null ? mrkdwn`` : mrkdwn` (took a change back)`;
  return mrkdwn`${whenAndWho(known)}: *${escapeText(titleOf(known), WORDS)}*, before: ${escapeText(setting.words(change.before), WORDS)}; since: ${escapeText(wordsAfter(known), WORDS)}${undone}`;
}

function whenAndWho({ change: { at, by } }: KnownChange): SafeText {
  return mrkdwn`${momentToken(at)} by ${by === 'cli' ? mrkdwn`the command line` : mention(by)}`;
}
