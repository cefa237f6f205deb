import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Log } from '#lib/log.ts';
import type { Actor } from '#model/access.ts';
import { homeNotes } from '#app/home-notes.ts';
import { Block } from '#sandbox/slack/workspace/message.ts';
import { type StateValues, ViewInput } from '#sandbox/slack/workspace/view.ts';
import type { Desk } from '#slack/desk.ts';
import { createHomes } from '#slack/homes.ts';
import { COMMAND } from '#slack/route-table.ts';
import { serveAction } from '#slack/serve-action.ts';
import { serveCommand } from '#slack/serve-command.ts';
import { serveHome } from '#slack/serve-home.ts';
import { serveShortcut } from '#slack/serve-shortcut.ts';
import { serveSubmit } from '#slack/serve-submit.ts';
import { ROUTES } from '../../access/support/desk.ts';
import type { Leaving } from './judge.ts';

/** Something that a person does in Slack, with what Slack sends of it. */
export type Deed =
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'action'; readonly id: string; readonly entry: Readonly<Record<string, unknown>> }
  | { readonly kind: 'modal'; readonly id: string; readonly state: StateValues; readonly metadata: string }
  | { readonly kind: 'shortcut'; readonly id: string; readonly author: string }
  | { readonly kind: 'home' };

const TEAM = 'T0TEST';
const BASE = { team: { id: TEAM }, trigger_id: '1.2.3' };

const Blocks = z.array(Block);
const Response = z.object({ text: z.string(), blocks: Blocks });
const Ack = z.union([
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('update'), view: ViewInput }),
]);

/** Serves one deed through the real routes; everything that leaves for Slack comes back as it left. */
export async function serve(
  { services, actor, log }: { readonly services: Services; readonly actor: Actor; readonly log: Log },
  deed: Deed,
): Promise<readonly Leaving[]> {
  const left: Leaving[] = [];
  const desk = deskFor({ services, actor, log }, (one) => void left.push(one));
  const user = { id: actor.slackUserId, team_id: TEAM };
  const respond = async (message: unknown) => {
    left.push({ kind: 'message', ...Response.parse(message) });
    return new globalThis.Response('ok');
  };
  switch (deed.kind) {
    case 'command': {
      const place = { team_id: TEAM, user_id: user.id, channel_id: 'C1', trigger_id: '1.2.3' };
      await serveCommand(desk, { ...place, command: COMMAND, text: deed.text }, respond);
      break;
    }
    case 'action': {
      const actions = [{ ...deed.entry, action_id: deed.id }];
      const container = { type: 'message', message_ts: '1.2' };
      await serveAction(desk, { ...BASE, user, actions, container, channel: { id: 'C1' } }, respond);
      break;
    }
    case 'shortcut': {
      const message = { ts: '1763456400.000100', user: deed.author };
      const chosen = { callback_id: deed.id, channel: { id: 'C1' }, message };
      await serveShortcut(desk, { ...BASE, user, ...chosen }, respond);
      break;
    }
    case 'modal': {
      const blocks = Object.keys(deed.state).map((block_id) => ({ type: 'input', block_id }));
      const state = { values: deed.state };
      const view = { id: 'V1', callback_id: deed.id, private_metadata: deed.metadata, state, blocks };
      await serveSubmit(
        desk,
        { ...BASE, user, view },
        { ack: async (answer) => void left.push(...acknowledged(answer)) },
      );
      break;
    }
    case 'home':
      await serveHome(desk, { team_id: TEAM, event_id: 'Ev1', event: { user: user.id, tab: 'home' } });
  }
  return left;
}

function acknowledged(answer: unknown): readonly Leaving[] {
  if (answer === undefined) return [];
  const read = Ack.parse(answer);
  return read.response_action === 'errors'
    ? [{ kind: 'errors', errors: read.errors }]
    : [{ kind: 'view', view: read.view }];
}

function deskFor(
  { services, actor, log }: { readonly services: Services; readonly actor: Actor; readonly log: Log },
  note: (leaving: Leaving) => void,
): Desk<Services> {
  const client = new WebClient('xoxb-test', {
    slackApiUrl: 'http://localhost/',
    retryConfig: { retries: 0 },
    async fetch(_, init) {
      const fields = new URLSearchParams(await new globalThis.Response(init?.body ?? '').text());
      const view = fields.get('view');
      if (view !== null) note({ kind: 'view', view: ViewInput.parse(JSON.parse(view)) });
      const blocks = fields.get('blocks');
      if (blocks !== null)
        note({ kind: 'message', text: fields.get('text') ?? '', blocks: Blocks.parse(JSON.parse(blocks)) });
      return globalThis.Response.json({ ok: true });
    },
  });
  const profile = {
    name: 'Somebody',
    email: null,
    timeZone: 'Europe/Berlin',
    locale: 'en-US',
    isFullMember: true,
  };
  return {
    routes: ROUTES,
    client,
    homes: createHomes(),
    log,
    installationOf: async () => ({
      services,
      clock: services.clock,
      isFirstDelivery: async () => true,
      actorOf: async () => actor,
      profileOf: async () => ({ id: actor.slackUserId, ...profile }),
      homeNotes: (asker) => homeNotes(services, { actor: asker, scopes: [] }),
    }),
  };
}
