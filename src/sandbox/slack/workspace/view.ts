import { z } from 'zod';
import { Block } from '#sandbox/slack/workspace/message.ts';

const PlainText = z.looseObject({ type: z.literal('plain_text'), text: z.string() });

/** A view as an app sends it. */
export const ViewInput = z.looseObject({
  type: z.enum(['modal', 'home']),
  blocks: z.array(Block),
  title: PlainText.optional(),
  submit: PlainText.optional(),
  close: PlainText.optional(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  external_id: z.string().default(''),
  clear_on_close: z.boolean().default(false),
  notify_on_close: z.boolean().default(false),
});
export type ViewInput = z.infer<typeof ViewInput>;

/** `state.values`: block_id, then action_id, then what the person entered. */
export const StateValues = z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string() })));
export type StateValues = z.infer<typeof StateValues>;

/** A view that someone has open, or their Home. */
export const OpenView = z.object({
  id: z.string(),
  user: z.string(),
  hash: z.string(),
  rootId: z.string(),
  previousId: z.string().nullable(),
  content: ViewInput,
  /** What it showed until its last change: somebody may be pressing what they still see. */
  replaced: z.array(Block).readonly().optional(),
  values: StateValues,
});
export type OpenView = Readonly<z.infer<typeof OpenView>>;
