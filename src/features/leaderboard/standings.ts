import type { Figure } from '#model/figure.ts';
import type { Day } from '#lib/days.ts';
import type { Metric } from '#metrics/catalogue/metric.ts';
import type { Period } from '#model/period.ts';
import type { BoardSpec } from './board.ts';
import type { Movement } from './movement.ts';

/** One row: a place, who holds it and how it changed; `share` is what of the quota is reached, where there is one. */
export interface Place {
  readonly rank: number;
  readonly figure: Figure;
  readonly share: Figure | undefined;
  readonly movement: Movement | undefined;
  /** False for who may not be listed so far down; they are counted. */
  readonly isShown: boolean;
}

/** Everyone of a board: those who hold a place, best first, and how many do not, by reason. Nobody is left out. */
export interface Standings {
  readonly places: readonly Place[];
  readonly withoutAny: number;
  readonly tooFew: number;
  /** How many are on no board: by their own wish, or where people are not ranked. */
  readonly apart: number;
  /** "no quota" → 4 */
  readonly unranked: ReadonlyMap<string, number>;
}

/** All that the message of a board says. */
export interface BoardContent {
  readonly spec: BoardSpec;
  readonly metric: Metric;
  readonly period: Period;
  /** The day in the board's zone. */
  readonly today: Day;
  readonly standings: Standings;
  /** The whole company, leavers included; undefined for rates, which do not add up. */
  readonly total: Figure | undefined;
  /** What belongs to nobody: deals without an owner or a territory. */
  readonly unassigned: Figure | undefined;
  readonly dataTime: Temporal.Instant | null;
  /** What the movement compares with: "the end of the week before", "Monday, November 16"; undefined on a first board. */
  readonly since: string | undefined;
  /** When it had been due, of a board that waited for its data. */
  readonly waitedSince: Temporal.Instant | undefined;
  /** Nobody may be ranked here at all: boards of people are switched off. */
  readonly isOff: boolean;
  /** Why the data cannot be relied on at the moment; undefined when it can. */
  readonly trouble: string | undefined;
}
