import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { machineNow, systemClock } from '#lib/clock.ts';
import { Refusal } from '#lib/errors.ts';
import { isRunning, processSpace, startMark } from './process-identity.ts';

const Holder = z.object({
  pid: z.int(),
  /** Tells a process from a later one with the same number; undefined where the system does not say. */
  startMark: z.string().optional(),
  /** Where process numbers mean the same: the host, and on Linux the process namespace. */
  space: z.string(),
  purpose: z.string(),
  since: z.string(),
});
export type Holder = z.infer<typeof Holder>;

export interface FolderLock {
  readonly holder: Holder;
  release(): void;
}

/** How often the holder shows a sign of life, and after how long without one it counts as gone. */
const BEAT_MS = 5_000;
const SILENT_MS = 30_000;

/**
 * Takes the data folder for this process alone: the embedded engine takes no lock of its own, and a second process
 * would lose writes silently. A lock whose holder is gone is taken over.
 * @throws Refusal naming the holder when another process has the folder.
 */
export function lockFolder(dataDir: string, options: { purpose: string; onLost?: () => void }): FolderLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, 'lock');
  const holder: Holder = {
    pid: process.pid,
    startMark: startMark(process.pid),
    space: processSpace(),
    purpose: options.purpose,
    since: systemClock.now().toString({ smallestUnit: 'second' }),
  };
  const text = JSON.stringify(holder);
  while (!created(path, text)) {
    const found = readLock(path);
    if (found === undefined) continue;
    if (isHeld(found)) throw refusal(dataDir, found);
    setAside(path, found.text);
  }
  const beat = setInterval(() => {
    if (readLock(path)?.text === text) utimesSync(path, machineNow() / 1000, machineNow() / 1000);
    else options.onLost?.();
  }, BEAT_MS);
  beat.unref();
  const release = () => {
    clearInterval(beat);
    if (readLock(path)?.text === text) rmSync(path, { force: true });
  };
  return { holder, release };
}

/** Who holds the folder now; undefined when nobody does. */
export function folderHolder(dataDir: string): Holder | undefined {
  const found = readLock(join(dataDir, 'lock'));
  return found !== undefined && isHeld(found) ? found.holder : undefined;
}

interface Found {
  readonly text: string;
  readonly holder: Holder | undefined;
  readonly silentMs: number;
}

function created(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function readLock(path: string): Found | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return { text, holder: parseHolder(text), silentMs: machineNow() - statSync(path).mtimeMs };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isHeld({ holder, silentMs }: Found): boolean {
  // Unreadable: being written at this moment, or cut off by a power failure.
  if (holder === undefined) return silentMs < SILENT_MS;
  // Of another machine or container we only see the signs of life.
  if (holder.space !== processSpace()) return silentMs < SILENT_MS;
  return isRunning(holder.pid, holder.startMark);
}

/** Removes a stale lock; should another process have taken it over meanwhile, that one's is put back. */
function setAside(path: string, staleText: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readFileSync(aside, 'utf8') === staleText) rmSync(aside);
  else renameSync(aside, path);
}

function refusal(dataDir: string, { holder }: Found): Refusal {
  const who =
    holder === undefined
      ? 'a process that is just starting'
      : `"${holder.purpose}" (process ${holder.pid} on ${holder.space.split('/')[0]}, since ${holder.since})`;
  return new Refusal(
    `The data folder ${dataDir} is in use by ${who}.`,
    'Stop that process, or set DATA_DIR to another folder.',
  );
}
