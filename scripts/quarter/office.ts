import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '#app.ts';
import { tickStep } from '#app/jobs.ts';
import { backendOf, queueName } from '#app/uninstall.ts';
import { type Config, parseConfig } from '#config.ts';
import type { Day } from '#lib/days.ts';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { type Log, silentLog } from '#lib/log.ts';
import type { Progress } from '#lib/progress.ts';
import { removeQueue } from '#queue/remove-queue.ts';
import { type InventedCompany, inventCompany } from '#sandbox/company/company.ts';
import { inventActivity } from '#sandbox/company/future.ts';
import { inventSlackTeam, type SlackTeam } from '#sandbox/company/slack-team.ts';
import { createLocalSalesforce, type LocalSalesforce } from '#sandbox/salesforce/local-salesforce.ts';
import { openOrg } from '#sandbox/salesforce/org-folder.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { createLocalSlack } from '#sandbox/slack/server.ts';
import { openDatabase } from '#store/database.ts';
import { ownManifest } from '#sides/manifest.ts';
import { databaseImage } from '../../test/support/database-image.ts';
import { linkEverybody } from '../../test/support/product.ts';

/** The invented company with the product at work in it: real Bolt, a local Slack, a local Salesforce, one clock. */
export interface Office {
  readonly company: InventedCompany;
  readonly team: SlackTeam;
  readonly clock: MovableClock;
  readonly slack: LocalSlack;
  readonly salesforce: LocalSalesforce;
  readonly app: App;
  /** Reads what changed in the company, does what is due and sends it. */
  catchUp(): Promise<void>;
  /** Does what is due and sends it, without reading. */
  tick(): Promise<void>;
  close(): Promise<void>;
}

/** A database and a queue of their own servers; embedded where none is named. */
export type Engines = Readonly<Partial<Record<'DATABASE_URL' | 'REDIS_URL', string>>>;

/** Once an hour: data is late after ten of them, which no night lasts. */
const SYNC_SECONDS = '3600';
/** Machine time: the clock is moved here, so nothing is to happen between two moves. */
const NEVER_SECONDS = 86_400;
/** Slack's speed is its own test; here it would be waiting and nothing else. */
const AT_ONCE = { perMinute: 1_000_000, burst: 1_000_000, channelSpacing: 0 };

/** Opens it on the morning of `today`; `scale` multiplies its customers, deals and activities. */
export async function openOffice(options: {
  readonly today: Day;
  readonly scale: number;
  readonly engines: Engines;
  readonly log: Log;
  readonly progress: Progress;
}): Promise<Office> {
  const { log, progress } = options;
  await using stack = new AsyncDisposableStack();
  const company = inventCompany({ today: options.today, scale: options.scale });
  const team = inventSlackTeam(company);
  const clock = fixedClock(company.asOf);
  const salesforce = await openSalesforce(company, clock);
  stack.defer(() => salesforce.close());
  const slack = await openSlack(team, { clock, log });
  stack.defer(() => slack.close());
  const dataDir = mkdtempSync(join(tmpdir(), 'attain-quarter-'));
  stack.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const config = configOf({ slack, salesforce }, options.engines);
  if (!config.slack || !config.salesforce) throw new Error('the sides are not configured');
  let installation: string | undefined;
  stack.defer(() => leaveNothing(config, installation));
  const app = await startApp({
    config,
    dataDir,
    clock,
    log,
    progress,
    databaseImage: databaseImage(),
    salesforce: {
      settings: config.salesforce,
      currency: config.currency,
      liveUntil: storyOf(company, salesforce),
    },
    slack: { kind: 'remote', settings: config.slack },
    posting: { tickSeconds: NEVER_SECONDS, pace: AT_ONCE },
  });
  installation = app.installation;
  stack.defer(() => app.stop());
  await linkEverybody(app, team.installerId);
  const closing = stack.move();
  return {
    company,
    team,
    clock,
    slack,
    salesforce,
    app,
    catchUp: app.catchUp,
    async tick() {
      await app.queue.add(tickStep, { installation: app.installation, payload: {} });
      await app.queue.drained();
    },
    close: () => closing.disposeAsync(),
  };
}

async function openSalesforce(company: InventedCompany, clock: MovableClock): Promise<LocalSalesforce> {
  const org = await openOrg({
    org: { ...company.org, today: company.org.today.toString() },
    tables: company.tables,
  });
  return createLocalSalesforce({ org, clock });
}

function openSlack(
  team: SlackTeam,
  { clock, log }: { readonly clock: MovableClock; readonly log: Log },
): Promise<LocalSlack> {
  return createLocalSlack({
    ...ownManifest(),
    // A server may be shared: each run is a workspace of its own.
    team: { id: `T0QUARTER${process.pid}`, name: 'Brambleway' },
    people: [...team.people],
    channels: team.channels.map(({ id, name, memberIds }) => ({ id, name, members: [...memberIds] })),
    installer: team.installerId,
    clock,
    rules: { rateLimits: false, triggerExpiry: false, ackTimeout: false },
    log,
  });
}

function configOf({ slack, salesforce }: Pick<Office, 'slack' | 'salesforce'>, engines: Engines) {
  return parseConfig({
    ...engines,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    SALESFORCE_LOGIN_URL: salesforce.url,
    SALESFORCE_CLIENT_ID: 'quarter',
    SALESFORCE_CLIENT_SECRET: 'quarter',
    CURRENCY: 'USD',
    LOG_LEVEL: 'silent',
    PORT: '0',
    SYNC_SECONDS,
  });
}

/** Servers keep nothing of a run that is over. */
async function leaveNothing(config: Config, installation: string | undefined): Promise<void> {
  const { databaseUrl: url } = config;
  if (url === undefined || installation === undefined) return;
  const database = await openDatabase({ url, dataDir: undefined, log: silentLog });
  try {
    await removeQueue(backendOf(config, database), { name: queueName(installation), log: silentLog });
    await database.dropInstallation(installation);
  } finally {
    await database.close();
  }
}

/** What happens in the company goes on as its clock does. */
function storyOf(company: InventedCompany, { driver }: LocalSalesforce): (until: Temporal.Instant) => void {
  let told = company.asOf;
  return (until) => {
    if (Temporal.Instant.compare(until, told) <= 0) return;
    driver.tell(inventActivity(company, told, until));
    told = until;
  };
}
