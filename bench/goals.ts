import { oneChange } from './goals/01-one-change.ts';
import { hundredChanges } from './goals/02-hundred-changes.ts';
import { fullRecompute } from './goals/03-full-recompute.ts';
import { myAttainment } from './goals/06-my-attainment.ts';
import { leaderboard } from './goals/07-leaderboard.ts';
import { acknowledgement } from './goals/08-acknowledgement.ts';
import { stall } from './goals/09-stall.ts';
import { burst } from './goals/10-burst.ts';
import { queueLatency } from './goals/11-queue-latency.ts';
import { deltaRead } from './goals/13-delta-read.ts';
import { syncMemory } from './goals/14-sync-memory.ts';
import { pacedMessages } from './goals/15-paced-messages.ts';
import { interactiveCall } from './goals/16-interactive.ts';
import { freshness } from './goals/17-freshness.ts';
import { coldStart } from './goals/18-cold-start.ts';
import { correctness } from './goals/19-correctness.ts';
import { restatement } from './goals/21-restatement.ts';
import type { Goal } from './harness/goal.ts';

/** In the order in which they are taken; the last changes the stores most. */
export const GOALS: readonly Goal[] = [
  coldStart,
  fullRecompute,
  oneChange,
  hundredChanges,
  myAttainment,
  leaderboard,
  acknowledgement,
  stall,
  burst,
  queueLatency,
  deltaRead,
  syncMemory,
  pacedMessages,
  interactiveCall,
  freshness,
  correctness,
  restatement,
];
