export const PERIOD_STATES = ['open', 'soft', 'locked'] as const;
/** `soft`: closing, still correctable; `locked`: what was reported stays as reported. */
export type PeriodState = (typeof PERIOD_STATES)[number];

/** Days [from, to) of a period. Days are ISO text. */
export interface LockedSpan {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** The first of these days on or after which nothing is locked: where what becomes known today is reported. */
export function firstOpenDay(today: string, locked: readonly LockedSpan[]): string {
  const inOrder = locked.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.reduce((day, span) => (span.from <= day && day < span.to ? span.to : day), today);
}
