import type { Bounds } from '#governor/bounds.ts';
import type { Choices } from '#governor/choices.ts';
import { ALL_TOPICS, type Topic, TOPIC_MODES } from '#model/attention.ts';
import { type Day, dayWords } from '#lib/days.ts';
import { CHANGE } from '#outbox/personal-footer.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { dateInput, numberInput, timeInput } from '#slack/blocks/inputs.ts';
import { header, section } from '#slack/blocks/layout.ts';
import type { Block } from '#slack/blocks/message.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { radioInput, selectInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';
import { BUDGET, fieldOf, PAUSE, QUIET_FROM, QUIET_TO } from './form.ts';
import { clockWords, isPaused, MODE_WORDS, shortLines, stateLines, stateText } from './words.ts';

export const FORM = 'settings.form';
export const SNOOZE_FORM = 'settings.snooze_form';
export const RESUME = 'settings.resume';
export const SNOOZE_HERE = 'settings.snooze_here';
export const SNOOZE_WHAT = 'what';
export const SNOOZE_UNTIL = 'until';

interface State {
  readonly topics: readonly Topic[];
  readonly choices: Choices;
  readonly today: Day;
}

/** What a person gets, to be changed in one place. */
export function settingsModal({ topics, choices, bounds }: State & { readonly bounds: Bounds }): ModalView {
  const { quiet, budget, modes, snoozes } = choices;
  const pause = snoozes.get(ALL_TOPICS);
  return {
    id: FORM,
    title: 'Your messages',
    submit: 'Save',
    close: 'Cancel',
    metadata: '',
    blocks: [
      ...topics.map((topic) =>
        selectInput({
          id: fieldOf(topic),
          label: topic.name,
          hint: `Because ${topic.about}.`,
          choices: TOPIC_MODES.map((mode) => ({ value: mode, label: capital(MODE_WORDS[mode]) })),
          initial: modes.get(topic.id) ?? topic.startsAs,
        }),
      ),
      numberInput({
        id: BUDGET,
        label: 'Messages a day, at most',
        hint: 'What comes above that is gathered in one digest on the next working day.',
        min: bounds.least,
        max: bounds.most,
        initial: Math.min(Math.max(budget, bounds.least), bounds.most),
      }),
      timeInput({ id: QUIET_FROM, label: 'Quiet from', initial: clockWords(quiet.from) }),
      timeInput({
        id: QUIET_TO,
        label: 'Quiet until',
        hint: 'On the clock of your Slack profile. The same time twice means no quiet hours.',
        initial: clockWords(quiet.to),
      }),
      dateInput({
        id: PAUSE,
        label: 'Pause everything until',
        hint: 'Messages begin again by themselves on that day. Answers to what you do always come.',
        optional: true,
        initial: pause?.toString(),
      }),
    ],
  };
}

/** A pause of one of these topics or of everything. */
export function snoozeModal(topics: readonly Topic[], today: Day): ModalView {
  const choices = topics.map(({ id, name }) => ({ value: id, label: name }));
  const everything = { value: ALL_TOPICS, label: 'Everything' };
  const [only, ...others] = topics;
  const what =
    only !== undefined && others.length === 0
      ? radioInput({ id: SNOOZE_WHAT, label: 'What', choices: [...choices, everything], initial: only.id })
      : selectInput({
          id: SNOOZE_WHAT,
          label: 'What',
          choices: [everything, ...choices],
          initial: ALL_TOPICS,
        });
  return {
    id: SNOOZE_FORM,
    title: 'Snooze',
    submit: 'Snooze',
    close: 'Cancel',
    metadata: '',
    blocks: [
      what,
      dateInput({
        id: SNOOZE_UNTIL,
        label: 'Until',
        hint: 'Messages begin again by themselves on that day.',
        initial: today.add({ days: 7 }).toString(),
      }),
    ],
  };
}

/** Shown in Home. */
export function stateBlocks(state: State, heading: string): readonly Block[] {
  const resume: ButtonSpec = { action: RESUME, label: 'Stop snoozing' };
  const change: ButtonSpec = { action: CHANGE, label: 'Change what I get' };
  const snooze: ButtonSpec = { action: SNOOZE_HERE, label: 'Snooze' };
  const others = isPaused(state.choices.snoozes, state.today) ? [resume] : [];
  const buttons = [...others, change, snooze];
  return [header(heading), section(stateText(shortLines(state.choices, state))), actions(...buttons)];
}

/** Said after the form was saved. */
export function savedModal(state: State): ModalView {
  return closingModal(FORM, {
    title: 'Saved',
    blocks: [
      section(mrkdwn`This is what you get from now on:`),
      section(stateText(stateLines(state.choices, state))),
    ],
  });
}

/** Said after a snooze. */
export function snoozedModal(name: string, until: Day): ModalView {
  return closingModal(SNOOZE_FORM, {
    title: 'Snoozed',
    blocks: [
      section(
        mrkdwn`${escapeText(name)}: paused until ${escapeText(dayWords(until))}. Nothing is lost meanwhile. "Stop snoozing" in Home takes the pause back.`,
      ),
    ],
  });
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
