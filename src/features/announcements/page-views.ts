import { actions, type ButtonSpec, line } from '#slack/blocks/button.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { fitLines, joinText } from '#slack/blocks/lines.ts';
import type { Block, Message } from '#slack/blocks/message.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Announcement, Question, State } from './announcement.ts';
import { LONGEST } from './draft.ts';
import { dayText, titleText } from './message-views.ts';
import type { Landing } from './plan.ts';

export const NEW = 'announcements.new';
export const EDIT = 'announcements.edit';
export const SHOW = 'announcements.show';
export const ANSWER = 'announcements.answer';
export const CORRECT = 'announcements.correct';
export const WITHDRAW = 'announcements.withdraw';

/** Questions that stand on a page; more are counted. */
const MOST_SHOWN = 20;
const QUESTION_SHOWN = 300;

/** How an announcement has landed, for its author. */
export interface Page {
  readonly announcement: Announcement;
  readonly correctedBy: Announcement | undefined;
  readonly landing: Landing;
  readonly channels: { readonly all: number; readonly reached: number };
  readonly questions: readonly Question[];
  /** Whether it is the message that is kept up to date, or an answer that stays as it is. */
  readonly isKept: boolean;
}

/** The author's page: reach, acknowledgements, open questions. */
export function pageMessage(page: Page): Message {
  const { announcement, questions, isKept } = page;
  const open = questions.filter(({ answer }) => answer === null);
  const shown = open.slice(0, MOST_SHOWN);
  const more = open.length - shown.length;
  const lead = leadLines(page, open.length);
  const upTo = isKept ? mrkdwn`This message keeps itself up to date.` : mrkdwn`This is how it stands now.`;
  const small = mrkdwn`${upTo} Whoever asked without a name is not known to anybody.`;
  return {
    text: fitLines([...lead, ...shown.map(questionLine), small], 3_700),
    blocks: [
      section(joinText(lead)),
      ...shown.map((one) =>
        line(questionLine(one), {
          action: ANSWER,
          label: 'Answer',
          value: one.id,
          spoken: `Answer: ${one.words}`,
        }),
      ),
      ...(more > 0 ? [section(mrkdwn`${more} more open questions stand here once these are answered.`)] : []),
      context(small),
      ...pageButtons(announcement),
    ],
  };
}

function leadLines({ announcement, correctedBy, landing, channels, questions }: Page, open: number) {
  const { title, approverName, authorId, approverId } = announcement;
  const answered = questions.length - open;
  const approved =
    approverId === null || approverId === authorId
      ? mrkdwn`Approved by you alone: nobody else may.`
      : endSentence(mrkdwn`Approved by ${escapeText(approverName ?? 'somebody who has left', 60)}`);
  return [
    mrkdwn`*${readersWords(landing.acknowledged)} read: ${escapeText(title, LONGEST.title)}*`,
    ...(announcement.state === 'withdrawn' ? [mrkdwn`You took it back.`] : []),
    ...(correctedBy ? [mrkdwn`Corrected by "${titleText(correctedBy)}".`] : []),
    reachedLine(landing, channels),
    open === 0
      ? mrkdwn`No open question.${answered > 0 ? mrkdwn` Answered to all: ${answered}.` : mrkdwn``}`
      : mrkdwn`Open questions: ${open}. Answered to all: ${answered}.`,
    approved,
  ];
}

/** "Reached: 5 of 5 people by direct message, 1 of 1 channel." A way that it does not go is not counted. */
function reachedLine({ people, reached, inChannels }: Landing, channels: Page['channels']): SafeText {
  const direct = mrkdwn`${reached} of ${people} ${people === 1 ? mrkdwn`person` : mrkdwn`people`} by direct message`;
  const posted = mrkdwn`${channels.reached} of ${channels.all} ${channels.all === 1 ? mrkdwn`channel` : mrkdwn`channels`}`;
  const ways =
    people === 0 && channels.all > 0 ? posted : channels.all === 0 ? direct : mrkdwn`${direct}, ${posted}`;
  const alone =
    inChannels > 0 ? mrkdwn` Of those who have read it, ${inChannels} did so in a channel alone.` : mrkdwn``;
  return mrkdwn`Reached: ${ways}.${alone}`;
}

function readersWords(count: number): SafeText {
  if (count === 0) return mrkdwn`Nobody has`;
  return count === 1 ? mrkdwn`1 person has` : mrkdwn`${count} people have`;
}

function questionLine({ words, askerId, askerName }: Question): SafeText {
  const who =
    askerId === null
      ? mrkdwn`Asked without a name`
      : mrkdwn`${escapeText(askerName ?? 'Somebody who is linked no more', 60)} asks`;
  return mrkdwn`${who}: ${escapeText(words, QUESTION_SHOWN)}`;
}

function pageButtons({ id, state, title }: Announcement): readonly Block[] {
  if (state !== 'scheduled') return [];
  return [
    actions(
      { action: CORRECT, label: 'Correct it', value: String(id), spoken: `Correct: ${title}` },
      {
        action: WITHDRAW,
        label: 'Take it back',
        value: String(id),
        spoken: `Take back: ${title}`,
        confirm: {
          title: 'Take it back?',
          text: 'What has not left yet never leaves. Messages that are there say that it does not hold.',
          yes: 'Take it back',
          no: 'Keep it',
        },
      },
    ),
  ];
}

const STATE_WORDS: Readonly<Record<State, string>> = {
  draft: 'draft',
  waiting: 'waits for approval',
  scheduled: 'approved',
  withdrawn: 'taken back',
};

/** What somebody has written, the newest first. */
export function listMessage(own: readonly Announcement[]): Message {
  const start: ButtonSpec = { action: NEW, label: 'Announce a change', style: 'primary' };
  const lead =
    own.length === 0 ? mrkdwn`You have announced nothing yet.` : mrkdwn`*What you wrote, the newest first*`;
  return {
    text: fitLines([lead, ...own.map(ownLine)], 3_700),
    blocks: [section(lead), ...own.map(ownBlock), actions(start)],
  };
}

function ownLine({ title, state, sendOn }: Announcement): SafeText {
  return mrkdwn`${titleText({ title })}: ${escapeText(STATE_WORDS[state])}, for ${dayText(sendOn)}.`;
}

function ownBlock(one: Announcement): Block {
  const { id, title, state } = one;
  const value = String(id);
  const show = { action: SHOW, label: 'Show', value };
  switch (state) {
    case 'draft':
      return line(ownLine(one), { action: EDIT, label: 'Go on', value, spoken: `Go on with: ${title}` });
    case 'waiting':
      return line(ownLine(one), { ...show, spoken: `Show what waits: ${title}` });
    case 'scheduled':
    case 'withdrawn':
      return line(ownLine(one), { ...show, spoken: `Show how it landed: ${title}` });
  }
}
