import type { Folder } from '#cli/program.ts';
import { lockDataDir } from '#cli/lock-data-dir.ts';
import { openDatabase } from '#store/database.ts';

/** The workspaces that have data, without opening any of them. */
export async function knownInstallations({ config, dataDir, log }: Folder): Promise<readonly string[]> {
  await using stack = new AsyncDisposableStack();
  const isEmbedded = config.databaseUrl === undefined;
  if (isEmbedded) lockDataDir(dataDir, { purpose: 'npm run attain', stack });
  const database = await openDatabase({
    url: config.databaseUrl,
    dataDir: isEmbedded ? dataDir : undefined,
    log,
  });
  stack.defer(() => database.close());
  return database.installations();
}
