import { whyButton } from '#metrics/why-button.ts';
import { formatMoney } from '#lib/money.ts';
import { actions, type ButtonSpec } from '#slack/blocks/button.ts';
import { dataTimeLine } from '#slack/blocks/data-time.ts';
import { context, section } from '#slack/blocks/layout.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { type Block, type Message, note } from '#slack/blocks/message.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { DECLINE, NOTE, NOTES, PLAN } from './keys.ts';
import type { Prompt } from './read-prompt.ts';
import type { Kept } from './store.ts';
import type { Talk } from './talk-views.ts';
import { dayWords, DECLINE_WORDS, figureWords, middleWords, nameOf, shortDay } from './words.ts';

/** What a manager is told in private: the figure and its why, the deals behind it, a strength, three questions. */
export function promptMessage(prompt: Prompt): Message | undefined {
  const { kept, figures, dataTime, inPlaceOf } = prompt;
  const [figure] = figures;
  if (figure === undefined) return undefined;
  const first = headline(prompt);
  const facts = [...peerLines(prompt), ...dealLines(prompt), ...strengthLines(prompt)];
  const asked = joinText([
    mrkdwn`*${openers(prompt.questions.length)} to open with*`,
    ...prompt.questions.map((question, at) => mrkdwn`${at + 1}. ${escapeText(question, 220)}`),
  ]);
  const state = stateLine(prompt);
  const standingIn = inPlaceOf === undefined ? mrkdwn`` : mrkdwn`, in place of ${nameOf(inPlaceOf)}`;
  const footer = mrkdwn`A figure says where to look, not why it is so. Only you get this${standingIn}. ${dataTimeLine(dataTime)}`;
  const why = whyButton(
    { metric: kept.metric, period: figure.period, kind: 'person', id: kept.personId },
    { label: 'Why this number', spoken: `Why is ${prompt.name}'s ${prompt.focus.metric.name} this number` },
  );
  const buttons = buttonsOf(kept, prompt.name);
  const blocks: readonly Block[] = [
    section(joinText([mrkdwn`*${first}*`, ...facts])),
    section(asked),
    ...(state === undefined ? [] : [section(state)]),
    actions(...buttons, why),
    context(footer),
  ];
  return { text: joinText([first, ...facts, asked, ...(state ? [state] : []), footer]), blocks };
}

/** Said of a prompt that somebody else had before: nobody hears what they made of it, for there is nothing. */
function beforeYou(inPlaceOf: string | undefined): SafeText {
  if (inPlaceOf === undefined)
    return mrkdwn`It came up while somebody stood in for you, and no talk has begun. It is yours to take up, or to set aside.`;
  return mrkdwn`It came up before you stood in, and no talk has begun. It is yours to take up, or to set aside.`;
}

/** What whoever stood in reads where the prompt was, once it is not theirs any more: neither figure nor button. */
export function handedOnMessage({ kept, coach, person, about }: Talk, audience: string): Message {
  const what = mrkdwn`${nameOf(person.name)}, ${escapeText(about)}`;
  const where = kept.isInPlace ? mrkdwn`passed on` : mrkdwn`handed back`;
  const first =
    coach.slackUserId === audience
      ? mrkdwn`${what}: your standing in has ended, and this prompt with it.`
      : mrkdwn`${what}: your standing in has ended, so this has been ${where} to ${nameOf(coach.name)}.`;
  return note(
    joinText([first, mrkdwn`Nothing more is asked of you here. Thank you for standing in.`], mrkdwn` `),
  );
}

/** The bank of questions may hold fewer than three that fit. */
function openers(count: number): SafeText {
  if (count === 1) return mrkdwn`One question`;
  return count === 2 ? mrkdwn`Two questions` : mrkdwn`Three questions`;
}

function headline({ name, focus, figures: [figure], standing }: Prompt): SafeText {
  if (figure === undefined) return mrkdwn``;
  const what = mrkdwn`${nameOf(name)}, ${escapeText(focus.metric.name.toLowerCase())} in ${escapeText(figure.period.id)}: ${figureWords(figure)}`;
  const place = standing?.places[0];
  return place
    ? mrkdwn`${what}, where the middle of ${standing.peers} colleagues in the same role is ${middleWords(figure, place.middle)}.`
    : mrkdwn`${what}. It no longer stands apart from colleagues.`;
}

function peerLines({ figures: [, before], standing }: Prompt): readonly SafeText[] {
  const place = standing?.places[1];
  if (before === undefined || place === undefined) return [];
  return [
    mrkdwn`In ${escapeText(before.period.id)} it was ${figureWords(before)}, and the middle ${middleWords(before, place.middle)}: twice in a row.`,
  ];
}

function dealLines({ deals, focus }: Prompt): readonly SafeText[] {
  if (deals.length === 0) return [];
  const kind = { winning: 'lost', size: 'smallest', speed: 'slowest', pipeline: 'newest', activity: '' }[
    focus.topic
  ];
  const named = deals.map(({ name, amount, currency, counts, day }) => {
    const detail =
      currency !== ''
        ? formatMoney({ minor: amount, currency }, 'en-US')
        : focus.topic === 'speed'
          ? `${counts} ${Number(counts) === 1 ? 'day' : 'days'}`
          : shortDay(day);
    return mrkdwn`${escapeText(name, 60)} (${escapeText(detail)})`;
  });
  const what = named.length === 1 ? mrkdwn`the ${escapeText(kind)} deal` : mrkdwn`${escapeText(kind)} deals`;
  return [mrkdwn`Behind it, ${what}: ${joinText(named, mrkdwn`; `)}.`];
}

function strengthLines({ strength }: Prompt): readonly SafeText[] {
  const place = strength?.standing.places[0];
  if (strength === undefined || place === undefined) return [];
  const { figure, focus } = strength;
  return [
    mrkdwn`*A strength:* ${escapeText(focus.metric.name.toLowerCase())}, ${figureWords(figure)} beside ${middleWords(figure, place.middle)} in the middle.`,
  ];
}

function stateLine({ kept, name, inPlaceOf }: Prompt): SafeText | undefined {
  const { state, sessionOn, declined, handedOn } = kept;
  switch (state) {
    case 'open':
      return handedOn && beforeYou(inPlaceOf);
    case 'planned':
      return (
        sessionOn && mrkdwn`You planned a talk for ${escapeText(dayWords(sessionOn))}; ${nameOf(name)} knows.`
      );
    case 'declined':
      return (
        declined && mrkdwn`You set this aside: ${escapeText(DECLINE_WORDS[declined.code].toLowerCase())}.`
      );
    case 'noted':
      return mrkdwn`You noted the outcome. ${nameOf(name)} has it to confirm.`;
    case 'confirmed':
      return mrkdwn`${nameOf(name)} confirmed what you noted.`;
  }
}

function buttonsOf({ id, state }: Kept, name: string): readonly ButtonSpec[] {
  const value = String(id);
  const plan = { action: PLAN, label: 'Plan a session', value, spoken: `Plan a session with ${name}` };
  const note = { action: NOTE, label: 'Note the outcome', value, spoken: `Note the outcome with ${name}` };
  const decline = { action: DECLINE, label: 'Not now', value, spoken: `Not now with ${name}` };
  switch (state) {
    case 'open':
      return [{ ...plan, style: 'primary' }, note, decline];
    case 'planned':
      return [
        { ...note, style: 'primary' },
        { ...plan, label: 'Change the day' },
      ];
    case 'declined':
      return [plan];
    case 'noted':
    case 'confirmed':
      return [{ action: NOTES, label: 'See what was noted', value }];
  }
}
