import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { mayUse } from '#model/access.ts';
import { actions, type ButtonSpec, line } from '#slack/blocks/button.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines } from '#slack/blocks/lines.ts';
import { type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Action, CommandCall, Subcommand } from '#slack/routes.ts';
import { NOTE, NOTES, QUESTIONS } from './keys.ts';
import { focusFor, type Someone, readPair } from './pair.ts';
import { aboutOf, talkOf } from './read-talk.ts';
import { type Step, readSteps } from './step-store.ts';
import { doneButton, stepLine } from './step-views.ts';
import { type Kept, readFocusesOf } from './store.ts';
import { notesMessage } from './talk-views.ts';
import { dayWords, nameOf, shortDay } from './words.ts';

/** Somebody's talks, as coach or coached, and what was agreed on. */
export const coachingCommand: Subcommand<Services> = {
  name: 'coaching',
  summary: 'your talks and the next steps from them; an admin changes the questions there',
  example: '/attain coaching',
  permission: 'linked',
  shows: ['D5'],
  async run(call) {
    if (call.text !== '')
      throw new Refusal(`I cannot read "${call.text}" after coaching.`, 'Try /attain coaching.');
    return overview(call);
  },
};

/** "See what was noted": for one of the pair. */
export const notesAction: Action<Services> = {
  id: NOTES,
  permission: 'linked',
  shows: ['D5'],
  async run({ services, actor, value, now }) {
    const talk = await talkOf(
      services,
      await focusFor({ store: services.store, actor, now }, value, 'either'),
    );
    return talk && notesMessage(talk);
  },
};

const SHOWN = 8;
const questions = { action: QUESTIONS, label: 'Change the questions for everybody' };

async function overview({ services: { store }, actor }: CommandCall<Services>): Promise<Message> {
  const isAdmin = mayUse(actor, 'installer');
  const all = actor.personId === null ? [] : await readFocusesOf(store, actor.personId);
  // What was found and not taken up is between the coach and their prompt; the other one has never heard of it.
  const talks = all.filter(({ state }) => state !== 'open' && state !== 'declined').slice(0, SHOWN);
  const [pairs, steps] = await Promise.all([
    readPair(
      store,
      talks.flatMap(({ personId, coachId }) => [personId, coachId]),
    ),
    readSteps(
      store,
      talks.map(({ id }) => id),
    ),
  ]);
  const open = steps.filter(({ doneAt }) => doneAt === undefined).slice(0, SHOWN);
  const talkLines = talks.map((kept) => talkLine(kept, { pairs, own: actor.personId }));
  const stepLines = open.map((step) => stepLine(step, pairs.get(step.ownerId)?.name ?? ''));
  if (talks.length === 0) {
    const empty = note(
      mrkdwn`No talks are planned or noted. When something stands out, whoever leads gets a private prompt.`,
    );
    return isAdmin ? { ...empty, blocks: [...empty.blocks, actions(questions)] } : empty;
  }
  const next = open.length === 0 ? [] : [mrkdwn`*Next steps*`];
  const foot = mrkdwn`Only the two of a pair can read what they noted.`;
  return {
    text: fitLines([...talkLines, ...next, ...stepLines, foot]),
    blocks: [
      ...talks.map((kept, at) => {
        const words = talkLines[at] ?? mrkdwn``;
        const button = buttonOf(kept, actor.personId);
        return button ? line(words, button) : section(words);
      }),
      ...next.map(section),
      ...open.map((step: Step, at) => line(stepLines[at] ?? mrkdwn``, doneButton(step))),
      ...(isAdmin ? [actions(questions)] : []),
      context(foot),
    ],
  };
}

/** Of a talk that is planned there is nothing to see yet: its coach may note it, the other one has nothing to press. */
function buttonOf({ id, state, coachId }: Kept, own: string | null): ButtonSpec | undefined {
  const value = String(id);
  if (state !== 'planned') return { action: NOTES, label: 'See', value, spoken: 'See what was noted' };
  return coachId === own ? { action: NOTE, label: 'Note the outcome', value } : undefined;
}

function talkLine(
  kept: Kept,
  { pairs, own }: { readonly pairs: ReadonlyMap<string, Someone>; readonly own: string | null },
): SafeText {
  const other = pairs.get(kept.personId === own ? kept.coachId : kept.personId)?.name ?? '';
  const head = mrkdwn`${nameOf(other)}, about ${escapeText(aboutOf(kept))}`;
  switch (kept.state) {
    case 'planned':
      return mrkdwn`${head}: planned for ${escapeText(kept.sessionOn ? dayWords(kept.sessionOn) : '')}.`;
    case 'confirmed':
      return mrkdwn`${head}: noted on ${escapeText(kept.notedOn ? shortDay(kept.notedOn) : '')} and confirmed.`;
    case 'open':
    case 'declined':
    case 'noted':
      return mrkdwn`${head}: noted on ${escapeText(kept.notedOn ? shortDay(kept.notedOn) : '')}, waits to be confirmed.`;
  }
}
