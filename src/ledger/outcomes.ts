import type { Store } from '#store/store.ts';

/** How a deal's outcome changed, as far as the ledger counts it. */
export interface Outcome {
  readonly dealId: string;
  readonly name: string;
  /** '' when the deal has no owner. */
  readonly ownerId: string;
  readonly amount: bigint | null;
  readonly currency: string;
  readonly closeOn: string;
  readonly isDeleted: boolean;
  readonly was: 'won' | 'lost' | null;
  readonly became: 'won' | 'lost' | null;
}

const FACT_OF = { won: 'deal.won', lost: 'deal.lost' } as const;

/** Tells the features, in the transaction that writes the entries, which deals were won, lost or reopened. */
export async function tellOutcomes(
  tx: Store,
  outcomes: readonly Outcome[],
  now: Temporal.Instant,
): Promise<void> {
  if (outcomes.length === 0) return;
  const facts = outcomes.map((it) => ({
    name: it.became ? FACT_OF[it.became] : 'deal.reopened',
    subject: it.dealId,
    payload: JSON.stringify({
      name: it.name,
      ownerId: it.ownerId,
      // Minor units as text: an amount may be larger than JSON's numbers are exact.
      amount: it.amount?.toString() ?? null,
      currency: it.currency,
      closeOn: it.closeOn,
      was: it.was,
      isDeleted: it.isDeleted,
    }),
    at: now.toString(),
  }));
  await tx.db.insertInto('fact').values(facts).execute();
}
