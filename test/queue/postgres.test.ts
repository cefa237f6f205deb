import { postgresQueue } from '../support/queue.ts';
import { queueContract } from './contract.ts';

queueContract(postgresQueue);
