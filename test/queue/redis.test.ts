import { redisQueue } from '../support/queue.ts';
import { queueContract } from './contract.ts';
import { queueLifeContract } from './life-contract.ts';

queueContract(redisQueue);
queueLifeContract(redisQueue);
