import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '#lib/errors.ts';

/** The longest socket path that every Unix accepts, in bytes. */
const LONGEST_PATH = 100;

/** Where the holder of a folder listens: in the folder, or, where that path is too long, in a private temporary one. */
export function holderAddress(dataDir: string): string {
  const folder = resolve(dataDir);
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\attain-${hash}`;
  const inside = join(folder, 'socket');
  return Buffer.byteLength(inside) <= LONGEST_PATH ? inside : join(tmpdir(), `attain-${hash}`, 'socket');
}

/** Makes the socket's folder ours alone. @throws Refusal when somebody else made it. */
export function prepareAddress(address: string): void {
  if (process.platform === 'win32') return;
  const folder = dirname(address);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (statSync(folder).uid !== process.getuid?.())
    throw new Refusal(`The folder ${folder} belongs to another user.`);
}

/** Removes the private folder that was made for the socket, if one was. */
export function leaveAddress(address: string, dataDir: string): void {
  if (process.platform === 'win32' || dirname(address) === resolve(dataDir)) return;
  rmSync(dirname(address), { recursive: true, force: true });
}
