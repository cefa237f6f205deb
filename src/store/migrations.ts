import type { Migration } from 'kysely/migration';
import * as people from './migrations/0001-people.ts';
import * as deals from './migrations/0002-deals.ts';
import * as targets from './migrations/0003-targets.ts';
import * as sync from './migrations/0004-sync.ts';
import * as ledger from './migrations/0005-ledger.ts';
import * as slack from './migrations/0006-slack.ts';
import * as credit from './migrations/0007-credit.ts';
import * as datedPeople from './migrations/0008-dated-people.ts';
import * as catalogue from './migrations/0009-catalogue.ts';
import * as snapshots from './migrations/0010-snapshots.ts';
import * as quotas from './migrations/0011-quotas.ts';
import * as outbox from './migrations/0020-outbox.ts';
import * as access from './migrations/0021-access.ts';
import * as identity from './migrations/0022-identity.ts';
import * as governor from './migrations/0023-governor.ts';
import * as settings from './migrations/0030-settings.ts';
import * as links from './migrations/0040-links.ts';
import * as dealSignals from './migrations/0041-deal-signals.ts';
import * as companyPlan from './migrations/0050-company-plan.ts';
import * as lockedFacts from './migrations/0051-locked-facts.ts';
import * as pastRates from './migrations/0052-past-rates.ts';
import * as lockedActivities from './migrations/0053-locked-activities.ts';

/** The core's migrations in the order of their names. One that has been released is never edited. */
export const CORE_MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-people': people,
  '0002-deals': deals,
  '0003-targets': targets,
  '0004-sync': sync,
  '0005-ledger': ledger,
  '0006-slack': slack,
  '0007-credit': credit,
  '0008-dated-people': datedPeople,
  '0009-catalogue': catalogue,
  '0010-snapshots': snapshots,
  '0011-quotas': quotas,
  '0020-outbox': outbox,
  '0021-access': access,
  '0022-identity': identity,
  '0023-governor': governor,
  '0030-settings': settings,
  '0040-links': links,
  '0041-deal-signals': dealSignals,
  '0050-company-plan': companyPlan,
  '0051-locked-facts': lockedFacts,
  '0052-past-rates': pastRates,
  '0053-locked-activities': lockedActivities,
};
