import type { Clock } from '#lib/clock.ts';
import type { Log } from '#lib/log.ts';
import type { Org } from '#sandbox/salesforce/org/org.ts';
import type { CallCounter } from './calls.ts';
import type { Cursors } from './cursors.ts';
import type { Faults } from './faults.ts';
import type { Tokens } from './tokens.ts';
import type { Usage } from './usage.ts';

/** Everything one local Salesforce holds; each handler takes from it what it needs. */
export interface Platform {
  readonly org: Org;
  readonly clock: Clock;
  readonly log: Log;
  readonly tokens: Tokens;
  readonly cursors: Cursors;
  readonly usage: Usage;
  readonly calls: CallCounter;
  readonly faults: Faults;
  /** Rows on a query page unless the caller asks for fewer. */
  readonly pageSize: number;
  /** Most ids one getUpdated or getDeleted answers with. */
  readonly replicationIdLimit: number;
  /** Where it listens, without a trailing slash. */
  url(): string;
}
