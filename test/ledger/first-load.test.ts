import type { Insertable } from 'kysely';
import { describe, expect, it } from 'vitest';
import { creditChanged } from '#ledger/credit.ts';
import type { Store } from '#store/store.ts';
import type { Tables } from '#store/tables.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { WON } from '../support/oracle/small-org.ts';

let store: Store;
const use = (opened: Store) => {
  store = opened;
};

type State = Pick<Insertable<Tables['deal_state']>, 'known_at' | 'is_closed' | 'amount'> &
  Partial<Insertable<Tables['deal_state']>>;

const NOW = Temporal.Instant.from('2025-06-02T12:00:00Z');
const SHARED = {
  owner_id: 'ann',
  stage: 'S',
  currency: 'USD',
  close_on: '2025-04-01',
  is_deleted: false,
  territory_id: null,
};

/** Brings a deal into the mirror with what Salesforce's history tells of it; it is now as in the last state told. */
async function loadWithPast(
  states: readonly State[],
  deal: Partial<Insertable<Tables['opportunity']>> = {},
): Promise<void> {
  const last = states.at(-1);
  await store.db
    .insertInto('opportunity')
    .values({
      ...SHARED,
      id: 'H1',
      name: 'Deal with a past',
      amount: last?.amount ?? null,
      created_at: '2025-03-01T10:00:00Z',
      is_closed: last?.is_closed ?? false,
      is_won: last?.is_closed ?? false,
      is_private: false,
      modified_at: '2025-04-09T10:00:00Z',
      ...deal,
    })
    .execute();
  const rows = states.map((it, nth) => ({
    ...SHARED,
    opportunity_id: 'H1',
    seq: nth,
    is_won: it.is_closed,
    origin: 'history' as const,
    ...it,
  }));
  if (rows.length > 0) await store.db.insertInto('deal_state').values(rows).execute();
  await store.db.insertInto('changed_record').values({ object: 'opportunity', record_id: 'H1' }).execute();
  while ((await creditChanged(store, { now: NOW })).more);
}

async function bookings() {
  const rows = await store.db
    .selectFrom('entry')
    .selectAll()
    .where('measure', '=', 'bookings')
    .where('record_id', '=', 'H1')
    .execute();
  const texts = rows.map(
    (it) => `${it.known_at.slice(0, 10)} ${it.amount}${it.reconstructed ? ' as told' : ''}`,
  );
  return texts.toSorted();
}

const facts = () =>
  store.db.selectFrom('fact').select(['name', 'subject']).where('name', 'like', 'deal.%').execute();

const closed = (day: string, amount: bigint | null) => ({
  known_at: `2025-04-${day}T10:00:00Z`,
  is_closed: true,
  amount,
});

onEachStore(use, () => {
  describe('a first load', () => {
    it('knows a closed deal since its own history says so, marked as reconstructed, and tells nobody', async () => {
      await ledgerOrg(store, { deals: { D1: { ...WON, SystemModstamp: '2025-05-10T18:00:00.000+0000' } } });
      const rows = await store.db.selectFrom('entry').select(['known_at', 'reconstructed']).execute();
      expect(rows).toHaveLength(3);
      expect(new Set(rows.map((it) => it.known_at))).toEqual(new Set(['2025-05-10T18:00:00.000Z']));
      expect(rows.every((it) => it.reconstructed)).toBe(true);
      expect(await facts()).toEqual([]);
    });

    it('replays a deal that was won, reopened and won for more; a look in between changes nothing', async () => {
      await ledgerOrg(store);
      await loadWithPast([
        closed('01', 10_000n),
        closed('03', 10_000n),
        { ...closed('05', 10_000n), is_closed: false },
        closed('09', 12_000n),
      ]);
      expect(await bookings()).toEqual([
        '2025-04-01 10000 as told',
        '2025-04-05 -10000 as told',
        '2025-04-09 12000 as told',
      ]);
    });

    it('takes of several states known from one moment the last, and of two deals each its own', async () => {
      await ledgerOrg(store, { deals: { D1: { ...WON, CreatedDate: '2025-01-01T15:00:00.000+0000' } } });
      await loadWithPast([closed('02', 10_000n), closed('02', 20_000n)]);
      expect(await bookings()).toEqual(['2025-04-02 20000 as told']);
      const days = store.db.selectFrom('entry').select('amount').where('measure', '=', 'cycle_days');
      expect(await days.where('record_id', '=', 'H1').execute()).toEqual([{ amount: 31n }]);
    });

    it('credits what no history tells as known since the last of it, and tells nobody', async () => {
      await ledgerOrg(store);
      await loadWithPast([closed('01', 10_000n), closed('09', 12_000n)], { amount: 15_000n });
      expect(await bookings()).toEqual([
        '2025-04-01 10000 as told',
        '2025-04-09 -10000 as told',
        '2025-04-09 -12000 as told',
        '2025-04-09 12000 as told',
        '2025-04-09 15000 as told',
      ]);
      await store.db.deleteFrom('entry').execute();
      await store.db.deleteFrom('deal_state').execute();
      await store.db.deleteFrom('opportunity').execute();
      await loadWithPast([{ ...closed('01', 10_000n), is_closed: false }], { is_closed: true, is_won: true });
      expect(await facts()).toEqual([]);
    });

    it('credits a deal of which no past is known to its owner, as known from now', async () => {
      await ledgerOrg(store);
      await loadWithPast([], { is_closed: true, is_won: true, amount: 10_000n });
      expect(await bookings()).toEqual(['2025-06-02 10000']);
    });
  });

  describe('a deal first seen after it', () => {
    it('is known from the look at which it was credited, and told of', async () => {
      const { change } = await ledgerOrg(store, { deals: { D1: WON } });
      await change('2025-06-03', { H1: WON });
      expect(await bookings()).toEqual(['2025-06-03 10000']);
      expect(await facts()).toEqual([{ name: 'deal.won', subject: 'H1' }]);
    });
  });
});
