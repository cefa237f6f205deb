import type { Message } from '#slack/blocks/message.ts';
import type { Delivery, Sender } from '#slack/deliver.ts';

interface Sent {
  readonly way: 'post' | 'update';
  readonly channel: string;
  readonly text: string;
  readonly marker?: string;
}

export interface RecordingSender extends Sender {
  readonly sent: readonly Sent[];
  readonly opened: readonly string[];
  /** What the next calls answer, in turn; afterwards everything is posted. */
  answer(...outcomes: readonly Delivery[]): void;
}

/** A sender that remembers what it was given, in place of Slack. */
export function recordingSender(): RecordingSender {
  const sent: Sent[] = [];
  const opened: string[] = [];
  const answers: Delivery[] = [];
  const take = (channel: string, ts: string): Delivery => answers.shift() ?? { kind: 'posted', channel, ts };
  return {
    sent,
    opened,
    answer: (...outcomes) => void answers.push(...outcomes),
    async post(channel: string, message: Message, marker: string) {
      sent.push({ way: 'post', channel, text: message.text, marker });
      return take(channel, `1700000000.00000${sent.length}`);
    },
    async update({ channel, ts }, message) {
      sent.push({ way: 'update', channel, text: message.text });
      return take(channel, ts);
    },
    async openDirect(user) {
      opened.push(user);
      return { kind: 'opened', channel: `D${user.slice(1)}` };
    },
  };
}
