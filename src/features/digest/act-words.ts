import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Act } from './acts-store.ts';

/** "Dana Cole asks about it", "You marked it as handled"; `you` as it is written where it stands. */
export function actWords({ kind, byName, isReaders }: Omit<Act, 'on'>, you: SafeText): SafeText {
  const who = isReaders ? you : escapeText(byName ?? 'Somebody', 60);
  if (kind === 'handled') return mrkdwn`${who} marked it as handled`;
  return isReaders ? mrkdwn`${who} ask about it` : mrkdwn`${who} asks about it`;
}
