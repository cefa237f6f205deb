import { FEATURES } from '#features.ts';
import type { Load } from './chaos-feature.ts';

/**
 * Every kind of message the product has, with what it does about one that may or may not be there. Turned by chance, so
 * that short runs come round to all of them.
 */
export function allKinds(): Load['kinds'] {
  const kinds = FEATURES.flatMap(({ posts = [] }) => posts).map(({ kind, whenUnknown, attention }) => ({
    kind,
    whenUnknown,
    isForChannels: attention === 'channel',
  }));
  const turn = Math.floor(Math.random() * kinds.length);
  return [...kinds.slice(turn), ...kinds.slice(0, turn)];
}
