/** Places by subject id, as they stood at some time. */
export type Ranks = Readonly<Record<string, number>>;

/** How a place compares with an earlier board. */
export type Movement =
  | { readonly kind: 'new' }
  | { readonly kind: 'same' }
  | { readonly kind: 'up' | 'down'; readonly places: number };

export function movementOf(rank: number, before: number | undefined): Movement {
  if (before === undefined) return { kind: 'new' };
  if (before === rank) return { kind: 'same' };
  return { kind: before > rank ? 'up' : 'down', places: Math.abs(before - rank) };
}

/** The movement in words, which a screen reader can say: "up 2", "new". */
export function movementWords(movement: Movement): string {
  return 'places' in movement ? `${movement.kind} ${movement.places}` : movement.kind;
}

/** The same with a sign for the eye; the words stay, so that nothing hangs on the sign. */
export function movementCell(movement: Movement): string {
  const sign = { up: '▲', down: '▼', same: '=', new: '+' }[movement.kind];
  return `${sign} ${movementWords(movement)}`;
}
