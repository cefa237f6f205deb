import type { ScheduledMessages, Services } from '#feature.ts';
import type { HomeSection } from '#slack/routes.ts';
import { readAll } from './read.ts';
import { homeBlocks } from './views.ts';

/** For admins: what is posted by itself, and what each costs its readers. */
export function homeSection(lists: readonly ScheduledMessages[]): HomeSection<Services> {
  const starts = lists.flatMap(({ start }) => start ?? []);
  return {
    order: 100,
    permission: 'installer',
    shows: ['D9'],
    render: async ({ services, now }) => homeBlocks(await readAll(lists, services, now), starts),
  };
}
