import { type Day, isBefore } from '#lib/days.ts';

/** The one thing worth doing first: something promised, a deal that needs a look, a word to somebody. */
export type NextStep<Commitment, Risk, Mover> =
  | { readonly kind: 'commitment'; readonly commitment: Commitment }
  | { readonly kind: 'deal'; readonly risk: Risk }
  | { readonly kind: 'praise'; readonly mover: Mover };

/** Ten percentage points in a week are worth a word. */
const WORTH_A_WORD = 100n;

interface Known<Commitment, Risk, Mover> {
  /** The soonest first. */
  readonly commitments: readonly Commitment[];
  /** The one that needs a look most first. */
  readonly risks: readonly Risk[];
  /** Who came furthest first, in tenths of a percentage point. */
  readonly up: readonly Mover[];
  readonly today: Day;
}

/**
 * What to do next: what was promised and is overdue, else the first deal that needs a look, else what is due, else a word
 * to whoever came far. Undefined when nothing asks for anything.
 */
export function nextStep<
  Commitment extends { readonly dueOn: Day },
  Risk,
  Mover extends { readonly points: bigint },
>({
  commitments,
  risks,
  up,
  today,
}: Known<Commitment, Risk, Mover>): NextStep<Commitment, Risk, Mover> | undefined {
  const overdue = commitments.find(({ dueOn }) => isBefore(dueOn, today));
  const [risk] = risks;
  const [due] = commitments;
  const [mover] = up;
  if (overdue) return { kind: 'commitment', commitment: overdue };
  if (risk !== undefined) return { kind: 'deal', risk };
  if (due) return { kind: 'commitment', commitment: due };
  return mover && mover.points >= WORTH_A_WORD ? { kind: 'praise', mover } : undefined;
}
