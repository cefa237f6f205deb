import { ChannelSeed, Person, type AppIdentity, type LocalSlackOptions } from '#sandbox/slack/options.ts';
import type { Channel } from '#sandbox/slack/workspace/channel.ts';
import { readSnapshot } from '#sandbox/slack/workspace/snapshot.ts';
import { createWorkspace, type Workspace } from '#sandbox/slack/workspace/workspace.ts';

/** The workspace as the options describe it, with what an earlier run left in the data file. */
export function beginWorkspace(options: LocalSlackOptions, app: AppIdentity): Workspace {
  const people = [...options.people.map((person) => Person.parse(person)), botPerson(app)];
  const channels = options.channels.map((seed) => channelOf(ChannelSeed.parse(seed), app));
  const earlier = options.dataFile === undefined ? undefined : readSnapshot(options.dataFile);
  return createWorkspace({ people, channels, clock: options.clock }, earlier);
}

function botPerson(app: AppIdentity): Person {
  return Person.parse({
    id: app.botUserId,
    name: app.name,
    realName: app.displayName,
    email: '',
    timeZone: 'UTC',
    isBot: true,
  });
}

function channelOf(seed: ChannelSeed, app: AppIdentity): Channel {
  const { id, name, topic, isShared, isArchived } = seed;
  const members = seed.hasApp ? [...seed.members, app.botUserId] : seed.members;
  return { id, name, kind: seed.isPrivate ? 'private' : 'public', topic, isShared, isArchived, members };
}
