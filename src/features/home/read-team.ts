import { readableTeam } from '#access/teams.ts';
import type { Services } from '#feature.ts';
import type { Day } from '#lib/days.ts';
import type { MetricContext } from '#metrics/context.ts';
import { readStandings, type Standing } from '#metrics/standings.ts';
import { companyToday, todayOf } from '#metrics/today.ts';
import type { Actor } from '#model/access.ts';
import type { Period } from '#model/period.ts';
import { helpOrder, inOrderOfDeals, type TeamMember, type TeamOrder } from './help.ts';
import { type Next, nextOf } from './next.ts';
import { readPresence } from './presence.ts';
import type { Sources } from './sources.ts';

/** A team as App Home shows it. */
export interface Team {
  readonly leadId: string;
  /** The reader's own; else of somebody they stand in for. */
  readonly isOwn: boolean;
  readonly period: Period;
  readonly today: Day;
  /** Of the whole team; undefined where it is none in the period. */
  readonly standing: Standing | undefined;
  readonly order: TeamOrder;
  readonly next: Next | undefined;
}

interface Asked {
  readonly context: MetricContext;
  readonly actor: Actor;
  readonly leadId: string;
  readonly sources: Sources;
}

const AHEAD = { days: 7 };

/**
 * The team below a manager with what the actor may read of it, in a number of queries that does not grow with it.
 * Undefined where they may read nobody of it.
 */
export async function readTeam(services: Services, asked: Asked): Promise<Team | undefined> {
  const { context, actor, leadId, sources } = asked;
  const { store, now } = context;
  const today = await todayOf(context, actor.personId);
  const period = context.calendar.find('quarter', today) ?? context.calendar.periodOf('quarter', today);
  const readable = await readableTeam(companyToday(context), actor, leadId);
  if (readable.length === 0) return undefined;
  const people = readable.map(({ id }) => id);
  const [[standing], standings, presence, deals, commitments] = await Promise.all([
    readStandings(context, { by: 'team', ids: [leadId], period, today }),
    readStandings(context, { by: 'person', ids: people, period, today }),
    readPresence(store, { people, day: today }),
    sources.deals(services, { actor, people, now }),
    sources.commitments(services, { actor, people, before: today.add(AHEAD) }),
  ]);
  const dealsOf = Map.groupBy(deals, ({ ownerId }) => ownerId);
  const agreedOf = Map.groupBy(commitments, ({ ownerId }) => ownerId);
  const members = standings.map(
    ({ subjectId: id, subjectName: name, attainment, progress }): TeamMember => ({
      id,
      name,
      attainment,
      progress,
      isAway: presence.get(id)?.awayUntil !== undefined,
      isRamping: presence.get(id)?.isRamping ?? false,
      deals: dealsOf.get(id) ?? [],
      commitments: agreedOf.get(id) ?? [],
    }),
  );
  const order = helpOrder(inOrderOfDeals(members, deals), today);
  const next = nextOf({ commitments, deals: order.first.flatMap((one) => one.deals), today });
  return { leadId, isOwn: leadId === actor.personId, period, today, standing, order, next };
}
