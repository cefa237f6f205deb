import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { App } from '#app.ts';
import { GiveUp } from '#lib/errors.ts';
import { syncHealth } from '#sync/sync-health.ts';

/** Answers /healthz for whoever keeps the process running; says nothing about figures. */
export async function serveHealth(
  port: number,
  app: App,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const routes = new Hono();
  routes.get('/healthz', async (c) => {
    const [{ completeAt }, jobs] = await Promise.all([syncHealth(app.services.store), app.queue.counts()]);
    return c.json({ ok: true, salesforceReadAt: completeAt?.toString() ?? null, jobs });
  });
  const server = createServer(getRequestListener(routes.fetch));
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (cause) =>
    reject(new GiveUp(`Port ${port} cannot be used`, { cause, remedy: 'Set PORT to a free port.' })),
  );
  server.listen(port, resolve);
  await promise;
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://localhost:${actual}/healthz`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
