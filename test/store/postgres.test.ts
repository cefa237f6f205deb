import { postgresServer } from '../support/engines.ts';
import { storeContract } from './contract.ts';
import { upsertContract } from './upsert-contract.ts';

storeContract(postgresServer, postgresServer.url !== undefined);
upsertContract(postgresServer, postgresServer.url !== undefined);
