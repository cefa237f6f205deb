import type { WebClient } from '@slack/web-api';
import { silentLog } from '#lib/log.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText } from '#slack/blocks/text.ts';
import { connectSlack } from '#slack/connect.ts';
import { createSender } from '#slack/deliver.ts';
import { crowd, slackWithCrowd } from '../harness/crowd.ts';
import type { Goal } from '../harness/goal.ts';
import { atMost, ms } from '../harness/row.ts';
import { timed, timesOf, type Times } from '../harness/sample.ts';
import { naiveClient, sendAllAtOnce } from '../rivals/naive-client.ts';

/** How long Slack takes to answer. */
const ANSWER_MS = 80;
const CALLS = 20;
const PER_MINUTE = 300;
const BURST = 10;
const LIMITS = { workspace: { burst: BURST, perMinute: PER_MINUTE } };
const PLENTY = 1_000_000;

/** What a person waits for while many messages go out. */
export const interactiveCall: Goal = {
  numbers: [16],
  title: 'A call that a person waits for during a bulk send',
  run: async () => {
    const { idle, busy } = await ours();
    const naive = await naives();
    return [
      {
        id: '16',
        metric: 'a call that a person waits for during a bulk send, the slowest',
        value: ms(busy.max),
        against: { name: 'idle', ...ms(idle.max) },
        ratio: busy.max / idle.max,
        target: atMost(2),
        detail: { p50: busy.p50, idleP50: idle.p50 },
      },
      {
        id: '16/naive',
        metric: 'the same where one client does both',
        value: ms(naive.max),
        against: { name: 'idle', ...ms(idle.max) },
        ratio: naive.max / idle.max,
      },
    ];
  },
};

async function ours(): Promise<{ idle: Times; busy: Times }> {
  const people = crowd(200);
  const slack = await slowSlack(people);
  const { apiUrl, botToken, appToken } = slack;
  const { bulk, interactive, workspace } = await connectSlack({ apiUrl, botToken, appToken }, silentLog);
  const sender = createSender(bulk, {
    log: silentLog,
    author: workspace,
    pace: { perMinute: PER_MINUTE, burst: BURST / 2, channelSpacing: 1_000 },
  });
  await calls(interactive, people);
  const idle = await calls(interactive, people);
  const over = new AbortController();
  const lane = async (own: readonly string[]) => {
    for (const channel of own) {
      if (over.signal.aborted) return;
      await sender.post({ channel, marker: channel, mayLeave: async () => true }, note(escapeText('Hello')));
    }
  };
  const sending = Promise.all([0, 1, 2, 3, 4].map((n) => lane(people.slice(n * 40, (n + 1) * 40))));
  const busy = await calls(interactive, people);
  over.abort();
  await sending;
  await slack.close();
  return { idle, busy };
}

async function naives(): Promise<Times> {
  const people = crowd(20);
  const slack = await slowSlack(people);
  const client = naiveClient(slack);
  const sending = sendAllAtOnce(client, people);
  const busy = await calls(client, people);
  await sending;
  await slack.close();
  return busy;
}

async function slowSlack(people: readonly string[]): Promise<LocalSlack> {
  const slack = await slackWithCrowd(people, LIMITS);
  slack.faults.add({ kind: 'delay', method: '*', ms: ANSWER_MS, times: PLENTY });
  return slack;
}

/** What opening Home costs, one after another. */
async function calls(client: WebClient, people: readonly string[]): Promise<Times> {
  const [user_id = ''] = people;
  const times: number[] = [];
  for (let nth = 0; nth < CALLS; nth++) {
    times.push(await timed(() => client.views.publish({ user_id, view: { type: 'home', blocks: [] } })));
  }
  return timesOf(times);
}
