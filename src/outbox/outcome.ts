import type { Undelivered } from '#slack/deliver.ts';
import type { Settlement } from './settle.ts';

const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 900;
/** A render that keeps failing is a mistake of ours: after this many tries the post is given up. */
const RENDER_TRIES = 10;

/** Refusals of an update that will not change: the message is gone, or Slack lets nobody change it any more. */
const UPDATE_OVER = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
]);

/** Where a new message stands after a send that brought no stamp. */
export function afterPost(outcome: Undelivered, attempt: number): Settlement {
  switch (outcome.kind) {
    case 'limited':
      return { kind: 'again', waitSeconds: outcome.waitSeconds, reason: 'Slack asks to wait' };
    case 'refused':
      return outcome.permanent
        ? { kind: 'dropped', reason: outcome.reason }
        : { kind: 'again', waitSeconds: backOff(attempt), reason: outcome.reason };
    case 'unknown':
      return { kind: 'unsure', reason: outcome.reason };
  }
}

/** The same for a message that is there already: updating it twice does no harm, so nothing is in doubt. */
export function afterUpdate(outcome: Undelivered): Settlement {
  switch (outcome.kind) {
    case 'limited':
      return { kind: 'again', waitSeconds: outcome.waitSeconds, reason: 'Slack asks to wait' };
    case 'refused':
      return outcome.permanent || UPDATE_OVER.has(outcome.reason)
        ? { kind: 'dropped', reason: outcome.reason }
        : { kind: 'again', waitSeconds: LONGEST_WAIT_SECONDS, reason: outcome.reason };
    case 'unknown':
      return { kind: 'again', waitSeconds: FIRST_WAIT_SECONDS, reason: outcome.reason };
  }
}

/** Where a post stands whose words could not be found. `waitSeconds` is set when the failure passes by itself. */
export function afterFailedRender(
  reason: string,
  { attempt, isPosted, waitSeconds }: { attempt: number; isPosted: boolean; waitSeconds: number | undefined },
): Settlement {
  if (waitSeconds !== undefined) return { kind: 'again', waitSeconds, reason };
  if (isPosted) return { kind: 'again', waitSeconds: LONGEST_WAIT_SECONDS, reason };
  return attempt >= RENDER_TRIES
    ? { kind: 'dropped', reason }
    : { kind: 'again', waitSeconds: backOff(attempt), reason };
}

/** Seconds before the next try: 5, 10, 20, … up to a quarter of an hour. */
export function backOff(attempt: number): number {
  return Math.min(FIRST_WAIT_SECONDS * 2 ** Math.max(0, attempt - 1), LONGEST_WAIT_SECONDS);
}
