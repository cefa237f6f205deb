import { setTimeout as pause } from 'node:timers/promises';
import { rebuildCells } from '#ledger/rebuild.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import type { Bench } from '../harness/bench.ts';
import { onEngines } from '../harness/each-engine.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, ms, type Row } from '../harness/row.ts';
import { timed, timesOf, type Times } from '../harness/sample.ts';
import { REP, serveCommands, startLocalSlack } from '../harness/slack-side.ts';
import { CHANNEL } from '../harness/board.ts';
import type { World } from '../harness/world.ts';

const COMMANDS = 120;
const WARM_UPS = 10;
const BETWEEN_MS = 15;
/** How long Slack waits. */
const SLACK_WAITS_MS = 3000;

export const acknowledgement = onEngines({
  numbers: [8],
  title: 'Acknowledging a slash command while everything is recomputed in the same process',
  engines: STORES,
  rows: rowsOf,
});

async function rowsOf(bench: Bench, store: StoreName): Promise<readonly Row[]> {
  const world = await bench.world(store);
  await using opened = new AsyncDisposableStack();
  const slack = await startLocalSlack();
  opened.defer(() => slack.close());
  const app = await serveCommands(world, slack);
  opened.defer(() => app.stop());
  await acknowledgements(slack, WARM_UPS);
  const idle = await acknowledgements(slack, COMMANDS);
  const busy = await whileRebuilding(world, () => acknowledgements(slack, COMMANDS));
  return [
    {
      id: `8/${store}`,
      metric: `acknowledged during a full recompute, ${store}, p99`,
      value: ms(busy.p99),
      against: { name: 'idle', ...ms(idle.p99) },
      ratio: busy.p99 / idle.p99,
      target: atMost(10),
      detail: { p50: busy.p50, idleP50: idle.p50 },
    },
    {
      id: `8/${store}/worst`,
      metric: 'the slowest of them',
      value: ms(busy.max),
      against: { name: 'Slack waits', ...ms(SLACK_WAITS_MS) },
      ratio: busy.max / SLACK_WAITS_MS,
      target: atMost(1),
    },
  ];
}

/** A person types the command again and again; each time is that until Slack has its acknowledgement. */
async function acknowledgements(slack: LocalSlack, commands: number): Promise<Times> {
  const times: number[] = [];
  for (let nth = 0; nth < commands; nth++) {
    await pause(BETWEEN_MS);
    times.push(
      await timed(async () => {
        const outcome = await slack.command(REP.slackId, '/attain bookings', { channel: CHANNEL });
        if (!outcome.ok) throw new Error(`the command was not acknowledged: ${outcome.error}`);
      }),
    );
  }
  return timesOf(times);
}

async function whileRebuilding<T>(world: World, measure: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const rebuilding = (async () => {
    while (!over.signal.aborted) await rebuildCells(world.store);
  })();
  try {
    return await measure();
  } finally {
    over.abort();
    await rebuilding;
  }
}
