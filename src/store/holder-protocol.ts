import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Socket } from 'node:net';
import { z } from 'zod';
import { Refusal } from '#lib/errors.ts';

/** A command line to be run by the process that holds the data folder. */
export const HolderRequest = z.object({
  argv: z.array(z.string()).readonly(),
  cwd: z.string(),
  stdin: z.string().optional(),
});
export type HolderRequest = z.infer<typeof HolderRequest>;

/** What comes back while it runs; `exit` is the last. */
export const HolderOutput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stdout'), text: z.string() }),
  z.object({ kind: z.literal('stderr'), text: z.string() }),
  z.object({
    kind: z.literal('progress'),
    label: z.string(),
    done: z.number(),
    total: z.number().nullable(),
  }),
  z.object({ kind: z.literal('exit'), code: z.int() }),
]);
export type HolderOutput = z.infer<typeof HolderOutput>;

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

/** Calls `onLine` for each line of JSON that arrives. A newline inside a string is escaped, so it ends a message. */
export function readLines(socket: Socket, onLine: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
