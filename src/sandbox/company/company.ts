import { type Day, day } from '#lib/days.ts';
import { accountRows } from './accounts.ts';
import { fiscalTables } from './fiscal-year.ts';
import { recordId } from './ids.ts';
import { productRows } from './products.ts';
import { forecastingTypeRows, quotaRows } from './quotas.ts';
import { stageRows } from './stages.ts';
import { changesBegunOn } from './story.ts';
import { type Change, inOrder, type OrgTables, rowsAfter } from './tables.ts';
import { territoryTables } from './territories.ts';
import { roleRows, territoryMemberRows, userRows } from './user-rows.ts';
import { stamp } from './work-days.ts';
import { makeWorld, ORG_ZONE, type World } from './world.ts';

/** The tables of the company as of one moment, and what is needed to tell how its story goes on. */
export interface InventedCompany extends OrgTables {
  /** The moment that the tables describe; `inventActivity` goes on from here. */
  readonly asOf: Temporal.Instant;
  readonly world: World;
  /** What will still happen, oldest first, to deals and activities that had begun by the end of `today`. */
  readonly pending: readonly Change[];
}

/** A Wednesday in the middle of a quarter. */
const USUAL_TODAY = '2026-11-18';

/**
 * Invents the company: the same options always give the same company. `scale` multiplies customers, deals and
 * activities (people stay); a test that only needs some data takes 0.1. Money is in US dollars.
 */
export function inventCompany(
  options: { readonly seed?: string; readonly today?: Day; readonly scale?: number } = {},
): InventedCompany {
  const { seed = 'brambleway', today = day(USUAL_TODAY), scale = 1 } = options;
  const world = makeWorld({ seed, today, scale });
  const story = inOrder(daysFrom(world.startsOn, today).flatMap((date) => changesBegunOn(world, date)));
  const next = story.findIndex(({ at }) => Temporal.Instant.compare(at, world.asOf) >= 0);
  const split = next < 0 ? story.length : next;
  const told = rowsAfter(story.slice(0, split));
  return {
    org: { Organization: organization(), currency: 'USD', today },
    tables: {
      ...standingTables(world),
      ...told,
      ForecastingQuota: quotaRows(world, told['Opportunity'] ?? []),
    },
    asOf: world.asOf,
    world,
    pending: story.slice(split),
  };
}

function organization() {
  return {
    Id: recordId('Organization', 1),
    Name: 'Brambleway Instruments',
    TimeZoneSidKey: ORG_ZONE,
    FiscalYearStartMonth: 1,
    UsesStartDateAsFiscalYearName: false,
    IsSandbox: true,
  };
}

function standingTables(world: World): OrgTables['tables'] {
  const { people, accounts, startsOn, today } = world;
  const setUp = stamp(startsOn.subtract({ years: 3 }).toZonedDateTime(ORG_ZONE).toInstant());
  return {
    ...fiscalTables({ from: startsOn.year, to: today.year + 1 }, setUp),
    ...territoryTables(setUp),
    User: userRows(people),
    UserRole: roleRows(setUp),
    UserTerritory2Association: territoryMemberRows(people, setUp),
    Account: accountRows(accounts),
    Product2: productRows(setUp),
    OpportunityStage: stageRows(setUp),
    ForecastingType: forecastingTypeRows(setUp),
  };
}

function daysFrom(first: Day, last: Day): readonly Day[] {
  return Array.from({ length: first.until(last).days + 1 }, (_, index) => first.add({ days: index }));
}
