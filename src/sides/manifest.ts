import { fileURLToPath } from 'node:url';
import { readManifest } from '#sandbox/slack/manifest.ts';

/** What our manifest asks of Slack: the local one grants exactly that. */
export function ownManifest() {
  return readManifest(fileURLToPath(new URL('../../manifest.yml', import.meta.url)));
}
