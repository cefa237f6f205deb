import { WebClient } from '@slack/web-api';
import { homeOf, type Services } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { silentLog } from '#lib/log.ts';
import type { Actor } from '#model/access.ts';
import type { Desk } from '#slack/desk.ts';
import { createHomes } from '#slack/homes.ts';
import { checkRoutes, COMMAND, type Routes } from '#slack/route-table.ts';
import { serveAction } from '#slack/serve-action.ts';
import { serveCommand } from '#slack/serve-command.ts';
import { serveHome } from '#slack/serve-home.ts';
import { serveShortcut } from '#slack/serve-shortcut.ts';
import { serveSubmit } from '#slack/serve-submit.ts';

/** Everything the product answers, as it is served in Slack. */
export const ROUTES: Routes<Services> = checkRoutes({
  subcommands: FEATURES.flatMap((feature) => feature.subcommands ?? []),
  actions: FEATURES.flatMap((feature) => feature.actions ?? []),
  modals: FEATURES.flatMap((feature) => feature.modals ?? []),
  shortcuts: FEATURES.flatMap((feature) => feature.shortcuts ?? []),
  home: FEATURES.flatMap(homeOf),
});

export interface Asker {
  readonly actor: Actor;
  readonly isFullMember: boolean;
}

/** Something a person does in Slack. */
export type Deed =
  | { readonly kind: 'command'; readonly text: string }
  | { readonly kind: 'action'; readonly id: string; readonly value: string }
  | {
      readonly kind: 'modal';
      readonly id: string;
      readonly values: Readonly<Record<string, string>>;
      readonly metadata: string;
    }
  /** An entry of the menu of a message that `author` wrote. */
  | { readonly kind: 'shortcut'; readonly id: string; readonly author: string }
  | { readonly kind: 'home' };

const TEAM = 'T0TEST';

/** Serves one deed through the real routes; everything that leaves for Slack comes back as one text. */
export async function serve(services: Services, asker: Asker, deed: Deed): Promise<string> {
  const said: string[] = [];
  const note = (sent: unknown) => void said.push(typeof sent === 'string' ? sent : JSON.stringify(sent));
  const respond = async (message: unknown) => {
    note(message);
    return new Response('ok');
  };
  const desk = deskFor(services, asker, note);
  const user = { id: asker.actor.slackUserId, team_id: TEAM };
  const base = { user, team: { id: TEAM }, trigger_id: '1.2.3' };
  switch (deed.kind) {
    case 'command': {
      const place = { team_id: TEAM, user_id: user.id, channel_id: 'C1', trigger_id: '1.2.3' };
      await serveCommand(desk, { ...place, command: COMMAND, text: deed.text }, respond);
      break;
    }
    case 'action': {
      const pressed = [{ action_id: deed.id, value: deed.value }];
      const container = { type: 'message', message_ts: '1.2' };
      await serveAction(desk, { ...base, actions: pressed, container, channel: { id: 'C1' } }, respond);
      break;
    }
    case 'shortcut': {
      const message = { ts: '1763456400.000100', user: deed.author };
      await serveShortcut(desk, { ...base, callback_id: deed.id, channel: { id: 'C1' }, message }, respond);
      break;
    }
    case 'modal': {
      const values = Object.fromEntries(
        Object.entries(deed.values).map(([block, value]) => [block, { input: { value } }]),
      );
      const view = {
        id: 'V1',
        callback_id: deed.id,
        private_metadata: deed.metadata,
        state: { values },
        blocks: Object.keys(deed.values).map((block_id) => ({ type: 'input', block_id })),
      };
      await serveSubmit(desk, { ...base, view }, { ack: async (answer) => note(answer ?? '') });
      break;
    }
    case 'home':
      await serveHome(desk, { team_id: TEAM, event_id: 'Ev1', event: { user: user.id, tab: 'home' } });
  }
  return said.join('\n');
}

function deskFor(services: Services, { actor, isFullMember }: Asker, note: (sent: unknown) => void) {
  const client = new WebClient('xoxb-test', {
    slackApiUrl: 'http://localhost/',
    retryConfig: { retries: 0 },
    async fetch(_, init) {
      const body = await new Response(init?.body ?? '').text();
      note(decodeURIComponent(body.replaceAll('+', ' ')));
      return Response.json({ ok: true });
    },
  });
  const id = actor.slackUserId;
  const profile = {
    id,
    name: 'Somebody',
    email: null,
    timeZone: 'Europe/Berlin',
    locale: 'en-US',
    isFullMember,
  };
  const desk: Desk<Services> = {
    routes: ROUTES,
    client,
    homes: createHomes(),
    log: silentLog,
    installationOf: async () => ({
      services,
      clock: services.clock,
      isFirstDelivery: async () => true,
      actorOf: async () => actor,
      profileOf: async () => profile,
      homeNotes: async () => [],
    }),
  };
  return desk;
}
