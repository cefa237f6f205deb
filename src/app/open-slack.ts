import { readActor } from '#access/actor.ts';
import { type Feature, homeOf, type Services } from '#feature.ts';
import type { Log } from '#lib/log.ts';
import type { SafeText } from '#slack/blocks/text.ts';
import type { SlackConnection } from '#slack/connect.ts';
import { createSlackApp, type SlackApp } from '#slack/create-slack-app.ts';
import type { SlackDirectory } from '#slack/directory.ts';
import type { Installation } from '#slack/installation.ts';
import { isFirstDelivery } from '#store/inbox.ts';
import { notingUse } from './note-acted.ts';
import { homeNotes } from './home-notes.ts';

/** Serves one workspace: what its people type, press and fill in. */
export function openSlack(options: {
  readonly connection: SlackConnection;
  readonly directory: SlackDirectory;
  readonly services: Services;
  readonly features: readonly Feature[];
  readonly log: Log;
  readonly onUninstalled?: () => void;
  readonly onPersonChanged?: (slackUserId: string) => Promise<void>;
  readonly onAudienceChanged?: (channelId: string) => void;
}): SlackApp {
  const {
    connection,
    directory,
    services,
    features,
    log,
    onUninstalled,
    onPersonChanged,
    onAudienceChanged,
  } = options;
  const installation: Installation<Services> = {
    services,
    clock: services.clock,
    isFirstDelivery: (key) => isFirstDelivery(services.store, key),
    actorOf: (slackUserId) => readActor(services.store, slackUserId, services.clock.now()),
    profileOf: (slackUserId) => directory.profileOf(slackUserId),
    homeNotes: (actor): Promise<readonly SafeText[]> =>
      homeNotes(services, { actor, scopes: connection.workspace.scopes }),
  };
  return createSlackApp(connection, {
    routes: {
      subcommands: features.flatMap((feature) => feature.subcommands ?? []),
      actions: features.flatMap((feature) => feature.actions ?? []).map(notingUse),
      modals: features.flatMap((feature) => feature.modals ?? []),
      shortcuts: features.flatMap((feature) => feature.shortcuts ?? []),
      home: features.flatMap(homeOf),
    },
    installationOf: (teamId) =>
      Promise.resolve(teamId === connection.workspace.teamId ? installation : undefined),
    log,
    ...(onUninstalled ? { onUninstalled } : {}),
    ...(onPersonChanged ? { onPersonChanged } : {}),
    ...(onAudienceChanged ? { onAudienceChanged } : {}),
  });
}
