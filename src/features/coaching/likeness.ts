import { day, daysBetween } from '#lib/days.ts';
import type { PersonFact } from '#model/person-facts.ts';

/** On leave for more of the time than this, somebody's figures are those of another kind of quarter. */
const MOST_LEAVE = 0.2;

/** ISO days, half-open, as facts carry them. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/**
 * Those of one group are alike: one job through all these days, and whoever is ramping in them is apart. The job is the
 * title, as far as there is one: a role of Salesforce is a place in its tree, often of one team alone. Of no group, '', is
 * somebody whose place changed, who was not there all the time, or was away for long.
 */
export function groupOf(
  { title, facts }: { readonly title: string | null; readonly facts: readonly PersonFact[] },
  days: Days,
): string {
  const during = facts.filter((fact) => fact.from < days.to && fact.to > days.from);
  const role = during.find(({ kind, from, to }) => kind === 'role' && from <= days.from && to >= days.to);
  const hasMoved = role === undefined && during.some(({ kind }) => kind === 'role');
  const isNew = during.some(
    ({ kind, value, from }) =>
      kind === 'employment' && (value === 'left' || (value === 'employed' && from > days.from)),
  );
  const away = during
    .filter(({ kind }) => kind === 'leave')
    .reduce((sum, fact) => sum + daysWithin(fact, days), 0);
  const job = title?.trim().toLowerCase() || role?.value;
  if (job === undefined || hasMoved || isNew || away > MOST_LEAVE * daysWithin(days, days)) return '';
  const isRamping = during.some(({ kind, value }) => kind === 'ramp' && Number(value) < 1);
  return isRamping ? `${job}, ramping` : job;
}

function daysWithin({ from, to }: Days, within: Days): number {
  const start = day(from > within.from ? from : within.from);
  const end = day(to < within.to ? to : within.to);
  return Math.max(0, daysBetween(start, end));
}
