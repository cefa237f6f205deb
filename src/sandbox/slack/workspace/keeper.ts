import { writeSnapshot } from '#sandbox/slack/workspace/snapshot.ts';
import type { Workspace } from '#sandbox/slack/workspace/workspace.ts';

const WAIT_MS = 250;

/** Writes the workspace to its file soon after a change. Returns what writes the rest and stops. */
export function keep(workspace: Workspace, file: string): () => void {
  let timer: NodeJS.Timeout | undefined;
  const write = () => {
    timer = undefined;
    writeSnapshot(file, workspace.snapshot());
  };
  const stopWatching = workspace.changes.watch(() => {
    timer ??= setTimeout(write, WAIT_MS).unref();
  });
  return () => {
    stopWatching();
    clearTimeout(timer);
    write();
  };
}
