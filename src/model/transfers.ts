export interface CreditMove {
  readonly dealId: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Follows moves of credit in their order, so that what went from Ann to Ben and from Ben to Cat is Cat's, whoever had it
 * first. A move of what somebody no longer has, moves what they have been given since.
 */
export function followTransfers(moves: readonly CreditMove[]): readonly CreditMove[] {
  return [...Map.groupBy(moves, (it) => it.dealId)].flatMap(([dealId, own]) => {
    const holder = new Map<string, string>();
    for (const { from, to } of own) {
      if (!holder.has(from)) holder.set(from, from);
      for (const [first, now] of holder) if (now === from) holder.set(first, to);
    }
    return [...holder].filter(([from, to]) => from !== to).map(([from, to]) => ({ dealId, from, to }));
  });
}
