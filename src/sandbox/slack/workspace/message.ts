import { z } from 'zod';

/** A block as it was sent: checked by the rules, read again by the page. */
export const Block = z.looseObject({ type: z.string(), block_id: z.string().optional() });
export type Block = z.infer<typeof Block>;

/** The author of notices that Slack itself shows, such as a command that failed. */
export const SLACKBOT = 'USLACKBOT';

export const Message = z.object({
  channel: z.string(),
  ts: z.string(),
  /** A user id: a person, the app's bot user, or Slackbot. */
  author: z.string(),
  text: z.string(),
  blocks: z.array(Block).readonly(),
  /** What it showed until its last change: somebody may be pressing what they still see. */
  replaced: z.array(Block).readonly().optional(),
  threadTs: z.string().optional(),
  metadata: z.unknown().optional(),
  editedTs: z.string().optional(),
  /** How often it was updated. */
  edits: z.number(),
  /** Set on a message that only one person sees. */
  visibleTo: z.string().optional(),
});
export type Message = Readonly<z.infer<typeof Message>>;

/** What an author says; the rest of a message is given by the workspace. */
export interface Draft {
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly threadTs?: string | undefined;
  readonly metadata?: unknown;
}
