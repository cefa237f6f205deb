import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

function quietly(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** When a process started, in the kernel's ticks since boot; undefined where there is no /proc. */
export function startMark(pid: number): string | undefined {
  const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  // The second field is the command in parentheses and may hold spaces; the start is the 22nd of all.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

/** Where a process number means the same process: this host and, in a container, its own numbering. */
export function processSpace(): string {
  const namespace = quietly(() => readlinkSync('/proc/self/ns/pid')) ?? '';
  return `${hostname()}/${namespace}`;
}

/** True when the process with this number, started at `mark` if that is known, still runs. */
export function isRunning(pid: number, mark: string | undefined): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Not permitted to signal it: it exists, under another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return mark === undefined || startMark(pid) === mark;
}
