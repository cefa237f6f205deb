import { silentLog } from '#lib/log.ts';
import type { QueueBackend } from '#queue/backend.ts';
import { openDatabase } from '#store/database.ts';
import { databaseImage, temporaryFolder } from './engine-files.ts';
import type { EngineName, Options } from './options.ts';

export interface OpenedBackend {
  readonly backend: QueueBackend;
  close(): Promise<void>;
}

/** A queue's own engine, apart from the filled stores: what is measured is the queue, not who else asks. */
export async function openQueueBackend(engine: EngineName, options: Options): Promise<OpenedBackend> {
  if (engine === 'redis') {
    const backend = { kind: 'redis', url: options.redisUrl ?? '', prefix: 'attain-bench' } as const;
    return { backend, close: async () => undefined };
  }
  const folder = engine === 'embedded' ? temporaryFolder() : undefined;
  const url = engine === 'postgres' ? options.databaseUrl : undefined;
  const database = await openDatabase({ url, dataDir: folder?.path, image: databaseImage(), log: silentLog });
  return {
    backend: { kind: 'postgres', pool: database.queuePool() },
    async close() {
      await database.close();
      folder?.remove();
    },
  };
}
