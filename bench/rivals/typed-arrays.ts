import { OPEN, WON } from '../data/deals.ts';
import { MANAGERS, REPS } from '../data/people.ts';
import { ALL_DAYS } from '../data/timeline.ts';
import type { Company } from '../data/company.ts';

/** Sums for every rep and day, a rep's days one after the other. */
export interface DayCells {
  readonly bookings: Float64Array;
  /** Won deals that carry an amount. */
  readonly priced: Int32Array;
  readonly won: Int32Array;
  readonly lost: Int32Array;
  readonly cycleDays: Int32Array;
  /** By index into KINDS; the last, what counts as nothing, stays out of every comparison. */
  readonly activities: readonly Int32Array[];
}

export function emptyCells(): DayCells {
  const size = REPS * ALL_DAYS;
  return {
    bookings: new Float64Array(size),
    priced: new Int32Array(size),
    won: new Int32Array(size),
    lost: new Int32Array(size),
    cycleDays: new Int32Array(size),
    activities: Array.from({ length: 4 }, () => new Int32Array(size)),
  };
}

export function cellOf(person: number, day: number): number {
  return (person - MANAGERS) * ALL_DAYS + day;
}

/**
 * The physical limit of a full recompute, and the oracle: one pass over the arrays that the store was filled from.
 * It shares no line with the ledger.
 */
export function passOver({ deals, activities }: Company, cells: DayCells): void {
  for (const sums of [
    cells.bookings,
    cells.priced,
    cells.won,
    cells.lost,
    cells.cycleDays,
    ...cells.activities,
  ]) {
    sums.fill(0);
  }
  const { owner, closeOn, created, amount, outcome, isDeleted } = deals;
  for (let i = 0; i < deals.count; i++) {
    if (outcome[i] === OPEN || isDeleted[i] === 1) continue;
    const cell = cellOf(owner[i] ?? 0, closeOn[i] ?? 0);
    if (outcome[i] === WON) {
      add(cells.won, cell, 1);
      add(cells.cycleDays, cell, (closeOn[i] ?? 0) - (created[i] ?? 0));
      if ((amount[i] ?? 0) >= 0) {
        add(cells.bookings, cell, amount[i] ?? 0);
        add(cells.priced, cell, 1);
      }
    } else add(cells.lost, cell, 1);
  }
  for (let i = 0; i < activities.count; i++) {
    const counts = cells.activities[activities.kind[i] ?? 0];
    if (counts) add(counts, cellOf(activities.owner[i] ?? 0, activities.day[i] ?? 0), 1);
  }
}

function add(sums: Float64Array | Int32Array, cell: number, value: number): void {
  sums[cell] = (sums[cell] ?? 0) + value;
}
