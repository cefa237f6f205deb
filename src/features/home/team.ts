import { noteReads } from '#access/notes.ts';
import { teamsLedBy } from '#access/teams.ts';
import type { Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import type { HomeSection } from '#slack/routes.ts';
import { isCompanyKnown } from '#store/company.ts';
import { readTeam } from './read-team.ts';
import type { Sources } from './sources.ts';
import { standInsLeft, teamBlocks } from './team-views.ts';

/** Somebody who stands in for many managers at once sees the first of these teams. */
const MOST_TEAMS = 3;
/** People named of one team: a telephone shows about as many; fewer of each where there are several. */
const MOST_NAMED = { alone: 6, together: 3 };

/** The team of whoever leads one, or stands in for somebody who does: where it stands and whom to help first. */
export function teamSection(sources: Sources): HomeSection<Services> {
  return {
    order: 14,
    permission: 'linked',
    shows: ['D2', 'D3', 'D5'],
    async render({ services, actor, now }) {
      const { store } = services;
      if (actor.personId === null || !(await isCompanyKnown(store))) return [];
      const context = await metricContext(store, now);
      const leads = await teamsLedBy(companyToday(context), actor);
      const teams = await Promise.all(
        leads.slice(0, MOST_TEAMS).map((leadId) => readTeam(services, { context, actor, leadId, sources })),
      );
      const known = teams.filter((team) => team !== undefined);
      const most = known.length > 1 ? MOST_NAMED.together : MOST_NAMED.alone;
      for (const { order, period } of known)
        await noteReads(store, actor, {
          people: order.first.slice(0, most).map(({ id }) => id),
          metric: 'attainment',
          period,
          now,
        });
      const left = leads.length - MOST_TEAMS;
      return [...known.flatMap((team) => teamBlocks(team, most)), ...(left > 0 ? [standInsLeft(left)] : [])];
    },
  };
}
