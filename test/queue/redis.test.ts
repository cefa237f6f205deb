import { redisQueue } from '../support/queue.ts';
import { queueContract } from './contract.ts';

queueContract(redisQueue);
