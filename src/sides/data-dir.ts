import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Config } from '#config.ts';

const ROOT = '.attain';
/** Names the folder that was started last, so that a command line without --org means that one. */
const CURRENT = join(ROOT, 'current');

/**
 * The folder that holds a company's data: DATA_DIR, or one of its own under .attain/ for each company, because two
 * orgs never share a folder.
 */
export function chooseDataDir(config: Config, orgFolder: string | undefined): string {
  if (config.dataDir !== undefined) return resolve(config.dataDir);
  if (config.salesforce !== undefined)
    return resolve(ROOT, new URL(config.salesforce.loginUrl).host.replaceAll(':', '-'));
  if (orgFolder !== undefined) return resolve(ROOT, folderName(orgFolder));
  return resolve(ROOT, 'demo');
}

/** The folder a command line means: what it says, else the one that `npm start` last used. */
export function currentDataDir(config: Config, orgFolder: string | undefined): string {
  if (config.dataDir !== undefined || config.salesforce !== undefined || orgFolder !== undefined) {
    return chooseDataDir(config, orgFolder);
  }
  try {
    return readFileSync(CURRENT, 'utf8').trim() || chooseDataDir(config, undefined);
  } catch {
    return chooseDataDir(config, undefined);
  }
}

/** Remembers which folder `npm start` uses. */
export function rememberDataDir(config: Config, dataDir: string): void {
  if (config.dataDir !== undefined) return;
  mkdirSync(ROOT, { recursive: true });
  writeFileSync(CURRENT, dataDir);
}

/** Two folders called `org` in different places are two companies. */
function folderName(orgFolder: string): string {
  const path = resolve(orgFolder);
  const parent = basename(resolve(path, '..'));
  return `org-${parent}-${basename(path)}`.replaceAll(/[^A-Za-z0-9._-]/g, '-');
}
