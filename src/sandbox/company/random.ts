/** A stream of repeatable chance. The same label always gives the same stream, whatever was drawn elsewhere. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Around 0, mostly within ±1, never beyond ±2: a flat-topped bell, enough for sizes and durations. */
  bell(): number;
}

export function randomOf(label: string): Random {
  let state = hash(label);
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (items) => pickAt(items, whole(0, items.length - 1)),
    bell: () => next() + next() + next() + next() - 2,
  };
}

/** The same items in an order that depends on the stream alone. */
export function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  return items
    .map((item) => ({ item, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** One item, each as likely as its weight says. */
export function pickWeighted<T>(
  items: readonly T[],
  { weight, random }: { readonly weight: (item: T) => number; readonly random: Random },
): T {
  let left = random.next() * items.reduce((sum, item) => sum + weight(item), 0);
  const index = items.findIndex((item) => {
    left -= weight(item);
    return left < 0;
  });
  return pickAt(items, index < 0 ? items.length - 1 : index);
}

function pickAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function hash(label: string): number {
  let value = 0x811c9dc5;
  for (const character of label) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
