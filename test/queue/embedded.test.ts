import { embeddedQueue } from '../support/queue.ts';
import { queueContract } from './contract.ts';

queueContract(embeddedQueue);
