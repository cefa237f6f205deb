import type { Services } from '#feature.ts';
import type { Actor } from '#model/access.ts';
import { momentToken } from '#slack/blocks/data-time.ts';
import { endSentence, escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import { readBackMode, readBackWords } from '#slack/read-back-mode.ts';
import { syncHealth } from '#sync/sync-health.ts';

const SHOWN_GAPS = 3;

/**
 * What the foot of App Home says of the data: how fresh it is and what could not be read; for the installer also how
 * messages are posted once.
 */
export async function homeNotes(
  { store }: Services,
  { actor, scopes }: { readonly actor: Actor; readonly scopes: readonly string[] },
): Promise<readonly SafeText[]> {
  const { completeAt, gaps } = await syncHealth(store);
  const fresh =
    completeAt === null
      ? mrkdwn`Salesforce has not been read completely yet.`
      : mrkdwn`Salesforce was last read completely ${momentToken(completeAt)}.`;
  const missing = gaps
    .slice(0, SHOWN_GAPS)
    .map(({ effect }) => endSentence(mrkdwn`Not available: ${escapeText(effect)}`));
  const posting = mrkdwn`Posting is ${escapeText(readBackWords(readBackMode(scopes)))}.`;
  return [fresh, ...missing, ...(actor.isInstaller ? [posting] : [])];
}
