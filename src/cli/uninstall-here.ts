import { type Looked, uninstall, type Uninstalling } from '#app/uninstall.ts';
import { lockDataDir } from '#cli/lock-data-dir.ts';
import { GiveUp } from '#lib/errors.ts';

/** Removes an installation whose process has ended, and says what was looked for. @throws GiveUp when anything is left. */
export async function uninstallHere(uninstalling: Uninstalling, out: (text: string) => void): Promise<void> {
  await using stack = new AsyncDisposableStack();
  lockDataDir(uninstalling.dataDir, { purpose: 'npm run attain -- uninstall', stack });
  const looked = await uninstall(uninstalling);
  for (const line of looked) out(lookedText(line));
  if (looked.every(({ isGone }) => isGone)) return out(ELSEWHERE);
  throw new GiveUp('Not everything could be removed.', {
    remedy: 'Stop every process of Attain for this workspace, then say it again.',
  });
}

function lookedText({ what, isGone }: Looked): string {
  return `${isGone ? 'gone   ' : 'LEFT   '}${what}\n`;
}

const ELSEWHERE = `Not ours to remove: the app-level token and the app itself (api.slack.com/apps), the External Client App in
Salesforce, what .env says, messages in Slack, and backups.
`;
