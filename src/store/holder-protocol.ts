import type { Socket } from 'node:net';
import { z } from 'zod';

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
