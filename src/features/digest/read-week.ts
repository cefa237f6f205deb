import { readableTeam } from '#access/teams.ts';
import type { Commitment, Feature, Services } from '#feature.ts';
import type { Day } from '#lib/days.ts';
import type { Actor } from '#model/access.ts';
import type { Figure } from '#model/figure.ts';
import type { Period } from '#model/period.ts';
import { metricContext } from '#metrics/context.ts';
import type { Progress } from '#metrics/progress.ts';
import { readRecordsAddress } from '#metrics/records-address.ts';
import { companyToday, todayOf } from '#metrics/today.ts';
import type { About } from './about.ts';
import { type Act, readActs } from './acts-store.ts';
import { readMovers } from './read-movers.ts';
import { readRisks } from './read-risks.ts';
import { readStanding } from './read-standing.ts';
import { readTeamLines, type TeamLine } from './read-teams.ts';
import type { Mover } from './movers.ts';
import type { DealFacts, Risk, RiskRules } from './risk.ts';
import { readRules } from './rules.ts';

/** Everything that a digest could say, before it is decided what is news. */
export interface Week {
  readonly about: About;
  /** The team's manager or the person; '' for the company. */
  readonly subjectName: string;
  /** The reader's own team, or their own work. */
  readonly isOwn: boolean;
  readonly period: Period;
  readonly today: Day;
  /** The first day of the week that is looked back on. */
  readonly since: Day;
  readonly attainment: Figure;
  readonly bookings: Figure;
  /** Undefined without a quota; the attainment says why. */
  readonly progress: Progress | undefined;
  readonly up: readonly Mover[];
  readonly down: readonly Mover[];
  readonly rules: RiskRules;
  /** The open deals of those it is about, by id: also those that are at risk no longer. */
  readonly deals: ReadonlyMap<string, DealFacts>;
  readonly risks: readonly Risk[];
  readonly acts: readonly Act[];
  readonly commitments: readonly Commitment[];
  /** For the company alone. */
  readonly teams: readonly TeamLine[];
  readonly recordsAt: string | undefined;
}

export type CommitmentSource = NonNullable<Feature['commitments']>;

interface Asked {
  readonly actor: Actor;
  readonly about: About;
  readonly now: Temporal.Instant;
  readonly sources: readonly CommitmentSource[];
}

/**
 * Reads a week for one reader with the rights they have now. Undefined when they may not have it, or there is nothing it
 * could be about: they lead nobody any more.
 */
export async function readWeek(services: Services, asked: Asked): Promise<Week | undefined> {
  const { actor, about, now } = asked;
  const context = await metricContext(services.store, now);
  const today = await todayOf(context, actor.personId);
  const period = context.calendar.find('quarter', today) ?? context.calendar.periodOf('quarter', today);
  const company = companyToday(context);
  const team = about.about === 'team' ? await readableTeam(company, actor, about.subjectId) : [];
  if (!mayHave(actor, about, team.length)) return undefined;
  const people = about.about === 'mine' ? [about.subjectId] : team.map(({ id }) => id);
  const scope = { context, about, period, today };
  const rules = await readRules(services.store);
  const isCompany = about.about === 'company';
  const [standing, movers, risks, teams, commitments, recordsAt] = await Promise.all([
    readStanding(scope),
    readMovers(context, { people: about.about === 'team' ? people : [], period, today }),
    isCompany ? NO_RISKS : readRisks(scope, { actor, rules, owners: ownersOf(about, people) }),
    isCompany ? readTeamLines(scope, { company, rules }) : [],
    commitmentsOf(services, asked, { people: ownersOf(about, people), before: today.add({ days: 7 }) }),
    readRecordsAddress(services.store),
  ]);
  if (standing === undefined) return undefined;
  const acts = await readActs(services.store, {
    dealIds: [...risks.deals.keys()],
    reader: { slackUserId: actor.slackUserId, zone: context.calendar.zone },
  });
  const isOwn = about.subjectId === actor.personId;
  const since = today.subtract({ days: 7 });
  const read = { about, isOwn, period, today, since, rules, acts, commitments, teams, recordsAt };
  return { ...read, ...standing, ...movers, ...risks };
}

const NO_RISKS: { readonly deals: ReadonlyMap<string, DealFacts>; readonly risks: readonly Risk[] } = {
  deals: new Map(),
  risks: [],
};

/** A team's deals are also those of its manager. */
function ownersOf({ about, subjectId }: About, people: readonly string[]): readonly string[] {
  return about === 'team' ? [subjectId, ...people] : people;
}

function mayHave(actor: Actor, { about, subjectId }: About, teamSize: number): boolean {
  const { personId, roles = [], standsInFor = [] } = actor;
  switch (about) {
    case 'company':
      return roles.includes('exec');
    case 'mine':
      return personId !== null && subjectId === personId;
    case 'team':
      return teamSize > 0 && (subjectId === personId || standsInFor.includes(subjectId));
  }
}

/** What is due within a week and overdue, the soonest first; a source answers only what the actor may read. */
async function commitmentsOf(
  services: Services,
  { actor, sources }: Asked,
  asked: { readonly people: readonly string[]; readonly before: Day },
): Promise<readonly Commitment[]> {
  const found = await Promise.all(sources.map((source) => source(services, { actor, ...asked })));
  return found.flat().toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn));
}
