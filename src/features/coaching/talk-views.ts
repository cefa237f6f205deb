import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { CONFIRM, NOTE, NOTES, OBJECT } from './keys.ts';
import type { Someone } from './pair.ts';
import type { Step } from './step-store.ts';
import type { Kept } from './store.ts';
import { stepLine } from './step-views.ts';
import { dayWords, nameOf } from './words.ts';

/** A talk as both of a pair know it. */
export interface Talk {
  readonly kept: Kept;
  readonly about: string;
  readonly coach: Someone;
  readonly person: Someone;
  readonly steps: readonly Step[];
}

/** As much of what somebody noted as one paragraph holds. */
const LONGEST = 1_200;
const FOR_TWO = mrkdwn`Only the two of you can read this.`;

/** Said when a talk is planned, and on its day; what was noted since is shown instead of asked for. */
export function sessionMessage(
  { kept, about, coach, person }: Talk,
  { reader, moment }: { readonly reader: 'coach' | 'person'; readonly moment: 'planned' | 'today' },
): Message | undefined {
  if (kept.sessionOn === undefined) return undefined;
  const other = nameOf(reader === 'coach' ? person.name : coach.name);
  const day = escapeText(dayWords(kept.sessionOn));
  const when =
    moment === 'today'
      ? mrkdwn`Today you and ${other} talk about ${escapeText(about)}.`
      : mrkdwn`${other} would like to talk with you about ${escapeText(about)} on ${day}.`;
  const isNoted = kept.notedOn !== undefined;
  const then =
    reader === 'person'
      ? mrkdwn`What would you like to bring along? Nothing needs to be prepared.`
      : isNoted
        ? mrkdwn`You noted the outcome.`
        : mrkdwn`Afterwards, note what was said and what you agreed on.`;
  const button: ButtonSpec = {
    ...(isNoted
      ? { action: NOTES, label: 'See what was noted' }
      : { action: NOTE, label: 'Note the outcome' }),
    value: String(kept.id),
  };
  const blocks = [section(joinText([mrkdwn`*${when}*`, then]))];
  const text = joinText([when, then]);
  return reader === 'coach' ? { text, blocks: [...blocks, actions(button)] } : { text, blocks };
}

/** What was noted, played back to the one who was coached. */
export function playbackMessage(talk: Talk, revision: number): Message {
  const { kept, coach } = talk;
  if (kept.revision !== revision)
    return note(mrkdwn`${nameOf(coach.name)} noted this anew; see the newer message.`);
  const head = mrkdwn`${nameOf(coach.name)} noted your talk about ${escapeText(talk.about)}. Is this what you said?`;
  const lines = notedLines(talk);
  const value = String(kept.id);
  const said = answerLine(talk);
  const ask = actions(
    { action: CONFIRM, label: 'Yes, that is it', value, style: 'primary' },
    { action: OBJECT, label: 'Something is different', value },
  );
  return {
    text: joinText([head, ...lines, said ?? mrkdwn``, FOR_TWO].filter((it) => it !== '')),
    blocks: [section(mrkdwn`*${head}*`), ...lines.map(section), said ? section(said) : ask, context(FOR_TWO)],
  };
}

function answerLine({ kept }: Talk): SafeText | undefined {
  if (kept.state === 'confirmed') return mrkdwn`You confirmed this.`;
  return kept.differs === ''
    ? undefined
    : mrkdwn`You said what is different: ${escapeText(kept.differs, LONGEST)}`;
}

/** What was said, how it was understood and what comes next, a paragraph each. */
function notedLines({ kept, steps, coach, person }: Talk): readonly SafeText[] {
  const names = new Map([coach, person].map(({ id, name }) => [id, name]));
  const next = steps.map((step) => mrkdwn`• ${stepLine(step, names.get(step.ownerId) ?? '')}`);
  return [
    mrkdwn`*Understood:* ${escapeText(kept.playback, LONGEST)}`,
    ...(kept.said === '' ? [] : [mrkdwn`*Said:* ${escapeText(kept.said, LONGEST)}`]),
    ...(next.length === 0 ? [] : [joinText([mrkdwn`*Next steps*`, ...next])]),
  ];
}

/** Tells the coach what the other one remembers differently. */
export function differsMessage({ kept, person, about }: Talk, revision: number): Message | undefined {
  if (kept.revision !== revision)
    return note(mrkdwn`You noted it anew; ${nameOf(person.name)} has it to confirm.`);
  if (kept.differs === '') return undefined;
  const head = mrkdwn`${nameOf(person.name)} remembers your talk about ${escapeText(about)} a little differently:`;
  const words = escapeText(kept.differs, LONGEST);
  return {
    text: joinText([head, words, FOR_TWO]),
    blocks: [
      section(joinText([mrkdwn`*${head}*`, words])),
      actions({ action: NOTE, label: 'Change what I noted', value: String(kept.id) }),
      context(FOR_TWO),
    ],
  };
}

/** What was noted, for one of the pair who asks. */
export function notesMessage(talk: Talk): Message {
  const { kept, coach, person, about } = talk;
  const head = mrkdwn`${nameOf(coach.name)} and ${nameOf(person.name)} about ${escapeText(about)}`;
  if (kept.notedOn === undefined) return note(mrkdwn`${head}: nothing is noted yet.`);
  const state = kept.state === 'confirmed' ? mrkdwn`Confirmed.` : mrkdwn`Not confirmed yet.`;
  const lines = [
    ...notedLines(talk),
    ...(kept.differs === ''
      ? []
      : [mrkdwn`*Different, says ${nameOf(person.name)}:* ${escapeText(kept.differs, LONGEST)}`]),
  ];
  const foot = mrkdwn`${escapeText(dayWords(kept.notedOn))}. ${state} ${FOR_TWO}`;
  return {
    text: joinText([head, ...lines, foot]),
    blocks: [section(mrkdwn`*${head}*`), ...lines.map(section), context(foot)],
  };
}
