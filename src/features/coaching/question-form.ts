import type { Services } from '#feature.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { section } from '#slack/blocks/layout.ts';
import { closingModal, type ModalView } from '#slack/blocks/modal.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, Modal, ModalValues } from '#slack/routes.ts';
import { type Topic, TOPIC_NAMES, TOPICS } from './focuses.ts';
import { QUESTIONS } from './keys.ts';
import { readBank, saveBank } from './question-store.ts';
import { type Bank, readQuestions } from './questions.ts';

const FORM = 'coaching.questions_form';
const fieldOf = (topic: Topic) => `questions_${topic}`;

/** The questions managers are given, for an admin to change. */
export const questionsAction: Action<Services> = {
  id: QUESTIONS,
  permission: 'installer',
  shows: ['D9'],
  async run({ services, openModal }) {
    await openModal(questionsModal(await readBank(services.store)));
    return undefined;
  },
};

export const questionsForm: Modal<Services> = {
  id: FORM,
  permission: 'installer',
  shows: ['D9'],
  async submit({ services, actor, values, now }) {
    const read = readBankForm(values);
    if ('errors' in read) return { kind: 'errors', errors: read.errors };
    await saveBank(services.store, read.bank, { actor: actor.slackUserId, now });
    return {
      kind: 'update',
      view: closingModal(FORM, {
        title: 'Saved',
        blocks: [section(mrkdwn`The next prompts ask these questions, three at a time.`)],
      }),
    };
  },
};

function questionsModal(bank: Bank): ModalView {
  return {
    id: FORM,
    title: 'Coaching questions',
    submit: 'Save the questions',
    close: 'Cancel',
    metadata: '',
    blocks: [
      section(
        mrkdwn`A prompt brings three of the questions that fit. Ask what, how, which or where: so that yes or no is no answer.`,
      ),
      ...TOPICS.map((topic) =>
        textInput({
          id: fieldOf(topic),
          label: TOPIC_NAMES[topic],
          hint: 'One question a line, three at least.',
          multiline: true,
          initial: bank[topic].join('\n'),
        }),
      ),
    ],
  };
}

function readBankForm(
  values: ModalValues,
): { readonly bank: Bank } | { readonly errors: Readonly<Record<string, string>> } {
  const errors: Record<string, string> = {};
  const read = (topic: Topic): readonly string[] => {
    const value = values[fieldOf(topic)];
    const result = readQuestions(typeof value === 'string' ? value : '');
    if ('questions' in result) return result.questions;
    errors[fieldOf(topic)] = result.problem;
    return [];
  };
  const bank = {
    winning: read('winning'),
    size: read('size'),
    speed: read('speed'),
    pipeline: read('pipeline'),
    activity: read('activity'),
  };
  return Object.keys(errors).length > 0 ? { errors } : { bank };
}
