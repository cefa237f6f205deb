import { FEATURES } from '#features.ts';
import { openSlack } from '#app/open-slack.ts';
import { movableClock, type MovableClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import type { LocalSlack } from '#sandbox/slack/local-slack.ts';
import { createLocalSlack } from '#sandbox/slack/server.ts';
import { ownManifest } from '#sides/manifest.ts';
import { connectSlack } from '#slack/connect.ts';
import { createDirectory } from '#slack/directory.ts';
import { linkPerson } from '#store/identity.ts';
import { idOf, PREFIX } from '../data/ids.ts';
import { emailOf } from '../data/org-tables.ts';
import { MANAGERS } from '../data/people.ts';
import { NOW, ZONE } from '../data/timeline.ts';
import { CHANNEL } from './board.ts';
import { servicesOf } from './services.ts';
import type { World } from './world.ts';

/** The first rep, as a member of the workspace. */
export const REP = { index: MANAGERS, slackId: 'U0REP' };

/** A local Slack with one rep in one channel. */
export function startLocalSlack(clock: MovableClock = movableClock(NOW)): Promise<LocalSlack> {
  return createLocalSlack({
    ...ownManifest(),
    team: { id: 'T0BENCH', name: 'Bench' },
    people: [{ id: REP.slackId, name: 'rep', realName: 'Rep', email: emailOf(REP.index), timeZone: ZONE }],
    channels: [{ id: CHANNEL, name: 'board', members: [REP.slackId] }],
    installer: REP.slackId,
    clock,
    log: silentLog,
  });
}

/** The product's side of Slack over a filled store: real Bolt, real commands. */
export async function serveCommands(world: World, slack: LocalSlack): Promise<{ stop(): Promise<void> }> {
  const { apiUrl, botToken, appToken } = slack;
  const connection = await connectSlack({ apiUrl, botToken, appToken }, silentLog);
  const directory = createDirectory(connection.bulk);
  const services = { ...servicesOf(world), directory };
  const link = {
    slackUserId: REP.slackId,
    personId: idOf(PREFIX.person, REP.index),
    confirmedBy: 'bench',
    now: NOW,
  };
  await linkPerson(world.store, link);
  const app = openSlack({ connection, directory, services, features: FEATURES, log: silentLog });
  await app.start();
  return app;
}
