import { complaintsOf, lineOf, type Complaint } from '#sandbox/slack/rules/complaint.ts';
import type { Rules } from '#sandbox/slack/rules/rules.ts';
import { BLOCKS, type Surface } from '#sandbox/slack/rules/schema/catalogue.ts';
import { sumComplaints, twinComplaints } from '#sandbox/slack/rules/whole-message.ts';
import { viewComplaints } from '#sandbox/slack/rules/whole-view.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';
import type { ViewInput } from '#sandbox/slack/workspace/view.ts';

/** Why Slack refuses a message or a view: its error code, and a line for each fault. */
export interface Rejection {
  readonly error: string;
  readonly messages: readonly string[];
}

const LONGEST_TEXT = 40_000;
/** Slack publishes no number for `msg_blocks_too_long`; this one is our own, on the safe side. */
const LARGEST_BLOCKS = 100 * 1024;
const LARGEST_VIEW = 250 * 1024;
const MOST_BLOCKS = { message: 50, modal: 100, home: 100 };

/** Checks a message as `chat.postMessage` does. */
export function checkMessage(
  rules: Rules,
  message: { text: string; blocks: readonly Block[] },
): Rejection | undefined {
  if (!rules.blockLimits) return undefined;
  if ([...message.text].length > LONGEST_TEXT) return { error: 'msg_too_long', messages: [] };
  if (Buffer.byteLength(JSON.stringify(message.blocks)) > LARGEST_BLOCKS) {
    return { error: 'msg_blocks_too_long', messages: [] };
  }
  const complaints = blockComplaints(message.blocks, 'message');
  return complaints.length > 0 ? { error: 'invalid_blocks', messages: complaints.map(lineOf) } : undefined;
}

/** Checks a modal or a Home as `views.open` and `views.publish` do. */
export function checkView(rules: Rules, view: ViewInput): Rejection | undefined {
  if (!rules.blockLimits) return undefined;
  if (Buffer.byteLength(JSON.stringify(view)) > LARGEST_VIEW)
    return { error: 'view_too_large', messages: [] };
  const complaints = [...viewComplaints(view), ...blockComplaints(view.blocks, view.type)];
  if (complaints.length === 0) return undefined;
  const inView = complaints.map(({ reason, path }) => lineOf({ reason, path: ['view', ...path] }));
  return { error: 'invalid_arguments', messages: inView };
}

/** Every fault of some blocks on a surface. */
export function blockComplaints(blocks: readonly Block[], surface: Surface): Complaint[] {
  const most = MOST_BLOCKS[surface];
  const tooMany =
    blocks.length > most ? [{ reason: `no more than ${most} items allowed`, path: ['blocks'] }] : [];
  const shapes = blocks.flatMap((block, index) =>
    shapeComplaints(block, { surface, path: ['blocks', index] }),
  );
  const sums = surface === 'message' ? sumComplaints(blocks) : [];
  return [...tooMany, ...shapes, ...twinComplaints(blocks), ...sums];
}

function shapeComplaints(block: Block, at: { surface: Surface; path: readonly PropertyKey[] }): Complaint[] {
  const kind = BLOCKS[block.type];
  if (!kind) return [{ reason: `unsupported type: ${block.type}`, path: at.path }];
  if (!kind.on.includes(at.surface))
    return [{ reason: `${block.type} is not allowed in a ${at.surface}`, path: at.path }];
  const parsed = kind.schema.safeParse(block);
  return parsed.success ? [] : complaintsOf(parsed.error, at.path);
}
