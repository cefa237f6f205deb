import type { CompanySetting, Services } from '#feature.ts';
import { recentLoad } from '#governor/bounds.ts';
import type { HomeSection } from '#slack/routes.ts';
import { readHistory, readStandings } from './history.ts';
import { homeBlocks } from './views.ts';

/** For admins: each setting as it is, the latest change, and what changes them. */
export function homeSection(settings: readonly CompanySetting[]): HomeSection<Services> {
  const opens = settings.flatMap(({ open }) => open ?? []);
  return {
    order: 120,
    permission: 'installer',
    shows: ['D9'],
    async render({ services: { store }, now }) {
      const [standings, [latest], load] = await Promise.all([
        readStandings(store, settings),
        readHistory(store, settings),
        recentLoad(store, now),
      ]);
      return homeBlocks(standings, { latest, opens, load });
    },
  };
}
