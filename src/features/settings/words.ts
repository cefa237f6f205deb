import type { Choices } from '#governor/choices.ts';
import { type Day, dayWords, isBefore } from '#lib/days.ts';
import { ALL_TOPICS, type Topic, TOPIC_MODES, type TopicMode } from '#model/attention.ts';
import { joinText } from '#slack/blocks/lines.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';

export const MODE_WORDS: Readonly<Record<TopicMode, string>> = {
  on: 'each message',
  digest: 'in one message a day',
  off: 'nothing',
};

export function clockWords(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

interface Around {
  readonly topics: readonly Topic[];
  readonly today: Day;
}

/** What a person gets at present, a line for each thing they can change. */
export function stateLines(choices: Choices, around: Around): readonly SafeText[] {
  return [
    ...generalLines(choices, around),
    ...around.topics.map((topic) => topicLine(topic, choices, around)),
  ];
}

/** The same for a page with other things on it: topics that come alike share a line. */
export function shortLines(choices: Choices, around: Around): readonly SafeText[] {
  const { modes, snoozes, moved } = choices;
  const isOwnLine = ({ id }: Topic) => moved.has(id) || pauseOf(snoozes, id, around.today) !== undefined;
  const alike = around.topics.filter((topic) => !isOwnLine(topic));
  const groups = TOPIC_MODES.flatMap((mode) => {
    const names = alike.filter(({ id, startsAs }) => (modes.get(id) ?? startsAs) === mode);
    const list = joinText(
      names.map(({ name }) => escapeText(name)),
      mrkdwn`, `,
    );
    return names.length === 0 ? [] : [mrkdwn`*${escapeText(GROUP_WORDS[mode])}:* ${list}.`];
  });
  const others = around.topics.filter(isOwnLine).map((topic) => topicLine(topic, choices, around));
  return [...generalLines(choices, around), ...groups, ...others];
}

const GROUP_WORDS: Readonly<Record<TopicMode, string>> = {
  on: 'Each message',
  digest: 'In one message a day',
  off: 'Nothing',
};

function generalLines({ quiet, budget, snoozes }: Choices, { today }: Around): readonly SafeText[] {
  const pause = pauseOf(snoozes, ALL_TOPICS, today);
  const hours =
    quiet.from === quiet.to
      ? mrkdwn`no quiet hours`
      : mrkdwn`nothing from ${escapeText(clockWords(quiet.from))} to ${escapeText(clockWords(quiet.to))}`;
  const all = pause ? [mrkdwn`Everything is paused until ${escapeText(dayWords(pause))}.`] : [];
  const most = budget === 1 ? mrkdwn`1 message` : mrkdwn`${budget} messages`;
  return [
    ...all,
    mrkdwn`At most ${most} a day, ${hours} where you are, and none on days off; more than that come together in one digest.`,
  ];
}

function topicLine(topic: Topic, { modes, snoozes, moved }: Choices, { today }: Around): SafeText {
  const mode = modes.get(topic.id) ?? topic.startsAs;
  const until = pauseOf(snoozes, topic.id, today);
  const paused = until ? mrkdwn`, paused until ${escapeText(dayWords(until))}` : mrkdwn``;
  const byUs = moved.has(topic.id) ? mrkdwn` (moved there because they were not acted on)` : mrkdwn``;
  return mrkdwn`${escapeText(topic.name)}: ${escapeText(MODE_WORDS[mode])}${byUs}${paused}`;
}

/** Whether anything is paused at present. */
export function isPaused(snoozes: Choices['snoozes'], today: Day): boolean {
  return [...snoozes.values()].some((until) => isBefore(today, until));
}

export function stateText(lines: readonly SafeText[]): SafeText {
  return joinText(lines);
}

function pauseOf(snoozes: Choices['snoozes'], topic: string, today: Day): Day | undefined {
  const until = snoozes.get(topic);
  return until && isBefore(today, until) ? until : undefined;
}
