import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('../../node_modules/.cache/attain/', import.meta.url);

/** Initialising an empty database costs seconds; it is done once and kept beside the other build caches. */
export function databaseImage(): string {
  mkdirSync(FOLDER, { recursive: true });
  return fileURLToPath(new URL('empty-database-0.5.16.tar.gz', FOLDER));
}
