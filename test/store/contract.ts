import type { Engine } from '../support/engines.ts';
import { installationsContract } from './installations-contract.ts';
import { migrationsContract } from './migrations-contract.ts';
import { transactionsContract } from './transactions-contract.ts';
import { upsertContract } from './upsert-contract.ts';
import { valuesContract } from './values-contract.ts';

/** What every engine that carries the store must do. */
export function storeContract(engine: Engine, run: boolean): void {
  valuesContract(engine, run);
  upsertContract(engine, run);
  transactionsContract(engine, run);
  installationsContract(engine, run);
  migrationsContract(engine, run);
}
