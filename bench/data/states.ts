import { type Deals, OPEN } from './deals.ts';
import { momentOn } from './timeline.ts';

/** What deals looked like over time, by column: the mirror's `deal_state`. */
export interface States {
  readonly deal: number[];
  /** Seconds since 1970. */
  readonly at: number[];
  readonly seq: number[];
  readonly closeOn: number[];
  readonly outcome: number[];
}

/** A first closing came so many days before the last, and lasted half of them. */
const FIRST_CLOSING = 20;

/** Salesforce's history of the deals in [from, to), oldest first for each. */
export function statesOf(deals: Deals, [from, to]: readonly [number, number]): States {
  const states: States = { deal: [], at: [], seq: [], closeOn: [], outcome: [] };
  for (let i = from; i < to; i++) {
    const created = deals.created[i] ?? 0;
    const closeOn = deals.closeOn[i] ?? 0;
    const outcome = deals.outcome[i] ?? OPEN;
    let seq = 0;
    const add = (day: number, dueOn: number, became: number) => {
      states.deal.push(i);
      states.at.push(momentOn(day));
      states.seq.push(seq++);
      states.closeOn.push(dueOn);
      states.outcome.push(became);
    };
    for (let move = 0; move <= (deals.moves[i] ?? 0); move++) add(created + move, closeOn, OPEN);
    if (deals.reopened[i] === 1) {
      add(closeOn - FIRST_CLOSING, closeOn - FIRST_CLOSING, outcome);
      add(closeOn - FIRST_CLOSING / 2, closeOn, OPEN);
    }
    if (outcome !== OPEN) add(closeOn, closeOn, outcome);
  }
  return states;
}
