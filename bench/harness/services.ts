import type { Services } from '#feature.ts';
import { fixedClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import { createOutbox } from '#outbox/create-outbox.ts';
import { NOW } from '../data/timeline.ts';
import type { World } from './world.ts';

/** What features work with, over a filled store; nobody sends what they record. */
export function servicesOf(world: World): Omit<Services, 'directory'> {
  return {
    store: world.store,
    clock: fixedClock(NOW),
    log: silentLog,
    outbox: createOutbox({ wake: async () => undefined }),
  };
}
