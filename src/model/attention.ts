import { type Day, dayIn, isBefore, startOfDay } from '#lib/days.ts';
import { type Actor, mayUse, type Permission } from './access.ts';
import { nextOpening, nextOpeningAt, type OpenTimes } from './quiet-time.ts';

/**
 * How a message stands to others: the answer to what a person just did always goes; an important one asks somebody to
 * act and is not held back by the budget; an ordinary one informs.
 */
export const PRIORITIES = ['answer', 'important', 'ordinary'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What a person can have of a topic: each message, all of a day in one, nothing. */
export const TOPIC_MODES = ['on', 'digest', 'off'] as const;
export type TopicMode = (typeof TOPIC_MODES)[number];

/** What messages to people are about, as a person chooses it. */
export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** What a person has who chose nothing. */
  readonly startsAs: TopicMode;
  /** Who is ever written to about it; anyone where it is left out. Nobody else is asked what they want of it. */
  readonly permission?: Permission;
}

/** The topics that somebody may ever be written to about. */
export function topicsFor(actor: Actor, topics: readonly Topic[]): readonly Topic[] {
  return topics.filter(({ permission = 'anyone' }) => mayUse(actor, permission));
}

/** A message as far as its delivery hangs on it. */
export interface Envelope {
  readonly topic: Topic;
  readonly priority: Priority;
  /** What it says of what: the same of the same is said once, until it changes. */
  readonly says?: { readonly about: string; readonly state: string } | undefined;
  /** Messages of one key that come close together are one message. */
  readonly mergeKey?: string | undefined;
}

/** What a person chose, and when they are there. */
export interface Recipient extends OpenTimes {
  /** Messages a day, over all features. */
  readonly budget: number;
  readonly modes: ReadonlyMap<string, TopicMode>;
  /** By topic, or `ALL_TOPICS`: nothing comes before this day begins where they are. */
  readonly snoozes: ReadonlyMap<string, Day>;
}

/** What they were sent and what waits for them. */
export interface Recent {
  /** Messages of this local day, of whatever topic. */
  readonly sentToday: number;
  /** What was last said, or waits to be said, of the same thing. */
  readonly lastState: string | undefined;
  /** Held messages into which others can still go, the soonest first. */
  readonly waiting: readonly {
    readonly key: string;
    readonly mergeKey: string | undefined;
    readonly until: Temporal.Instant;
  }[];
  /** When one of the same merge key was last sent. */
  readonly lastOfKey: Temporal.Instant | undefined;
}

/** What becomes of a message now, each with the reason in words. */
export type Delivery =
  | { readonly kind: 'send'; readonly reason: string }
  | { readonly kind: 'hold'; readonly until: Temporal.Instant; readonly reason: string }
  | { readonly kind: 'merge'; readonly into: string; readonly reason: string }
  | { readonly kind: 'digest'; readonly at: Temporal.Instant; readonly reason: string }
  | { readonly kind: 'drop'; readonly reason: string };

export const ALL_TOPICS = '*';
export const DEFAULT_BUDGET = 4;
/** From 18:00 to 08:00. */
export const DEFAULT_QUIET = { from: 1080, to: 480 };
/** Half past eight, or as soon after as the person may be written to. */
const DIGEST_MINUTE = 510;
const MERGE_WINDOW = { minutes: 30 };

interface Situation {
  readonly message: Envelope;
  readonly person: Recipient;
  readonly recent: Recent;
  readonly now: Temporal.Instant;
}

/**
 * Whether a message goes to a person now, later, together with another one, in the digest of the day, or not at all.
 * Asked again whenever a held message is due, so nothing is decided for good but a drop.
 */
export function decideDelivery(situation: Situation): Delivery {
  const { message, person, recent } = situation;
  const { topic, priority, says } = message;
  if (priority === 'answer') return { kind: 'send', reason: 'it answers what they just did' };
  const mode = person.modes.get(topic.id) ?? topic.startsAs;
  if (mode === 'off') return { kind: 'drop', reason: 'they turned this topic off' };
  if (says !== undefined && says.state === recent.lastState)
    return { kind: 'drop', reason: 'the same was said before, and nothing has changed since' };
  if (mode === 'digest') return toDigest(situation, 'they have this topic in their digest');
  return snoozed(situation) ?? shut(situation) ?? crowded(situation) ?? { kind: 'send', reason: 'in time' };
}

function snoozed({ message, person, now }: Situation): Delivery | undefined {
  const until = snoozeEnd(person, message.topic.id, now);
  if (until === undefined) return undefined;
  const { at } = nextOpening(person, startOfDay(until, person.zone));
  return { kind: 'hold', until: at, reason: `they paused messages until ${until.toString()}` };
}

/** The later of the two days until which a topic and all topics are paused; undefined when neither is now. */
function snoozeEnd({ snoozes, zone }: Recipient, topic: string, now: Temporal.Instant): Day | undefined {
  const today = dayIn(zone, now);
  const ends = [snoozes.get(topic), snoozes.get(ALL_TOPICS)].filter((it) => it !== undefined);
  return ends
    .filter((end) => isBefore(today, end))
    .toSorted(Temporal.PlainDate.compare)
    .at(-1);
}

/** Held until they are there; the second of such messages goes into the first. */
function shut({ person, recent, now }: Situation): Delivery | undefined {
  const { at, shutBy } = nextOpening(person, now);
  if (shutBy === undefined) return undefined;
  const reason = SHUT_WORDS[shutBy];
  const first = recent.waiting.find(({ until }) => Temporal.Instant.compare(until, at) <= 0);
  return first
    ? { kind: 'merge', into: first.key, reason: `${reason}; another message waits for the same time` }
    : { kind: 'hold', until: at, reason };
}

const SHUT_WORDS = {
  'quiet hours': 'it is in their quiet hours',
  'no working day': 'it is no working day where they are',
  'do not disturb': 'they turned on "do not disturb" in Slack',
} as const;

function crowded(situation: Situation): Delivery | undefined {
  const { message, person, recent, now } = situation;
  const { mergeKey, priority } = message;
  const kin = mergeKey && recent.waiting.find((one) => one.mergeKey === mergeKey);
  if (kin) return { kind: 'merge', into: kin.key, reason: 'another message about the same waits' };
  if (priority === 'ordinary' && recent.sentToday >= person.budget)
    return toDigest(
      situation,
      `they have had ${recent.sentToday === 1 ? '1 message' : `${recent.sentToday} messages`} today, which is their limit`,
    );
  const again = recent.lastOfKey?.add(MERGE_WINDOW);
  if (again === undefined || Temporal.Instant.compare(again, now) <= 0) return undefined;
  const { at } = nextOpening(person, again);
  return { kind: 'hold', until: at, reason: 'one about the same went out less than half an hour ago' };
}

function toDigest({ message, person, now }: Situation, reason: string): Delivery {
  const paused = snoozeEnd(person, message.topic.id, now);
  const after = paused ? startOfDay(paused, person.zone) : now;
  return { kind: 'digest', at: nextOpeningAt(person, DIGEST_MINUTE, after), reason };
}
