import { z } from 'zod';
import type { Value } from '#model/figure.ts';
import { exactText } from '#metrics/figure-rows.ts';
import { formatFigure } from '#metrics/figure-text.ts';
import { subjectName } from './sentences.ts';
import { shownPlaces } from './privacy-policy.ts';
import type { BoardContent, Place } from './standings.ts';

/** One line of a posted board, as it stood. */
export const SaidLine = z.object({
  id: z.string(),
  name: z.string(),
  rank: z.int(),
  /** As people read it: $102,000. */
  shown: z.string(),
  /** As it is compared: 102000.00. */
  exact: z.string(),
  /** What can be subtracted: minor units of a currency, or a count where that is empty; null for rates and means. */
  amount: z.object({ minor: z.string(), currency: z.string() }).nullable(),
});
export type SaidLine = z.infer<typeof SaidLine>;

/** What a scheduled board said of a period: at its last due moment, or as the period had ended. */
export interface Said {
  readonly periodStart: string;
  readonly slotAt: Temporal.Instant;
  readonly kind: 'due' | 'final';
  readonly lines: readonly SaidLine[];
}

/** The lines of a board that a channel reads. */
export function saidLines({ spec, standings }: BoardContent): readonly SaidLine[] {
  return shownPlaces(standings, spec.rows).map(lineOf);
}

/** The lines of everyone who holds a place, also of who may not be named so far down. */
export function allLines({ standings }: BoardContent): readonly SaidLine[] {
  return standings.places.map(lineOf);
}

/** Ids of those who hold a place and may be named. */
export function namedIds({ standings }: BoardContent): ReadonlySet<string> {
  return new Set(shownPlaces(standings, standings.places.length).map(({ figure }) => figure.subject.id));
}

function lineOf({ rank, figure }: Place): SaidLine {
  return {
    id: figure.subject.id,
    name: subjectName(figure.subject),
    rank,
    shown: formatFigure(figure),
    exact: exactText(figure.value),
    amount: amountOf(figure.value),
  };
}

function amountOf(value: Value): SaidLine['amount'] {
  if (value.kind === 'money') return { minor: `${value.money.minor}`, currency: value.money.currency };
  return value.kind === 'count' ? { minor: `${value.count}`, currency: '' } : null;
}
