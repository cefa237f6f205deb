/** A prompt that was sent: it asked a person to do something. */
export interface Prompt {
  readonly sentAt: Temporal.Instant;
  readonly wasActedOn: boolean;
  /** They said of it that it was not useful. */
  readonly wasRejected: boolean;
}

/** What was done about a topic before. */
export interface TopicHistory {
  /** Newest first. */
  readonly prompts: readonly Prompt[];
  /** When the person last said what they want: only prompts after that count. */
  readonly chosenAt: Temporal.Instant | undefined;
  /** When they were last asked whether to go on. */
  readonly askedAt: Temporal.Instant | undefined;
}

export type Habit = 'go on' | 'ask' | 'move to digest';

/** A day to act on a prompt before it counts as ignored. */
const GRACE = { hours: 24 };
const ASK_AFTER = 3;
const LOOKED_AT = 5;
const IGNORED_OF_THEM = 4;

/**
 * Whether a topic goes on: three ignored in a row bring one question, four of five move it to the digest. A prompt
 * that may still be acted on counts neither way.
 */
export function habitOf({ prompts, chosenAt, askedAt }: TopicHistory, now: Temporal.Instant): Habit {
  const settled = prompts.filter(
    (one) => !isBefore(one.sentAt, chosenAt) && (one.wasActedOn || one.wasRejected || isOver(one, now)),
  );
  const latest = settled.slice(0, LOOKED_AT);
  if (latest.length === LOOKED_AT && latest.filter(isIgnored).length >= IGNORED_OF_THEM)
    return 'move to digest';
  const row = settled.slice(0, ASK_AFTER);
  const isRow = row.length === ASK_AFTER && row.every(isIgnored);
  const last = settled.find((one) => !isIgnored(one));
  // One question for one run of ignored prompts.
  const wasAsked = askedAt !== undefined && !isBefore(askedAt, chosenAt) && !isBefore(askedAt, last?.sentAt);
  return isRow && !wasAsked ? 'ask' : 'go on';
}

function isIgnored({ wasActedOn }: Prompt): boolean {
  return !wasActedOn;
}

function isOver({ sentAt }: Prompt, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(sentAt.add(GRACE), now) <= 0;
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant | undefined): boolean {
  return b !== undefined && Temporal.Instant.compare(a, b) < 0;
}
