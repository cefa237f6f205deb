import { Hono } from 'hono';
import type { App } from '#app.ts';
import { syncHealth } from '#sync/sync-health.ts';

/** Answers /healthz for whoever keeps the process running; says nothing about figures. */
export function healthRoutes(app: App): Hono {
  return new Hono().get('/healthz', async (c) => {
    const [{ completeAt }, jobs] = await Promise.all([syncHealth(app.services.store), app.queue.counts()]);
    return c.json({ ok: true, salesforceReadAt: completeAt?.toString() ?? null, jobs });
  });
}
