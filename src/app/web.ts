import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { GiveUp } from '#lib/errors.ts';

/** The product's own HTTP side: it listens before the product runs, so that its address is known. */
export interface Web {
  /** Without a trailing slash. */
  readonly url: string;
  /** Answers by these routes from now on; before that it is not there yet (503). */
  serve(routes: Hono): void;
  close(): Promise<void>;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Listens on a port: on all addresses, or on the one that is given. @throws GiveUp where the port is taken. */
export async function openWeb(port: number, host?: string): Promise<Web> {
  let listener: Listener = listenerOf(new Hono().all('*', (c) => c.text('Attain is starting.', 503)));
  const server = createServer((request, response) => void listener(request, response));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (cause) =>
    reject(new GiveUp(`Port ${port} cannot be used`, { cause, remedy: 'Set PORT to a free port.' })),
  );
  server.listen(port, host, resolve);
  await promise;
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host ?? 'localhost'}:${actual}`,
    serve: (routes) => void (listener = listenerOf(routes)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function listenerOf(routes: Hono): Listener {
  return getRequestListener(routes.fetch);
}
