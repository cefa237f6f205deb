import type { Rules } from '#sandbox/slack/rules/rules.ts';
import type { Block } from '#sandbox/slack/workspace/message.ts';
import type { ViewInput } from '#sandbox/slack/workspace/view.ts';

/** Why Slack refuses a message or a view: its error code, and a line for each fault. */
export interface Rejection {
  readonly error: string;
  readonly messages: readonly string[];
}

/** Checks a message as `chat.postMessage` does. */
export function checkMessage(
  rules: Rules,
  message: { text: string; blocks: readonly Block[] },
): Rejection | undefined {
  if (!rules.blockLimits) return undefined;
  if ([...message.text].length > 40_000) return { error: 'msg_too_long', messages: [] };
  return undefined;
}

/** Checks a modal or a Home as `views.open` and `views.publish` do. */
export function checkView(rules: Rules, view: ViewInput): Rejection | undefined {
  if (!rules.blockLimits) return undefined;
  return view.blocks.length > 100 ? { error: 'invalid_arguments', messages: [] } : undefined;
}

/** A line for each fault of some blocks in a message. */
export function complaintsAboutBlocks(_blocks: readonly unknown[]): string[] {
  return [];
}
