import { silentLog } from '#lib/log.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText } from '#slack/blocks/text.ts';
import { connectSlack } from '#slack/connect.ts';
import { createSender } from '#slack/deliver.ts';
import { crowd, slackWithCrowd } from '../harness/crowd.ts';
import type { Goal } from '../harness/goal.ts';
import { atMost, count, ms, type Row } from '../harness/row.ts';
import { timed } from '../harness/sample.ts';
import { naiveClient, sendAllAtOnce } from '../rivals/naive-client.ts';

/** The stated bucket: 300 messages a minute in the workspace, ten at once after a quiet time, one a second in a channel. */
const PER_MINUTE = 300;
const BURST = 10;
/** Times run so many times as fast: the bucket and the pace alike. */
const SCALE = 16;
const MESSAGES = 1_000;
/** The rival waits whole seconds, so its clock is not scaled and it sends fewer. */
const NAIVE_MESSAGES = 40;

/** 1,000 direct messages through the pacer, beside the client that is left to cope. */
export const pacedMessages: Goal = {
  numbers: [15],
  title: '1,000 direct messages through the pacer',
  run: async () => {
    const [ours, naive] = await Promise.all([pacedRun(), naiveRun()]);
    const floor = floorMs(MESSAGES, SCALE);
    return [
      {
        id: '15',
        metric: `${MESSAGES} direct messages through the pacer`,
        value: ms(ours.elapsed),
        against: { name: 'the bucket alone', ...ms(floor) },
        ratio: ours.elapsed / floor,
        target: atMost(1.05),
        detail: { scale: SCALE, naiveRatio: naive.ratio, naiveRejects: naive.rejects },
      },
      amiss('rejects', 'of them refused for haste', ours.rejects),
      amiss('doubles', 'of them there more than once, or not at all', ours.wrong),
      {
        id: '15/naive',
        metric: `the same for ${NAIVE_MESSAGES} by a client left to cope`,
        value: ms(naive.elapsed),
        against: { name: 'the bucket alone', ...ms(floorMs(NAIVE_MESSAGES, 1)) },
        ratio: naive.ratio,
      },
    ];
  },
};

function amiss(id: string, metric: string, value: number): Row {
  return {
    id: `15/${id}`,
    metric,
    value: count(value, 'messages'),
    against: { name: 'may be', ...count(0, 'messages') },
    ratio: value,
    target: atMost(0),
  };
}

/** What the bucket holds at first goes at once, the others at its pace. */
function floorMs(messages: number, scale: number): number {
  return ((messages - BURST) * 60_000) / (PER_MINUTE * scale);
}

function bucket(scale: number) {
  return { channelPerSecond: scale, workspace: { burst: BURST, perMinute: PER_MINUTE * scale } };
}

async function pacedRun() {
  const people = crowd(MESSAGES);
  const slack = await slackWithCrowd(people, bucket(SCALE));
  const { apiUrl, botToken, appToken } = slack;
  const { bulk, workspace } = await connectSlack({ apiUrl, botToken, appToken }, silentLog);
  const pace = { perMinute: PER_MINUTE * SCALE, burst: BURST / 2, channelSpacing: 1_000 / SCALE };
  const sender = createSender(bulk, { log: silentLog, author: workspace, pace });
  const mayLeave = async () => true;
  const elapsed = await timed(async () => {
    // As many at a time as the pacer lets leave at once: none waits for another's answer.
    const next = people.entries();
    const lane = async () => {
      for (const [n, channel] of next) await sender.post({ channel, marker: `m${n}`, mayLeave }, words(n));
    };
    await Promise.all(Array.from({ length: BURST / 2 }, lane));
  });
  const rejects = slack.calls('chat.postMessage').filter(({ httpStatus }) => httpStatus === 429).length;
  const wrong = people.filter((id) => slack.direct(id).length !== 1).length;
  await slack.close();
  return { elapsed, rejects, wrong };
}

function words(n: number) {
  return note(escapeText(`Message ${n}`));
}

async function naiveRun() {
  const people = crowd(NAIVE_MESSAGES);
  const slack = await slackWithCrowd(people, bucket(1));
  const elapsed = await sendAllAtOnce(naiveClient(slack), people);
  const rejects = slack.calls('chat.postMessage').filter(({ httpStatus }) => httpStatus === 429).length;
  await slack.close();
  return { elapsed, rejects, ratio: elapsed / floorMs(NAIVE_MESSAGES, 1) };
}
