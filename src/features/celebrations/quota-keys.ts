import type { PostRequest } from '#outbox/outbox.ts';
import type { Celebration } from './celebration.ts';
import { ASK, prefixOf, QUOTA } from './keys.ts';
import { type ReachedKey, textOf } from './reached.ts';

/** Unique for a channel, a person and a period: it is said once there, however often it is reached. */
export function quotaKey(celebrationId: number, key: ReachedKey): string {
  return `${prefixOf(celebrationId)}quota/${textOf(key)}`;
}

export function askKey(key: ReachedKey): string {
  return `${ASK}/${textOf(key)}`;
}

export function quotaPost(
  celebration: Celebration,
  key: ReachedKey,
  notBefore: Temporal.Instant,
): PostRequest {
  return {
    key: quotaKey(celebration.id, key),
    kind: QUOTA,
    params: { celebration: celebration.id, person: key.personId, type: key.type, start: key.start },
    audience: celebration.channelId,
    notBefore,
  };
}

export function askPost(
  key: ReachedKey,
  { slackUserId, notBefore }: { readonly slackUserId: string; readonly notBefore: Temporal.Instant },
): PostRequest {
  return {
    key: askKey(key),
    kind: ASK,
    params: { person: key.personId, type: key.type, start: key.start },
    audience: slackUserId,
    notBefore,
  };
}
