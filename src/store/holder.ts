import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { TryLater, messageOf } from '#lib/errors.ts';
import { holderAddress, leaveAddress, prepareAddress } from './holder-address.ts';
import { HolderOutput, HolderRequest, readLines } from './holder-protocol.ts';

/** Runs one command; `signal` is aborted when the one who asked goes away. Returns the exit code. */
export type HolderHandler = (
  request: HolderRequest,
  reply: { readonly write: (output: HolderOutput) => void; readonly signal: AbortSignal },
) => Promise<number>;

export interface HolderServer {
  close(): Promise<void>;
}

/** Lets command lines run inside this process, which holds the folder's lock. Only the same user may connect. */
export async function serveHolder(dataDir: string, handler: HolderHandler): Promise<HolderServer> {
  const address = holderAddress(dataDir);
  prepareAddress(address);
  // Whoever left a socket behind no longer holds the folder: we do.
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveOne(socket, handler);
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(address, resolve));
  if (process.platform !== 'win32') chmodSync(address, 0o600);
  server.unref();
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          leaveAddress(address, dataDir);
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serveOne(socket: Socket, handler: HolderHandler): void {
  const gone = new AbortController();
  const write = (output: HolderOutput) => {
    if (socket.writable) socket.write(`${JSON.stringify(output)}\n`);
  };
  socket.on('close', () => gone.abort());
  socket.on('error', () => gone.abort());
  const run = async (line: string): Promise<number> => {
    try {
      return await handler(HolderRequest.parse(JSON.parse(line)), { write, signal: gone.signal });
    } catch (error) {
      write({ kind: 'stderr', text: `${messageOf(error)}\n` });
      return 1;
    }
  };
  readLines(socket, (line) => {
    void run(line).then((code) => {
      write({ kind: 'exit', code });
      return socket.end();
    });
  });
}

/**
 * Runs a command inside the process that holds the folder; gives its exit code, or undefined when nobody listens.
 * @throws TryLater when the holder stops before the command has finished.
 */
export function askHolder(
  dataDir: string,
  request: HolderRequest,
  onOutput: (output: HolderOutput) => void,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(holderAddress(dataDir));
    let connected = false;
    socket.on('connect', () => {
      connected = true;
      socket.write(`${JSON.stringify(request)}\n`);
    });
    socket.on('error', (error) => (connected ? reject(stopped(error)) : resolve(undefined)));
    socket.on('close', () => reject(stopped()));
    readLines(socket, (line) => {
      const output = parseOutput(line);
      if (output === undefined) socket.destroy();
      else if (output.kind === 'exit') resolve(output.code);
      else onOutput(output);
    });
  });
}

/** Undefined for what no version of the holder that we know would say. */
function parseOutput(line: string): HolderOutput | undefined {
  try {
    return HolderOutput.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function stopped(cause?: unknown): TryLater {
  return new TryLater('The running Attain stopped before the command had finished.', { cause });
}
