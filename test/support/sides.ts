import { parseConfig } from '#config.ts';
import type { Config } from '#config.ts';
import { movableClock, type MovableClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import { inventCompany, type InventedCompany } from '#sandbox/company/company.ts';
import { inventSlackTeam, type SlackTeam } from '#sandbox/company/slack-team.ts';
import { createLocalSalesforce, type LocalSalesforce } from '#sandbox/salesforce/local-salesforce.ts';
import { openOrg } from '#sandbox/salesforce/org-folder.ts';
import type { LocalSlackOptions } from '#sandbox/slack/options.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { createLocalSlack } from '#sandbox/slack/server.ts';
import { ownManifest } from '#sides/manifest.ts';

/** A small invented company with both of its outside worlds, as a product's configuration reaches them. */
export interface TestSides {
  readonly teamId: string;
  readonly company: InventedCompany;
  readonly team: SlackTeam;
  readonly clock: MovableClock;
  readonly salesforce: LocalSalesforce;
  readonly slack: LocalSlack;
  /** The environment that points a product at these sides. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

let count = 0;

/** A workspace id that no other test uses, so that tests may share a server. */
function freshTeamId(): string {
  count += 1;
  return `T${process.pid}F${count}${Math.trunc(performance.timeOrigin).toString(36).toUpperCase()}`;
}

export interface TestSidesOptions {
  readonly scale?: number;
  /** What the clock buttons of the page do. */
  readonly advance?: (step: number | 'monday') => Promise<void>;
  /** What the local Slack does differently. */
  readonly slack?: Partial<LocalSlackOptions>;
}

export async function openTestSides(options: TestSidesOptions = {}): Promise<TestSides> {
  const company = inventCompany({ scale: options.scale ?? 0.1 });
  const team = inventSlackTeam(company);
  const clock = movableClock(company.asOf);
  const org = await openOrg({
    org: { ...company.org, today: company.org.today.toString() },
    tables: company.tables,
  });
  const salesforce = await createLocalSalesforce({ org, clock });
  const teamId = freshTeamId();
  const slack = await createLocalSlack({
    ...ownManifest(),
    team: { id: teamId, name: 'Brambleway' },
    people: [...team.people],
    channels: team.channels.map(({ id, name, memberIds }) => ({ id, name, members: [...memberIds] })),
    installer: team.installerId,
    clock,
    ...(options.advance ? { clockControl: { advance: options.advance } } : {}),
    log: silentLog,
    ...options.slack,
  });
  return {
    teamId,
    company,
    team,
    clock,
    salesforce,
    slack,
    environment: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      SALESFORCE_LOGIN_URL: salesforce.url,
      SALESFORCE_CLIENT_ID: 'test',
      SALESFORCE_CLIENT_SECRET: 'test',
      SYNC_SECONDS: '3600',
      CURRENCY: 'USD',
      CLOCK_START: company.asOf.toString(),
      LOG_LEVEL: 'silent',
      PORT: '0',
    },
    async close() {
      await slack.close();
      await salesforce.close();
    },
  };
}

export function configOf(sides: TestSides, more: Readonly<Record<string, string>> = {}): Config {
  return parseConfig({ ...sides.environment, ...more });
}
