import { silentLog } from '#lib/log.ts';
import { openDatabase } from '#store/database.ts';
import type { Database } from '#store/database.ts';
import type { Migrations } from '#store/migrate.ts';
import type { Store } from '#store/store.ts';
import { afterFile } from './after-file.ts';
import { databaseImage } from './database-image.ts';

declare global {
  var attainTestDatabases: Map<string, Promise<Database>> | undefined;
}

/** The database that all tests of this vitest worker share; a fresh schema each keeps them apart. */
export function testDatabase(url?: string): Promise<Database> {
  globalThis.attainTestDatabases ??= new Map();
  const name = url ?? 'embedded';
  const known =
    globalThis.attainTestDatabases.get(name) ?? openTestDatabase({ ...(url !== undefined && { url }) });
  globalThis.attainTestDatabases.set(name, known);
  return known;
}

/** A database of one's own, for tests that close it or need a folder; the caller closes it. */
export function openTestDatabase(
  options: { url?: string; dataDir?: string; migrations?: Migrations } = {},
): Promise<Database> {
  return openDatabase({ ...options, image: databaseImage(), log: silentLog });
}

let count = 0;

/** An installation's id that no other test uses, also not one of an earlier run that was broken off. */
export function freshInstallationId(): string {
  count += 1;
  return `T${process.pid}X${count}X${Math.trunc(performance.timeOrigin)}`;
}

/** An empty, fully migrated installation of its own; on a server it is removed when the file's tests are over. */
export async function testStore(url?: string): Promise<Store> {
  const database = await testDatabase(url);
  const id = freshInstallationId();
  // What is in memory goes with the process.
  if (url !== undefined) afterFile.push(() => database.dropInstallation(id));
  return database.installation(id);
}
