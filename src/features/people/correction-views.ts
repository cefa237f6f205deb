import type { Restated } from '#ledger/restate.ts';
import { day, dayWords } from '#lib/days.ts';
import { FACT_KINDS } from '#model/person-facts.ts';
import { actions } from '#slack/blocks/button.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { context, header, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { dayToken, mention } from '#slack/blocks/references.ts';
import { selectInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { RawCorrection } from './correction.ts';
import { VALUE_HINTS } from './fact-value.ts';
import type { FactLine } from './fact-lines.ts';
import { reachWords } from './reach-words.ts';

export const CORRECT = 'people.correct';
export const CORRECT_CONFIRM = 'people.correct_confirm';
export const CORRECTIONS = 'people.corrections';
export const TAKE_BACK = 'people.take_back';

/** A correction in words. */
export interface CorrectionLine extends FactLine {
  readonly id: string;
  readonly person: string;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Temporal.Instant;
}

/** The form: who, what, the value, and the days on which it held. */
export function correctionModal(): ModalView {
  const values = FACT_KINDS.map((kind) => `${kind}: ${VALUE_HINTS[kind]}`).join('. ');
  return {
    id: CORRECT,
    title: 'Correct a fact',
    submit: 'Preview',
    close: 'Cancel',
    metadata: '',
    blocks: [
      textInput({ id: 'email', label: 'Person', hint: 'Their e-mail in Salesforce.' }),
      selectInput({
        id: 'kind',
        label: 'What',
        choices: FACT_KINDS.map((kind) => ({ value: kind, label: kind })),
      }),
      textInput({ id: 'value', label: 'Value' }),
      textInput({ id: 'from', label: 'First day', hint: 'Such as 2026-05-15.' }),
      textInput({
        id: 'to',
        label: 'Last day',
        hint: 'Empty: until further notice.',
        optional: true,
      }),
      textInput({ id: 'reason', label: 'Reason', hint: 'Kept with your name, for those who ask later.' }),
      context(mrkdwn`Values, by what is corrected. ${escapeText(values, 900)}.`),
    ],
  };
}

/** What the correction says and how far it reaches, before it is kept. */
export function previewCorrection(
  raw: RawCorrection,
  shown: { readonly person: string; readonly line: FactLine; readonly reach: Restated },
): ModalView {
  return {
    id: CORRECT_CONFIRM,
    title: 'Preview',
    submit: 'Correct it',
    close: 'Cancel',
    metadata: JSON.stringify(raw),
    blocks: [
      section(mrkdwn`*${escapeText(shown.person, 60)}*: ${factWords(shown.line)}.`),
      section(reachAndAfter(shown.reach)),
      context(mrkdwn`Reason: ${escapeText(raw.reason, 300)}`),
    ],
  };
}

/** How far it reaches, and what becomes of the deals where there are any. */
function reachAndAfter(reach: Restated): SafeText {
  const words = escapeText(reachWords(reach));
  if (reach.deals === 0) return words;
  return mrkdwn`${words} Deals of these days are credited again, to those to whom they belong now. What was reported before can still be asked as of that day.`;
}

export function correctedModal(reach: Restated): ModalView {
  return closingModal(CORRECT, {
    title: 'Corrected',
    blocks: [
      section(
        mrkdwn`It is kept. ${escapeText(reachWords(reach))} Figures follow with the next reading of Salesforce.`,
      ),
    ],
  });
}

/** The corrections that hold, the last made first, each with a way back; `areMore` says that older ones hold too. */
export function correctionsMessage(
  lines: readonly CorrectionLine[],
  { done, areMore }: { readonly done?: SafeText | undefined; readonly areMore: boolean },
): Message {
  const none = lines.length === 0 ? [mrkdwn`Nothing is corrected: everything stands as in Salesforce.`] : [];
  const latest = areMore ? [mrkdwn`The ${lines.length} corrections made last; older ones hold too.`] : [];
  const head = [...(done ? [done] : []), ...none, ...latest];
  const rest = lines.length === 0 ? mrkdwn`` : mrkdwn`Everything else stands as in Salesforce. `;
  return {
    text: joinText([...head, ...lines.map(correctionWords)]),
    blocks: [
      header('Corrections'),
      ...(head.length > 0 ? [section(joinText(head))] : []),
      ...lines.flatMap(correctionBlocks),
      actions({ action: CORRECT, label: 'Correct…' }),
      context(mrkdwn`${rest}A correction overwrites nothing and can be taken back.`),
    ],
  };
}

function correctionBlocks(line: CorrectionLine): readonly Block[] {
  return [
    section(correctionWords(line)),
    actions({
      action: TAKE_BACK,
      label: 'Take back',
      spoken: `Take back the ${line.kind} of ${line.person}`,
      value: line.id,
      confirm: {
        title: 'Take this correction back?',
        text: 'Its days say again what was said before, and deals of these days are credited again.',
        yes: 'Take it back',
        no: 'Keep it',
      },
    }),
  ];
}

function correctionWords(line: CorrectionLine): SafeText {
  return mrkdwn`*${escapeText(line.person, 60)}*: ${factWords(line)}. ${escapeText(line.reason, 200)} (${makerOf(line)}, ${dayToken(line.madeAt)})`;
}

function makerOf({ madeBy }: CorrectionLine): SafeText {
  if (madeBy === 'cli') return mrkdwn`the command line`;
  return /^[UW][A-Z0-9]+$/.test(madeBy) ? mention(madeBy) : escapeText(madeBy, 60);
}

/** "manager Dana Cole from May 15, 2026 to May 31, 2026" */
function factWords({ kind, value, from, to }: FactLine): SafeText {
  const since = from === '' ? mrkdwn`` : mrkdwn` from ${escapeText(dayWords(day(from)))}`;
  const until = to === '' ? mrkdwn`` : mrkdwn` to ${escapeText(dayWords(day(to)))}`;
  return mrkdwn`${kindAndValue(kind, value)}${since}${until}`;
}

/** "manager Dana Cole" · "no manager" · "ramp 50% of a full quota" · "leave" */
function kindAndValue(kind: string, value: string): SafeText {
  const name = escapeText(kind);
  if (value === 'none') return mrkdwn`no ${name}`;
  if (value.toLowerCase() === kind) return name;
  // A share is kept as a decimal text; its hundredfold is rounded to what was typed.
  if (kind === 'ramp') return mrkdwn`${name} ${Number((Number(value) * 100).toFixed(4))}% of a full quota`;
  return mrkdwn`${name} ${escapeText(value, 80)}`;
}
