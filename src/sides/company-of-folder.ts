import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const Kept = z.object({ orgFolder: z.string().nullable() });

/** Remembers which org folder a data folder was made from, so that a command line need not repeat it. */
export function keepOrgFolder(dataDir: string, orgFolder: string | undefined): void {
  const kept: z.infer<typeof Kept> = { orgFolder: orgFolder === undefined ? null : resolve(orgFolder) };
  writeFileSync(join(dataDir, 'company.json'), JSON.stringify(kept));
}

/** The org folder of a data folder: the one named now, else the one it was made from. */
export function orgFolderOf(dataDir: string, named: string | undefined): string | undefined {
  const file = join(dataDir, 'company.json');
  if (named !== undefined || !existsSync(file)) return named;
  return Kept.parse(JSON.parse(readFileSync(file, 'utf8'))).orgFolder ?? undefined;
}
