import { storeContract } from './contract.ts';
import { upsertContract } from './upsert-contract.ts';

const embedded = { name: 'embedded', title: 'embedded', url: undefined };

storeContract(embedded, true);
upsertContract(embedded, true);
