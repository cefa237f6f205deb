import { afterEach } from 'vitest';
import { fixedClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import type { LocalSlackOptions } from '#sandbox/slack/options.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import { connectSlack } from '#slack/connect.ts';
import { createSlackApp, type SlackApp, type SlackAppOptions } from '#slack/create-slack-app.ts';
import { createDirectory } from '#slack/directory.ts';
import type { Installation } from '#slack/installation.ts';
import type { Routes } from '#slack/route-table.ts';
import { DANA, MONDAY, startTeam } from '../../sandbox/slack/support/local-team.ts';

export interface SlackWorld {
  readonly slack: LocalSlack;
  readonly app: SlackApp;
}

/** Handlers in these tests note here what they were given. */
export type Notes = string[];

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

export const NO_ROUTES: Routes<Notes> = {
  subcommands: [],
  actions: [],
  modals: [],
  shortcuts: [],
  home: [],
};

/** Dana is linked and installed the app; Omar is neither. */
function installation(
  notes: Notes,
  slack: Pick<Installation<Notes>, 'profileOf' | 'isFirstDelivery'>,
): Installation<Notes> {
  return {
    services: notes,
    isFirstDelivery: slack.isFirstDelivery,
    clock: fixedClock(MONDAY),
    actorOf: async (slackUserId) => ({
      slackUserId,
      personId: slackUserId === DANA ? '005DANA' : null,
      isInstaller: slackUserId === DANA,
    }),
    profileOf: slack.profileOf,
    homeNotes: async () => [mrkdwn`Salesforce read a minute ago`],
  };
}

/** The real Bolt and the real Web API client, connected to a local Slack. Closed when the test ends. */
export async function slackWorld(
  routes: Partial<Routes<Notes>>,
  {
    notes = [],
    slack: changes,
    isFirstDelivery = firstInMemory(),
    processes = 1,
    ...options
  }: {
    notes?: Notes;
    slack?: Partial<LocalSlackOptions>;
    isFirstDelivery?: Installation<Notes>['isFirstDelivery'];
    /** How many of the product listen to the same workspace. */
    processes?: number;
  } & Partial<SlackAppOptions<Notes>> = {},
): Promise<SlackWorld> {
  const { slack } = await startTeam({ commands: COMMANDS, events: ['app_home_opened'], ...changes });
  open.push(() => slack.close());
  const settings = { botToken: slack.botToken, appToken: slack.appToken, apiUrl: slack.apiUrl };
  const listen = async () => {
    const connection = await connectSlack(settings, silentLog);
    const { profileOf } = createDirectory(connection.interactive);
    const served = installation(notes, { profileOf, isFirstDelivery });
    const app = createSlackApp<Notes>(connection, {
      routes: { ...NO_ROUTES, ...routes },
      installationOf: async (teamId) => (teamId === connection.workspace.teamId ? served : undefined),
      log: silentLog,
      ...options,
    });
    await app.start();
    open.push(() => app.stop());
    return app;
  };
  const app = await listen();
  for (let more = 1; more < processes; more++) await listen();
  return { slack, app };
}

function firstInMemory(): Installation<Notes>['isFirstDelivery'] {
  const delivered = new Set<string>();
  return async (key) => delivered.size < delivered.add(key).size;
}

const COMMANDS = ['/attain', '/attainment', '/leaderboard'].map((command) => ({
  command,
  description: 'Ask for a figure',
  shouldEscape: true,
}));

/** The next thing that only this person sees, as text. */
export async function nextAnswer(slack: LocalSlack, who: string, known = 0): Promise<string> {
  const message = await slack.until(() => slack.ephemeral(who)[known], { what: 'a private answer' });
  return message.text;
}
