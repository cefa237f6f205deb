import { type Day, isBefore } from '#lib/days.ts';
import { dateInput, textInput } from '#slack/blocks/inputs.ts';
import { context, section } from '#slack/blocks/layout.ts';
import type { Block } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { selectInput } from '#slack/blocks/selects.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { ModalValues } from '#slack/routes.ts';
import { readDay, readText } from './read-form.ts';
import type { NewStep } from './step-store.ts';
import type { Talk } from './talk-views.ts';
import { nameOf } from './words.ts';

export const OUTCOME_FORM = 'coaching.outcome_form';
const [SAID, UNDERSTOOD] = ['said', 'understood'];
/** As many as are remembered. */
const STEPS = [1, 2, 3] as const;
const LONGEST = 1_200;
const LONGEST_STEP = 200;
/** Days from today within which a step ends. */
const FURTHEST = 180;

/** What a talk came to. */
export interface Outcome {
  readonly said: string;
  readonly playback: string;
  readonly steps: readonly NewStep[];
}

const wordsId = (n: number) => `step_${n}`;
const ownerId = (n: number) => `step_${n}_owner`;
const dueId = (n: number) => `step_${n}_due`;

/** Asks for what was said, how it was understood, and up to three next steps; with what was noted before. */
export function outcomeModal(talk: Talk): ModalView {
  const { kept, person, about } = talk;
  return {
    id: OUTCOME_FORM,
    title: 'Note the outcome',
    submit: 'Play it back',
    close: 'Cancel',
    metadata: String(kept.id),
    blocks: [
      section(
        mrkdwn`${nameOf(person.name)} gets this to confirm, or to say what is different. Nobody else can read it.`,
      ),
      textInput({
        id: UNDERSTOOD,
        label: 'How you understood it',
        hint: 'In a sentence or two, as they would say it.',
        multiline: true,
        ...(kept.playback === '' ? {} : { initial: kept.playback }),
      }),
      textInput({
        id: SAID,
        label: `What was said about ${about}`,
        multiline: true,
        optional: true,
        ...(kept.said === '' ? {} : { initial: kept.said }),
      }),
      ...STEPS.flatMap((n) => stepInputs(talk, n)),
      context(
        mrkdwn`Whoever has a step hears of it two working days before, on the day, and three working days after.`,
      ),
    ],
  };
}

function stepInputs({ kept, coach, person, steps }: Talk, n: number): readonly Block[] {
  const open = steps.filter(({ doneAt }) => doneAt === undefined);
  const step = open[n - 1];
  return [
    textInput({
      id: wordsId(n),
      label: n === 1 ? 'Next step' : `Next step ${n}`,
      optional: true,
      ...(step ? { initial: step.words } : {}),
    }),
    selectInput({
      id: ownerId(n),
      label: 'Whose it is',
      optional: true,
      choices: [person, coach].map(({ id, name }) => ({ value: id, label: name })),
      initial: step?.ownerId ?? kept.personId,
    }),
    dateInput({ id: dueId(n), label: 'By when', optional: true, initial: step?.dueOn.toString() }),
  ];
}

/** Reads the submitted outcome; every mistake is said next to its field. */
export function readOutcome(
  values: ModalValues,
  { talk, today }: { readonly talk: Talk; readonly today: Day },
): Outcome | { readonly errors: Readonly<Record<string, string>> } {
  const errors: Record<string, string> = {};
  const playback = readText(values[UNDERSTOOD], LONGEST);
  if (playback === '') errors[UNDERSTOOD ?? ''] = 'Say in a sentence how you understood it.';
  const steps = STEPS.flatMap((n): readonly NewStep[] => {
    const words = readText(values[wordsId(n)], LONGEST_STEP);
    if (words === '') return [];
    const owner = [talk.person, talk.coach].find(({ id }) => id === values[ownerId(n)]);
    const dueOn = readDay(values[dueId(n)]);
    if (owner === undefined) errors[ownerId(n)] = 'Choose whose step it is.';
    const last = today.add({ days: FURTHEST });
    const isInTime = dueOn && !isBefore(dueOn, today) && !isBefore(last, dueOn);
    if (!isInTime) errors[dueId(n)] = 'Choose a day from today on, within half a year.';
    return owner && dueOn ? [{ ownerId: owner.id, words, dueOn }] : [];
  });
  if (Object.keys(errors).length > 0) return { errors };
  return { said: readText(values[SAID], LONGEST), playback, steps };
}
