import type { Delivery, Sender } from '#slack/deliver.ts';

interface Sent {
  readonly way: 'post' | 'update';
  readonly channel: string;
  readonly text: string;
  readonly marker?: string;
  readonly thread?: string;
}

interface Standing {
  readonly channel: string;
  readonly ts: string;
  readonly marker: string;
}

/** Whether a message whose answer says nothing has arrived all the same. */
type Answer = Delivery & { readonly arrived?: boolean };

export interface RecordingSender extends Sender {
  readonly sent: readonly Sent[];
  readonly opened: readonly string[];
  /** What a reader of the channels sees. */
  readonly standing: readonly Standing[];
  /** Whether the channels may be read back. */
  mayRead: boolean;
  /** What the next calls answer, in turn; afterwards everything is posted. */
  answer(...outcomes: readonly Answer[]): void;
}

/** A sender that remembers what it was given, in place of Slack. */
export function recordingSender(): RecordingSender {
  const sent: Sent[] = [];
  const opened: string[] = [];
  const standing: Standing[] = [];
  const answers: Answer[] = [];
  const take = (channel: string, ts: string): Answer => answers.shift() ?? { kind: 'posted', channel, ts };
  return {
    sent,
    opened,
    standing,
    mayRead: true,
    answer: (...outcomes) => void answers.push(...outcomes),
    async post({ channel: to, thread, marker, mayLeave }, message) {
      if (!(await mayLeave())) return { kind: 'withheld' };
      const where = thread === undefined ? {} : { thread };
      sent.push({ way: 'post', channel: to, text: message.text, marker, ...where });
      const channel = to.startsWith('U') ? `D${to.slice(1)}` : to;
      const ts = `1700000000.00000${sent.length}`;
      const { arrived, ...answer } = take(channel, ts);
      if (arrived ?? answer.kind === 'posted') standing.push({ channel, ts, marker });
      return answer;
    },
    async update({ channel, ts }, message) {
      sent.push({ way: 'update', channel, text: message.text });
      return take(channel, ts);
    },
    async remove({ channel, ts }) {
      const at = standing.findIndex((one) => one.channel === channel && one.ts === ts);
      if (at >= 0) standing.splice(at, 1);
      return { kind: 'removed' };
    },
    async find({ channel, marker }) {
      if (!this.mayRead) return { kind: 'closed', reason: 'missing_scope' };
      const found = standing.filter((one) => one.channel === channel && one.marker === marker);
      return { kind: 'read', stamps: found.map(({ ts }) => ts) };
    },
    async openDirect(user) {
      opened.push(user);
      return { kind: 'opened', channel: `D${user.slice(1)}` };
    },
  };
}
