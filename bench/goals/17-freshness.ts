import { setTimeout as pause } from 'node:timers/promises';
import { type App, startApp } from '#app.ts';
import { parseConfig } from '#config.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { movableClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import { noProgress } from '#lib/progress.ts';
import type { LocalSalesforce } from '#sandbox/salesforce/local-salesforce.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { openDatabase } from '#store/database.ts';
import { makeCompany } from '../data/company.ts';
import { OPEN } from '../data/deals.ts';
import { idOf, PREFIX } from '../data/ids.ts';
import { seeded, type Random } from '../data/random.ts';
import { NOW, TODAY } from '../data/timeline.ts';
import type { Bench } from '../harness/bench.ts';
import { CHANNEL, TOP_50 } from '../harness/board.ts';
import { databaseImage, temporaryFolder } from '../harness/engine-files.ts';
import { onEngines } from '../harness/each-engine.ts';
import { STORES, type StoreName } from '../harness/options.ts';
import { atMost, ms, type Row } from '../harness/row.ts';
import { timed, timesOf } from '../harness/sample.ts';
import { serveCompany } from '../harness/serve-company.ts';
import { REP, startLocalSlack } from '../harness/slack-side.ts';

const SIZE = { deals: 2000, activities: 4000 };
const POLL_SECONDS = 2;
const BEYOND_THE_POLL_MS = 2000;
const CHANGES = 100;
const ROUNDS = 2;
const PATIENCE_MS = 60_000;

/** A hundred deals change in Salesforce; the board in Slack says so. Everything between is the product. */
export const freshness = onEngines({
  numbers: [17],
  title: 'From a change in Salesforce to the board in Slack',
  engines: STORES,
  rows: async (bench, store) => [await rowOf(bench, store)],
});

async function rowOf({ options }: Bench, store: StoreName): Promise<Row> {
  await using opened = new AsyncDisposableStack();
  const clock = movableClock(NOW);
  const salesforce = await serveCompany(SIZE, clock);
  opened.defer(() => salesforce.close());
  const slack = await startLocalSlack(clock);
  opened.defer(() => slack.close());
  const databaseUrl = store === 'postgres' ? options.databaseUrl : undefined;
  const app = await startProduct({ salesforce, slack, clock, databaseUrl }, opened);
  await startBoard(app.services, TOP_50, { userId: REP.slackId, now: clock.now() });
  await slack.until(() => slack.messages(CHANNEL).at(-1), { what: 'the first board', ms: PATIENCE_MS });
  const random = seeded(17);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await app.queue.drained();
    // Any moment between two polls.
    await pause(random.below(POLL_SECONDS * 1000));
    times.push(await timed(() => changeAndWait({ salesforce, slack }, random)));
  }
  const worst = timesOf(times).max;
  const limit = POLL_SECONDS * 1000 + BEYOND_THE_POLL_MS;
  return {
    id: `17/${store}`,
    metric: `${CHANGES} changes in Salesforce → board edited, ${store}, worst of ${ROUNDS}`,
    value: ms(worst),
    against: { name: `poll of ${POLL_SECONDS} s + ${BEYOND_THE_POLL_MS / 1000} s`, ...ms(limit) },
    ratio: worst / limit,
    target: atMost(1),
    detail: { p50: timesOf(times).p50 },
  };
}

interface Between {
  readonly salesforce: LocalSalesforce;
  readonly slack: LocalSlack;
}

interface Sides extends Between {
  readonly clock: ReturnType<typeof movableClock>;
  readonly databaseUrl: string | undefined;
}

async function startProduct(sides: Sides, opened: AsyncDisposableStack): Promise<App> {
  const { salesforce, slack, clock, databaseUrl } = sides;
  const folder = temporaryFolder();
  opened.defer(folder.remove);
  const config = parseConfig({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    SALESFORCE_LOGIN_URL: salesforce.url,
    SALESFORCE_CLIENT_ID: 'bench',
    SALESFORCE_CLIENT_SECRET: 'bench',
    SALESFORCE_API_SHARE: '100',
    SYNC_SECONDS: String(POLL_SECONDS),
    CURRENCY: 'USD',
    CLOCK_START: NOW.toString(),
    PORT: '0',
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  });
  if (!config.salesforce || !config.slack) throw new Error('the sides are not configured');
  if (databaseUrl !== undefined) await forget(databaseUrl);
  const app = await startApp({
    config,
    dataDir: folder.path,
    databaseImage: databaseImage(),
    clock,
    log: silentLog,
    progress: noProgress,
    salesforce: { settings: config.salesforce, currency: config.currency },
    slack: { kind: 'remote', settings: config.slack },
  });
  opened.defer(async () => {
    await app.stop();
    if (databaseUrl !== undefined) await forget(databaseUrl);
  });
  return app;
}

/** The workspace's data on a server, from this run or one that was broken off. */
async function forget(url: string): Promise<void> {
  const database = await openDatabase({ url, log: silentLog });
  await database.dropInstallation('T0BENCH');
  await database.close();
}

const company = makeCompany(SIZE);

/** Closes a hundred deals, the first of them large enough to lead, and waits until the board shows it. */
async function changeAndWait({ salesforce, slack }: Between, random: Random): Promise<void> {
  const before = slack.messages(CHANNEL).at(-1)?.text;
  for (let nth = 0; nth < CHANGES; nth++) {
    const deal = random.below(company.deals.count);
    company.deals.outcome[deal] = OPEN;
    salesforce.driver.update('Opportunity', idOf(PREFIX.deal, deal), {
      StageName: 'Closed Won',
      CloseDate: TODAY.toString(),
      Amount: String(1_000_000 + random.below(1_000_000)),
    });
  }
  const edited = () => slack.messages(CHANNEL).find(({ text }) => text !== before);
  await slack.until(edited, { what: 'an edited board', ms: PATIENCE_MS });
}
