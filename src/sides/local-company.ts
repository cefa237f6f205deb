import { join } from 'node:path';
import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import { DEFAULT_API_VERSION, type SalesforceSettings } from '#salesforce/settings.ts';
import { inventCompany, type InventedCompany } from '#sandbox/company/company.ts';
import { inventActivity } from '#sandbox/company/future.ts';
import { inventSlackTeam } from '#sandbox/company/slack-team.ts';
import { createLocalSalesforce, type LocalSalesforce } from '#sandbox/salesforce/local-salesforce.ts';
import { openingMoment, openOrg } from '#sandbox/salesforce/org-folder.ts';
import type { Org } from '#sandbox/salesforce/org/org.ts';
import type { Change } from '#sandbox/company/tables.ts';
import type { LocalTeam } from '#sides/slack-team.ts';
import { openStory, type Story } from '#sides/story.ts';

/** A company whose Salesforce is served here: the invented one, or one given as an org folder. */
export interface LocalCompany {
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  /** The moment its business time begins. */
  readonly opensAt: Temporal.Instant;
  /** Who is in its Slack; undefined where its Salesforce users are all we know. */
  readonly team: LocalTeam | undefined;
  serve(options: { readonly clock: Clock; readonly log: Log }): Promise<LocalSalesforceSide>;
}

export interface LocalSalesforceSide {
  readonly settings: SalesforceSettings;
  /** Lets what happens in the invented company until `instant` happen. */
  liveUntil(instant: Temporal.Instant): void;
  close(): Promise<void>;
}

/** Opens the company of an org folder, or the invented one. Its changes are kept in the data folder. */
export async function openLocalCompany(options: {
  readonly orgFolder: string | undefined;
  readonly dataDir: string;
}): Promise<LocalCompany> {
  const persist = join(options.dataDir, 'salesforce.journal');
  const story = join(options.dataDir, 'story.json');
  if (options.orgFolder !== undefined) {
    const org = await openOrg(options.orgFolder, { persist });
    return companyOf(org, { opensAt: openingMoment(org), team: undefined, story: undefined });
  }
  const invented = inventCompany();
  const org = await openOrg(
    { org: { ...invented.org, today: invented.org.today.toString() }, tables: invented.tables },
    { persist },
  );
  return companyOf(org, {
    opensAt: invented.asOf,
    team: teamOfInvented(invented),
    story: openStory(story, invented.asOf, (from, to) => inventActivity(invented, from, to)),
  });
}

function companyOf(
  org: Org,
  parts: {
    readonly opensAt: Temporal.Instant;
    readonly team: LocalTeam | undefined;
    readonly story: Story<Change> | undefined;
  },
): LocalCompany {
  const { name, currency, zone } = org.facts;
  return {
    name,
    currency,
    timeZone: zone,
    opensAt: parts.opensAt,
    team: parts.team,
    async serve({ clock, log }) {
      const salesforce = await createLocalSalesforce({ org, clock, log });
      return {
        settings: settingsOf(salesforce),
        liveUntil: (instant) => parts.story?.tellUntil(instant, (changes) => salesforce.driver.tell(changes)),
        close: () => salesforce.close(),
      };
    },
  };
}

/** Any client is let in: the server listens on loopback and holds nothing but a sandbox. */
function settingsOf({ url }: LocalSalesforce): SalesforceSettings {
  return {
    loginUrl: url,
    clientId: 'local',
    grant: { kind: 'client_credentials', clientSecret: 'local' },
    apiVersion: DEFAULT_API_VERSION,
    apiShare: 1,
  };
}

function teamOfInvented(company: InventedCompany): LocalTeam {
  const { people, channels, installerId, boardToStartWith } = inventSlackTeam(company);
  return {
    people,
    channels: channels.map(({ id, name, memberIds }) => ({ id, name, members: memberIds })),
    installer: installerId,
    board: boardToStartWith,
  };
}
