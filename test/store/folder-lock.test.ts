import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { machineNow } from '#lib/clock.ts';
import { Refusal } from '#lib/errors.ts';
import { folderHolder, lockFolder } from '#store/folder-lock.ts';

let folder = '';
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attain-lock-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL'))
      await once(child, 'exit');
  }
  rmSync(folder, { recursive: true });
});

/** Another process that takes the folder and keeps it until it is killed. */
async function otherHolder(): Promise<ChildProcess> {
  const child = fork(new URL('other-holder.ts', import.meta.url), [folder], { execArgv: [] });
  children.push(child);
  await once(child, 'message');
  return child;
}

/** A lock as some process left it, last seen alive so many seconds ago. */
function leave(holder: Readonly<Record<string, unknown>>, secondsAgo: number): void {
  const path = join(folder, 'lock');
  writeFileSync(
    path,
    JSON.stringify({ pid: 1, space: 'elsewhere/', purpose: 'old', since: '2026-01-01T00:00:00Z', ...holder }),
  );
  const then = machineNow() / 1000 - secondsAgo;
  utimesSync(path, then, then);
}

describe('the lock of the data folder', () => {
  test('refuses a second process and names the holder', async () => {
    const child = await otherHolder();
    const attempt = () => lockFolder(folder, { purpose: 'attain sync' });
    expect(attempt).toThrow(Refusal);
    expect(attempt).toThrow(`in use by "npm start" (process ${child.pid} on `);
    expect(folderHolder(folder)).toMatchObject({ pid: child.pid, purpose: 'npm start' });
  });

  test('refuses the same process a second time', () => {
    const lock = lockFolder(folder, { purpose: 'one' });
    expect(() => lockFolder(folder, { purpose: 'two' })).toThrow('in use by "one"');
    lock.release();
    lockFolder(folder, { purpose: 'two' }).release();
  });

  test('is taken over from a process that was killed', async () => {
    const child = await otherHolder();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = lockFolder(folder, { purpose: 'next' });
    expect(folderHolder(folder)).toMatchObject({ pid: process.pid, purpose: 'next' });
    lock.release();
    expect(folderHolder(folder)).toBeUndefined();
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('is taken over when the number of its holder now belongs to another process', () => {
    const lock = lockFolder(folder, { purpose: 'mine' });
    const mine: unknown = JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'));
    lock.release();
    leave({ ...(mine as object), startMark: '1', purpose: 'an earlier process' }, 0);
    lockFolder(folder, { purpose: 'next' }).release();
  });

  test('of another machine holds as long as that shows signs of life', () => {
    leave({ space: 'other-host/pid:[1]' }, 5);
    expect(() => lockFolder(folder, { purpose: 'next' })).toThrow('process 1 on other-host');
    leave({ space: 'other-host/pid:[1]' }, 600);
    lockFolder(folder, { purpose: 'next' }).release();
  });

  test('that a power failure cut off is taken over, one being written is not', () => {
    const path = join(folder, 'lock');
    writeFileSync(path, '');
    expect(() => lockFolder(folder, { purpose: 'next' })).toThrow('a process that is just starting');
    utimesSync(path, 0, 0);
    lockFolder(folder, { purpose: 'next' }).release();
  });

  test('belongs to its new holder when an old one lets go late', () => {
    const late = lockFolder(folder, { purpose: 'late' });
    leave({ purpose: 'new' }, 0);
    late.release();
    expect(folderHolder(folder)).toMatchObject({ purpose: 'new' });
  });
});
