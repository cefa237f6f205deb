import type { Store } from '#store/store.ts';

interface Rate {
  readonly rate: string;
  readonly decimals?: number;
  readonly from?: string;
  readonly to?: string;
}

/** Puts a currency's rates into the mirror: dated ones with a first day, one for all days without. */
export async function putRates(store: Store, currency: string, rates: readonly Rate[]): Promise<void> {
  const rows = rates.map(({ rate, decimals = 2, from, to }) => ({
    currency,
    decimals,
    rate,
    kind: from === undefined ? ('static' as const) : ('dated' as const),
    from_on: from ?? '0001-01-01',
    to_on: to ?? 'infinity',
  }));
  await store.db.insertInto('conversion_rate').values(rows).execute();
}
