import type { CompanyDay } from '#access/managers.ts';
import type { Figure } from '#model/figure.ts';
import type { Progress } from '#metrics/progress.ts';
import { readStandings } from '#metrics/standings.ts';
import { readOpenDeals } from './deals.ts';
import type { WeekScope } from './read-standing.ts';
import { type RiskRules, risksOf } from './risk.ts';
import { companyTeams } from './teams.ts';

/** One team in the digest of the company: totals alone, no person and no deal. */
export interface TeamLine {
  readonly name: string;
  readonly attainment: Figure;
  readonly bookings: Figure;
  readonly progress: Progress | undefined;
  readonly atRisk: {
    readonly deals: number;
    /** In the smallest unit of the organisation's currency. */
    readonly amount: bigint;
    /** Deals whose amount is not known in that currency. */
    readonly unknown: number;
  };
}

/** The company team by team, by name. Left out are teams whose total would tell of one person alone, and those that sell nothing and are to sell nothing. */
export async function readTeamLines(
  scope: WeekScope,
  { company, rules }: { readonly company: CompanyDay; readonly rules: RiskRules },
): Promise<readonly TeamLine[]> {
  const { context, period, today } = scope;
  const teams = (await companyTeams(company)).filter(({ members }) => members.length > 1);
  const [standings, deals] = await Promise.all([
    readStandings(context, { by: 'team', ids: teams.map(({ id }) => id), period, today }),
    readOpenDeals(context, { owners: teams.flatMap(({ id, members }) => [id, ...members]), today }),
  ]);
  const risks = risksOf(deals, rules, today);
  return standings.flatMap(({ subjectName: name, attainment, bookings, progress }) => {
    const team = teams.find(({ id }) => id === attainment.subject.id);
    if (!team) return [];
    const owners = new Set([team.id, ...team.members]);
    const own = risks.filter(({ deal }) => owners.has(deal.ownerId));
    const amounts = own.flatMap(({ deal }) =>
      deal.currency === context.currency && deal.amount !== null ? [deal.amount] : [],
    );
    const amount = amounts.reduce((sum, one) => sum + one, 0n);
    const atRisk = { deals: own.length, amount, unknown: own.length - amounts.length };
    const hasBookings = bookings.value.kind === 'money' && bookings.value.money.minor !== 0n;
    if (!progress && !hasBookings && own.length === 0) return [];
    return [{ name, attainment, bookings, progress, atRisk }];
  });
}
