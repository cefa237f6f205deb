import { openWorld, type World } from './world.ts';
import type { EngineName, Options, Scale, StoreName } from './options.ts';

/** What the goals share. Stores are filled once and kept, so that later goals find what earlier ones left. */
export interface Bench {
  readonly options: Options;
  readonly scale: Scale;
  /** Why an engine is not measured; undefined when it is. */
  missing(engine: EngineName): string | undefined;
  /** A filled, credited store of the run's scale, or of another. */
  world(store: StoreName, scale?: Scale): Promise<World>;
  say(text: string): void;
  close(): Promise<void>;
}

export function createBench(options: Options, say: (text: string) => void): Bench {
  const worlds = new Map<string, Promise<World>>();
  const addresses = { embedded: 'in process', postgres: options.databaseUrl, redis: options.redisUrl };
  return {
    options,
    scale: options.scale,
    missing(engine) {
      if (!options.engines.has(engine)) return 'not asked for';
      return addresses[engine] === undefined ? `no address of ${engine} is set` : undefined;
    },
    world(store, scale = options.scale) {
      const key = `${store}/${scale.name}`;
      const url = store === 'postgres' ? options.databaseUrl : undefined;
      const world = worlds.get(key) ?? openWorld({ store, scale, url, say });
      worlds.set(key, world);
      return world;
    },
    say,
    async close() {
      for (const world of await Promise.allSettled(worlds.values())) {
        if (world.status === 'fulfilled') await world.value.close();
      }
    },
  };
}
