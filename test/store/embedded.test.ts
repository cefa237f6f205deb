import { storeContract } from './contract.ts';

const embedded = { name: 'embedded', title: 'embedded', url: undefined };

storeContract(embedded, true);
