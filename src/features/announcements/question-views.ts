import { actions } from '#slack/blocks/button.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import { section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { radioInput } from '#slack/blocks/selects.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Announcement, Question } from './announcement.ts';
import { mayAskAnonymously } from './asking.ts';
import { ACKNOWLEDGE, ASK, dayText, titleText, under } from './message-views.ts';

export const ASK_FORM = 'announcements.ask_form';
export const ANSWER_FORM = 'announcements.answer_form';
export const QUESTION = 'question';
export const HOW = 'how';
const OPENLY = 'openly';
export const NAMELESS = 'nameless';
export const ANSWER_WORDS = 'answer';
export const LONGEST_QUESTION = 500;
export const LONGEST_ANSWER = 1_500;
/** Room for the question above and around it. */
const TITLE_SHOWN = 120;

/** Where a question is written. */
export function askModal({ id, title }: Announcement, people: number): ModalView {
  const nameless = {
    value: NAMELESS,
    label: 'Without my name: nothing keeps who asked',
  };
  return {
    id: ASK_FORM,
    title: 'Ask about the change',
    submit: 'Ask',
    close: 'Cancel',
    metadata: String(id),
    blocks: [
      section(
        mrkdwn`*${escapeText(title, TITLE_SHOWN)}*\nThe answer goes to everyone who got the change, with your words and without your name.`,
      ),
      textInput({ id: QUESTION, label: 'Your question', multiline: true, maxLength: LONGEST_QUESTION }),
      radioInput({
        id: HOW,
        label: 'How you ask',
        hint: mayAskAnonymously(people)
          ? 'Without a name there is nothing to look up later, for anybody. Your way of writing is yours, though.'
          : 'Too few people got this for a question without a name.',
        choices: [
          { value: OPENLY, label: 'Openly: who announced it sees that it is me' },
          ...(mayAskAnonymously(people) ? [nameless] : []),
        ],
        initial: OPENLY,
      }),
    ],
  };
}

/** Says what became of a question. */
export function askedModal(isNameless: boolean): ModalView {
  const words = isNameless
    ? mrkdwn`Your question is asked, and nothing keeps that it was you. The author gets it within the hour. So you are not counted as having answered: say that you have read it, or one reminder may come.`
    : mrkdwn`Your question is asked. The author gets it within the hour; the answer goes to everyone who got the change.`;
  return doneModal('Asked', words);
}

/** Where its author answers. */
export function answerModal({ id, words }: Question, reach: string): ModalView {
  return {
    id: ANSWER_FORM,
    title: 'Answer to all',
    submit: 'Send the answer',
    close: 'Cancel',
    metadata: id,
    blocks: [
      section(under(mrkdwn`*The question:*`, words)),
      textInput({
        id: ANSWER_WORDS,
        label: 'Your answer',
        hint: `It goes to ${reach}, with the question and without the name of who asked.`,
        multiline: true,
        maxLength: LONGEST_ANSWER,
      }),
    ],
  };
}

export function doneModal(title: string, words: SafeText): ModalView {
  return {
    id: 'announcements.done',
    title,
    submit: null,
    close: 'Done',
    metadata: '',
    blocks: [section(words)],
  };
}

/** A question with its answer, for everyone who got the change. */
export function answeredMessage({ title }: Announcement, { words, answer }: Question): Message {
  const lines = [
    mrkdwn`*A question about "${titleText({ title })}" is answered.*`,
    under(mrkdwn`*Question:*`, words),
    under(mrkdwn`*Answer:*`, answer ?? '', LONGEST_ANSWER),
  ];
  return { text: joinText(lines), blocks: lines.map((one) => section(one)) };
}

/** For its author: that questions wait on the page. */
export function openQuestionsMessage({ id, title }: Announcement, open: number): Message {
  const questions = open === 1 ? mrkdwn`1 question waits` : mrkdwn`${open} questions wait`;
  const text = mrkdwn`${questions} for your answer about "${titleText({ title })}".`;
  return {
    text,
    blocks: [
      section(text),
      actions({
        action: 'announcements.show',
        label: 'See and answer',
        value: String(id),
        style: 'primary',
        spoken: `See and answer questions about: ${title}`,
      }),
    ],
  };
}

/** The one reminder. */
export function reminderMessage({ id, title, effectiveOn, sendOn }: Announcement): Message {
  const text = mrkdwn`*${titleText({ title })}:* in force from ${dayText(effectiveOn)}. The whole of it stands further up here, sent on ${dayText(sendOn)}. You have not said yet that you have read it. This is the one reminder; it also comes to those who asked without their name, for nothing keeps who they are.`;
  return {
    text,
    blocks: [
      section(text),
      actions(
        {
          action: ACKNOWLEDGE,
          label: 'I have read it',
          value: String(id),
          style: 'primary',
          spoken: `I have read: ${title}`,
        },
        { action: ASK, label: 'Ask a question', value: String(id), spoken: `Ask about: ${title}` },
      ),
    ],
  };
}
