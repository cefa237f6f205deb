import { plainText } from '#slack/blocks/text.ts';
import type { Topic } from './focuses.ts';

/** Questions by what a talk is about. */
export type Bank = Readonly<Record<Topic, readonly string[]>>;

/** What is asked until an admin writes others. None can be answered with yes or no. */
export const DEFAULT_BANK: Bank = {
  winning: [
    'Which deal that you lost would you most like to play again, and from which moment on?',
    'What do you hear from customers just before they decide for somebody else?',
    'How do you find out early who decides, and what matters to them?',
    'What do the deals that you win have in common?',
  ],
  size: [
    'How do you choose what to offer first?',
    'What happens in the conversation when the price comes up?',
    'Which customers could use more of what we do, and what keeps them from it?',
    'What would a larger deal need from you, and from us?',
  ],
  speed: [
    'Where do your deals wait longest, and for whom?',
    'What do you agree on with a customer at the end of a call?',
    'Which open deal takes longer than you expected, and what is behind it?',
    'How do you notice that a deal has gone quiet?',
  ],
  pipeline: [
    'Where did your best opportunities come from this year?',
    'What does a good week of finding new customers look like for you?',
    'What gets in the way of the time you set aside for it?',
    'Which customers would you like to talk to, and what holds you back?',
  ],
  activity: [
    'How do you decide in the morning whom to talk to?',
    'Which conversations moved something last week, and what made them?',
    'What takes your time that should not?',
    'What would make it easier to get the next meeting?',
  ],
};

const ASKED = 3;

/** Three questions for a talk, other ones the next time as long as there are others. */
export function questionsFor(bank: Bank, topic: Topic, nth: number): readonly string[] {
  const all = bank[topic];
  const first = all.length === 0 ? 0 : (nth * ASKED) % all.length;
  return [...all.slice(first), ...all.slice(0, first)].slice(0, ASKED);
}

const FEWEST_QUESTIONS = ASKED;
const MOST_QUESTIONS = 12;
const LONGEST = 200;

/** Words with which a question begins that yes or no would answer. */
const CLOSED =
  /^(?:do|does|did|is|are|was|were|am|have|has|had|can|could|will|would|should|shall|may|must|don't|isn't|aren't|haven't|can't)\b/i;

/** Also as Arabic, Chinese and Japanese end a question. */
const ASKING = /[?؟？]$/u;

/** Reads one question a line; what is wrong, in a sentence. */
export function readQuestions(
  text: string,
): { readonly questions: readonly string[] } | { readonly problem: string } {
  const questions = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const closed = questions.find((question) => CLOSED.test(question) || !ASKING.test(question));
  if (closed !== undefined)
    return {
      problem: `Ask so that yes or no is no answer, with a question mark: "${plainText(closed, 40)}".`,
    };
  const long = questions.find((question) => question.length > LONGEST);
  if (long !== undefined)
    return { problem: `Ask "${plainText(long, 40)}" in at most ${LONGEST} characters.` };
  if (questions.length < FEWEST_QUESTIONS || questions.length > MOST_QUESTIONS)
    return { problem: `Enter ${FEWEST_QUESTIONS} to ${MOST_QUESTIONS} questions, one a line.` };
  return { questions };
}
