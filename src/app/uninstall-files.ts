import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { GiveUp } from '#lib/errors.ts';
import { readJson } from '#lib/json.ts';

const NOTE = 'uninstalling.json';
/** What is being removed, and whether its token is withdrawn already: the one that is configured may be a newer one. */
const Note = z.object({ installation: z.string().min(1), isRevoked: z.boolean() });
export type UninstallNote = z.infer<typeof Note>;

/** What we put into a data folder. Anything else in it is not ours and stays. */
const FILES = ['clock.json', 'company.json', 'slack.json'] as const;
/** What others in the same database would miss. */
const SHARED = ['key'] as const;
const DATABASE = 'database';
/** A database half removed could not be opened again: it goes under this name, which is never opened. */
const REMOVED = 'database.removed';

/** Whether others are in the database, and whether it is a folder here. */
export interface Whereabouts {
  readonly isAlone: boolean;
  readonly isEmbedded: boolean;
}

/** Notes that an installation is being removed, before anything is. */
export function noteUninstalling(dataDir: string, note: UninstallNote): void {
  writeFileSync(join(dataDir, NOTE), JSON.stringify(note), { mode: 0o600 });
}

/** The removal that was begun and has not ended; undefined where none was. */
export function begunUninstalling(dataDir: string): UninstallNote | undefined {
  const file = join(dataDir, NOTE);
  if (!existsSync(file)) return undefined;
  const note = Note.safeParse(readJson(readFileSync(file, 'utf8')));
  if (note.success) return note.data;
  throw new GiveUp(
    `${file} cannot be read: Attain was being uninstalled, and it does not say which workspace.`,
    {
      remedy: 'Remove that file, then say which: npm run attain -- uninstall --workspace T… --yes',
    },
  );
}

export function forgetUninstalling(dataDir: string): void {
  rmSync(join(dataDir, NOTE), { force: true });
}

/** Whether an embedded database is there. */
export function hasDatabase(dataDir: string): boolean {
  return existsSync(join(dataDir, DATABASE));
}

/** Removes our files; the database where it is embedded and nobody else's. */
export function removeFiles(dataDir: string, which: Whereabouts): void {
  const database = join(dataDir, DATABASE);
  if (namesOf(which).includes(DATABASE) && existsSync(database)) {
    rmSync(join(dataDir, REMOVED), { recursive: true, force: true });
    renameSync(database, join(dataDir, REMOVED));
  }
  for (const name of namesOf(which)) rmSync(join(dataDir, name), { recursive: true, force: true });
}

/** Those of our files that are still there. */
export function filesLeft(dataDir: string, which: Whereabouts): readonly string[] {
  return namesOf(which).filter((name) => existsSync(join(dataDir, name)));
}

function namesOf({ isAlone, isEmbedded }: Whereabouts): readonly string[] {
  return [...FILES, ...(isAlone ? SHARED : []), ...(isAlone && isEmbedded ? [DATABASE, REMOVED] : [])];
}
