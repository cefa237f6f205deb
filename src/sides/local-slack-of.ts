import type { SlackSide } from '#app.ts';
import type { Services } from '#feature.ts';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Store } from '#store/store.ts';
import { beginInSandbox } from '#sides/begin-in-sandbox.ts';
import type { LocalCompany } from '#sides/local-company.ts';
import { colleaguesOf } from '#sides/colleagues.ts';
import { type Advance, LOCAL_TEAM_ID, openLocalSlack } from '#sides/slack-side.ts';
import { type LocalTeam, teamOf } from '#sides/slack-team.ts';

interface LocalSlackOptions {
  readonly company: LocalCompany | undefined;
  readonly clock: Clock;
  readonly advance: Advance | undefined;
  readonly dataDir: string;
  readonly port: number;
  readonly log: Log;
  readonly stack: AsyncDisposableStack;
  /** Told where the page is as soon as it can be opened. */
  readonly onOpen: (page: string) => void;
}

/** The local Slack as a side of the app: opened when Salesforce has told who works in the company. */
export function localSlackSide(options: LocalSlackOptions): SlackSide {
  let team: LocalTeam | undefined;
  return {
    kind: 'local',
    installation: LOCAL_TEAM_ID,
    async open(store: Store) {
      const { people, organization } = await colleaguesOf(store);
      team = options.company?.team ?? teamOf(people, organization.timeZone);
      const side = await openLocalSlack({ ...options, team, name: organization.name });
      options.stack.defer(() => side.close());
      options.onOpen(side.page);
      return side.settings;
    },
    async begin(services: Services) {
      if (team !== undefined) await beginInSandbox(services, team);
    },
  };
}
