import type { Kysely, RawBuilder } from 'kysely';
import type { KeyRing } from './secrets.ts';
import type { Tables } from './tables.ts';

/**
 * One installation's data. Every query goes through `db` (already bound to the installation's schema) or, in raw SQL,
 * names its tables with `table`; unqualified names would meet the queue's tables.
 */
export interface Store {
  readonly schema: string;
  readonly db: Kysely<Tables>;
  /** What seals the secrets it keeps; undefined where they are kept as they are. */
  readonly keys?: KeyRing | undefined;
  /** A schema-qualified table name for raw SQL. Also takes the tables of features. */
  table(name: string): RawBuilder<unknown>;
  /** Runs `work` in one transaction; anything thrown rolls it back. */
  transaction<T>(work: (tx: Store) => Promise<T>): Promise<T>;
}
