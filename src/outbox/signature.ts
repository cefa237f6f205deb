import { createHmac } from 'node:crypto';
import { installationSecret } from '#store/secrets-settings.ts';
import type { Store } from '#store/store.ts';

const NAME = 'posting_secret';

/** Gives a post the marker by which its message is recognized. */
export type Sign = (postId: bigint) => string;

/**
 * Signs posts with the installation's secret, which is made when it is first needed: a marker can be read by
 * everyone in the workspace, so it tells nothing and cannot be guessed for another post.
 */
export function createSigner(store: Store): () => Promise<Sign> {
  let kept: Promise<Sign> | undefined;
  return () => {
    kept ??= installationSecret(store, NAME).then((secret) => (postId) => markerOf(secret, postId));
    kept.catch(() => {
      kept = undefined;
    });
    return kept;
  };
}

function markerOf(secret: string, postId: bigint): string {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(`post ${postId}`).digest('hex').slice(0, 40);
}
