import type { SalesforceSide } from '#app/core.ts';
import type { Config } from '#config.ts';
import { systemClock, type Clock } from '#lib/clock.ts';
import { Refusal } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { openBusinessClock, type BusinessClock } from '#sides/business-clock.ts';
import { openLocalCompany, type LocalCompany } from '#sides/local-company.ts';

/** Salesforce and the clock, as they are before Slack is opened. */
export interface Sides {
  readonly salesforce: SalesforceSide;
  readonly clock: Clock;
  /** Set where business time may be moved: everything is on loopback. */
  readonly movable: BusinessClock | undefined;
  /** The company whose Salesforce is served here. */
  readonly company: LocalCompany | undefined;
}

export interface SidesOptions {
  readonly config: Config;
  readonly dataDir: string;
  readonly orgFolder: string | undefined;
  readonly log: Log;
}

/** Reaches the configured Salesforce, or starts the local one over an org folder or the invented company. */
export async function openSides(options: SidesOptions, stack: AsyncDisposableStack): Promise<Sides> {
  const { config, dataDir, orgFolder, log } = options;
  if (config.salesforce !== undefined && orgFolder !== undefined) {
    throw new Refusal(
      'An org folder was named, but the environment configures a Salesforce org.',
      'Leave out --org, or unset the SALESFORCE_ variables.',
    );
  }
  const company =
    config.salesforce === undefined ? await openLocalCompany({ orgFolder, dataDir }) : undefined;
  const movable = clockOf(options, company);
  if (movable !== undefined) stack.defer(() => movable.close());
  const clock = movable ?? systemClock;
  if (config.salesforce !== undefined) {
    return {
      salesforce: { settings: config.salesforce, currency: config.currency },
      clock,
      movable,
      company,
    };
  }
  const local = await company?.serve({ clock, log });
  if (local === undefined) throw new Refusal('There is no company to serve.');
  stack.defer(() => local.close());
  const currency = config.currency ?? company?.currency;
  return {
    salesforce: { settings: local.settings, currency, liveUntil: local.liveUntil },
    clock,
    movable,
    company,
  };
}

/** Business time moves where a company is served here, or where the environment sets it for stand-ins. */
function clockOf(
  { config, dataDir }: SidesOptions,
  company: LocalCompany | undefined,
): BusinessClock | undefined {
  const opens = company?.opensAt ?? config.clockStart;
  if (opens === undefined) return undefined;
  return openBusinessClock({ dataDir, start: config.clockStart, companyOpens: opens });
}
