import type { DataClass } from './terms.ts';

/** The longest that somebody may stand in for somebody else, in days. */
const LONGEST_DELEGATION = 30;
/** The longest that a grant of somebody's figures lasts, in days. */
export const LONGEST_GRANT = 90;

/** Two stretches of rights with an end: standing in for somebody, or reading one person's figures. */
export interface Grant {
  /** `delegation`: the holder has the rights over people that `subjectId` has. `read`: about `subjectId` alone. */
  readonly kind: 'delegation' | 'read';
  readonly holderId: string;
  readonly subjectId: string;
  readonly dataClass: DataClass | null;
  readonly from: Temporal.PlainDate;
  /** Exclusive. */
  readonly to: Temporal.PlainDate;
}

/** What is wrong with a grant, in a sentence; undefined when it may be made. */
export function grantProblem(grant: Grant): string | undefined {
  const { kind, holderId, subjectId, from, to } = grant;
  if (holderId === subjectId) return 'Nobody is granted their own rights.';
  const days = from.until(to).days;
  if (days < 1) return 'It has to last at least one day.';
  const longest = kind === 'delegation' ? LONGEST_DELEGATION : LONGEST_GRANT;
  if (days > longest) return `It may last ${longest} days at most.`;
  return undefined;
}

/** Whether a grant is in force on a day. */
export function isInForce({ from, to }: Pick<Grant, 'from' | 'to'>, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, to) < 0;
}
