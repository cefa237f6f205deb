import { isBefore, type Day } from '#lib/days.ts';
import type { Commitment } from '#feature.ts';
import type { Mover } from './movers.ts';
import type { Risk } from './risk.ts';

/** The one thing worth doing first. */
export type Next =
  | { readonly kind: 'commitment'; readonly commitment: Commitment }
  | { readonly kind: 'deal'; readonly risk: Risk }
  | { readonly kind: 'praise'; readonly mover: Mover };

/** Ten percentage points in a week are worth a word. */
const WORTH_A_WORD = 100n;

interface Week {
  readonly commitments: readonly Commitment[];
  readonly named: readonly Risk[];
  readonly up: readonly Mover[];
  readonly today: Day;
}

/**
 * What to do next: what was promised and is overdue, else the first deal that needs a look, else what is due this week,
 * else a word to whoever came far. Undefined when nothing asks for anything.
 */
export function nextOf({ commitments, named, up, today }: Week): Next | undefined {
  const overdue = commitments.find(({ dueOn }) => isBefore(dueOn, today));
  const [risk] = named;
  const [due] = commitments;
  const [mover] = up;
  if (overdue) return { kind: 'commitment', commitment: overdue };
  if (risk) return { kind: 'deal', risk };
  if (due) return { kind: 'commitment', commitment: due };
  return mover && mover.points >= WORTH_A_WORD ? { kind: 'praise', mover } : undefined;
}
