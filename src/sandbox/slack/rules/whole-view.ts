import { z } from 'zod';
import { complaintsOf, type Complaint } from '#sandbox/slack/rules/complaint.ts';
import { chars, plainText } from '#sandbox/slack/rules/schema/text.ts';
import type { ViewInput } from '#sandbox/slack/workspace/view.ts';

const shared = {
  blocks: z.array(z.unknown()),
  callback_id: chars(255),
  external_id: chars(255),
  private_metadata: chars(3000),
  clear_on_close: z.boolean(),
  notify_on_close: z.boolean(),
};

const Modal = z.strictObject({
  type: z.literal('modal'),
  ...shared,
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  submit_disabled: z.boolean().optional(),
});

/** Slack takes the modal's words on a Home too, and ignores them. */
const Home = z.looseObject({ type: z.literal('home'), ...shared });

/** The faults of a view apart from its blocks. */
export function viewComplaints(view: ViewInput): Complaint[] {
  const parsed = (view.type === 'modal' ? Modal : Home).safeParse(view);
  const shape = parsed.success ? [] : complaintsOf(parsed.error, []);
  const asks = view.blocks.some((block) => block.type === 'input');
  if (view.type === 'modal' && asks && !view.submit) {
    return [...shape, { reason: 'missing required field: submit', path: [] }];
  }
  return shape;
}
