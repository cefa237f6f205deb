import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Core } from '#sandbox/slack/core.ts';
import type { Env } from '#sandbox/slack/http.ts';
import { businessTime } from '#sandbox/slack/page/clock-panel.ts';
import { documentOf } from '#sandbox/slack/page/document.ts';
import { liveStream } from '#sandbox/slack/page/live.ts';
import { log } from '#sandbox/slack/page/log.ts';
import { addressOf, lookingAt, type Looking } from '#sandbox/slack/page/looking.ts';
import { html, type Html } from '#sandbox/slack/page/markup.ts';
import { places } from '#sandbox/slack/page/rail.ts';
import { markRead } from '#sandbox/slack/page/unread.ts';
import { homeView, modalView } from '#sandbox/slack/page/views.ts';

const ASSETS = [
  'app.js',
  'composer.js',
  'controls.js',
  'live.js',
  'merge.js',
  'modal.js',
  'send.js',
  'tables.js',
  'page.css',
  'blocks.css',
];

/** The parts that the page fetches again when they have changed. */
const PARTS: Readonly<Record<string, (looking: Looking) => Html>> = {
  places,
  log,
  home: homeView,
  modal: modalView,
  clock: (looking) => html`${businessTime(looking)}`,
};

// Blocks may show pictures from anywhere; scripts and styles come from here alone.
const POLICY =
  "default-src 'self'; img-src https: http: data:; object-src 'none'; base-uri 'none'; form-action 'self'";

/** The page that shows the workspace. */
export function pageRoutes(core: Core): Hono<Env> {
  const routes = new Hono<Env>();
  const look = (query: Record<string, string>) => lookingAt(core, { as: query['as'], in: query['in'] });
  routes.get('/', (c) => {
    c.header('content-security-policy', POLICY);
    return c.html(documentOf(look(c.req.query())).html);
  });
  routes.get('/page/part/:part', (c) => {
    const draw = PARTS[c.req.param('part')];
    return draw ? c.html(draw(look(c.req.query())).html) : c.notFound();
  });
  routes.get('/page/live', (c) => liveStream(core, look(c.req.query()).viewer));
  routes.post('/page/read', async (c) => {
    const looking = look(z.record(z.string(), z.string()).parse(await c.req.json()));
    if (looking.place.kind === 'channel') markRead(core, looking.viewer, looking.place.channel.id);
    return c.body(null, 204);
  });
  // Permalinks lead to the message on the page.
  routes.get('/archives/:channel/:message', (c) => {
    const [, seconds, fraction] = /^p(\d+)(\d{6})$/.exec(c.req.param('message')) ?? [];
    const viewer = look({ as: c.req.query('as') ?? core.installer }).viewer;
    return c.redirect(`${addressOf(viewer, c.req.param('channel'))}#m-${seconds}.${fraction}`);
  });
  for (const name of ASSETS) routes.get(`/page/${name}`, () => asset(name));
  return routes;
}

function asset(name: string): Response {
  const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
  const body = readFileSync(new URL(`./assets/${name}`, import.meta.url));
  return new Response(body, {
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' },
  });
}
