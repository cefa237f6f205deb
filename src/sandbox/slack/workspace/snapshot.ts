import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { GiveUp } from '#lib/errors.ts';
import { Channel } from '#sandbox/slack/workspace/channel.ts';
import { Message } from '#sandbox/slack/workspace/message.ts';
import { OpenView } from '#sandbox/slack/workspace/view.ts';

/** What outlives a restart. Ephemeral messages do not, as in Slack. */
export const Snapshot = z.object({
  lastMicros: z.string(),
  lastView: z.number(),
  channels: z.array(Channel),
  messages: z.array(Message),
  homes: z.array(OpenView),
  modals: z.array(OpenView),
  /** Per person and channel, the stamp of the last message read. */
  read: z.record(z.string(), z.string()),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** Reads a snapshot; undefined when there is none yet. */
export function readSnapshot(file: string): Snapshot | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return Snapshot.parse(JSON.parse(text));
  } catch (cause) {
    throw new GiveUp(`${file} is not a snapshot of the local Slack`, {
      cause,
      remedy: 'Delete the file to start afresh.',
    });
  }
}

/** Replaces the file in one step, so that a kill never leaves half of it. */
export function writeSnapshot(file: string, snapshot: Snapshot): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, JSON.stringify(snapshot));
  renameSync(draft, file);
}
