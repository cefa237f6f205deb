import type { Day } from '#lib/days.ts';
import type { Period } from '#model/period.ts';
import type { MetricContext } from '#metrics/context.ts';
import { readStandings, type Standing } from '#metrics/standings.ts';
import type { About } from './about.ts';

export interface WeekScope {
  readonly context: MetricContext;
  readonly about: About;
  readonly period: Period;
  readonly today: Day;
}

/** Attainment, bookings and pace of what a digest is about; undefined for a team that is none in the period. */
export async function readStanding({
  context,
  about,
  period,
  today,
}: WeekScope): Promise<Omit<Standing, 'subjectId'> | undefined> {
  const asked = { by: breakdownOf(about), ids: [idOf(about)], period, today };
  const [one] = await readStandings(context, asked);
  return one;
}

function breakdownOf({ about }: About): 'person' | 'team' | 'company' {
  return about === 'mine' ? 'person' : about;
}

function idOf({ about, subjectId }: About): string {
  return about === 'company' ? 'all' : subjectId;
}
