import type { Core } from '#sandbox/slack/core.ts';
import type { Delivery } from '#sandbox/slack/app/socket.ts';
import { SLACKBOT } from '#sandbox/slack/workspace/message.ts';
import { whisper } from '#sandbox/slack/workspace/messages.ts';

/** How an interaction ended for the person who began it. */
export type Outcome =
  | { readonly ok: true; readonly ack: unknown }
  | { readonly ok: false; readonly error: string };

/** What Slack calls a delivery that failed. */
export function outcomeOf(delivery: Delivery): Outcome {
  if (delivery.status === 'acked') return { ok: true, ack: delivery.payload };
  return { ok: false, error: delivery.status === 'no_ack' ? 'operation_timeout' : 'dispatch_failed' };
}

/** Tells one person something in Slack's own voice. */
export function notice(core: Core, to: { user: string; channel: string }, text: string): void {
  whisper(core.workspace, to, { author: SLACKBOT, text, blocks: [] });
}

/** An acknowledgement without content: nothing to show. */
export function isEmptyAck(ack: unknown): boolean {
  if (ack === undefined || ack === null || ack === '') return true;
  return typeof ack === 'object' && Object.keys(ack).length === 0;
}
