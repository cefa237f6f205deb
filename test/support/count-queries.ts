import type { PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely';
import type { Store } from '#store/store.ts';

/** How often the database is asked by `run`, outside of what is written together. */
export async function countQueries(store: Store, run: (counted: Store) => Promise<unknown>): Promise<number> {
  let count = 0;
  const counting = {
    transformQuery: ({ node }: PluginTransformQueryArgs) => {
      count++;
      return node;
    },
    transformResult: async ({ result }: PluginTransformResultArgs) => result,
  };
  await run(Object.assign(Object.create(store), { db: store.db.withPlugin(counting) }));
  return count;
}
