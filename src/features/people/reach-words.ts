import type { Restated } from '#ledger/restate.ts';

/** "Touches 3 people and 12 credited deals." */
export function reachWords({ people, deals }: Restated): string {
  const who = people === 1 ? '1 person' : `${people} people`;
  if (deals === 0) return `Touches ${who} and no credited deal.`;
  return `Touches ${who} and ${deals === 1 ? '1 credited deal' : `${deals} credited deals`}.`;
}
