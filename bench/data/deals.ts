import { MANAGERS, REPS, TERRITORIES } from './people.ts';
import type { Random } from './random.ts';
import { PAST_DAYS } from './timeline.ts';

export const OPEN = 0;
export const WON = 1;
export const LOST = 2;
/** In place of an amount, of an owner's own territory. */
export const NONE = -1;

/** All deals by column: a deal is its index. Changing them changes what the oracle expects. */
export interface Deals {
  readonly count: number;
  readonly owner: Int32Array;
  readonly created: Int32Array;
  readonly closeOn: Int32Array;
  /** Minor units, or NONE. */
  readonly amount: Float64Array;
  readonly outcome: Uint8Array;
  readonly isDeleted: Uint8Array;
  /** The deal's own territory, or NONE. */
  readonly territory: Int32Array;
  /** How many times the deal changed its stage while open. */
  readonly moves: Uint8Array;
  /** 1 for a deal that was closed, reopened and closed again. */
  readonly reopened: Uint8Array;
}

/** Deals of the past three years; those due after today, and a few overdue ones, are open. */
export function makeDeals(count: number, random: Random): Deals {
  const deals: Deals = {
    count,
    owner: new Int32Array(count),
    created: new Int32Array(count),
    closeOn: new Int32Array(count),
    amount: new Float64Array(count),
    outcome: new Uint8Array(count),
    isDeleted: new Uint8Array(count),
    territory: new Int32Array(count).fill(NONE),
    moves: new Uint8Array(count),
    reopened: new Uint8Array(count),
  };
  for (let i = 0; i < count; i++) makeDeal(deals, i, random);
  return deals;
}

function makeDeal(deals: Deals, i: number, random: Random): void {
  const created = random.below(PAST_DAYS);
  const closeOn = created + 5 + random.below(150);
  deals.owner[i] = MANAGERS + random.below(REPS);
  deals.created[i] = created;
  deals.closeOn[i] = closeOn;
  deals.amount[i] = random.chance(0.02) ? NONE : 50_000 + random.below(5_000_000);
  deals.moves[i] = random.below(3);
  if (random.chance(0.1)) deals.territory[i] = random.below(TERRITORIES);
  if (random.chance(0.005)) deals.isDeleted[i] = 1;
  if (closeOn > PAST_DAYS || random.chance(0.05)) return;
  deals.outcome[i] = random.chance(0.45) ? WON : LOST;
  if (random.chance(0.01) && closeOn - created > 30) deals.reopened[i] = 1;
}
