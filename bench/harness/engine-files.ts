import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));

/** An initialised, empty database: creating one takes seconds each time, and is measured only by the cold start. */
export function databaseImage(): string {
  mkdirSync(RESULTS, { recursive: true });
  return join(RESULTS, 'empty-database.tar.gz');
}

/** A folder of its own for an embedded database, and what takes it away again. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'attain-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
