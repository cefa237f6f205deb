import type { Services } from '#feature.ts';
import type { Store } from '#store/store.ts';
import { attainmentStore } from './attainment-store.ts';
import { aDeal } from '../../support/a-deal.ts';
import { settle } from '../../support/ledger-work.ts';
import { servicesOf } from '../services.ts';
import { ANA, LI, smallCompany } from '../small-company.ts';

/** The small company with deals of Ana's, some of which count and some do not, and thirty of Li's. */
export async function explainedCompany(now: Temporal.Instant): Promise<Services> {
  const store = await smallCompany(await attainmentStore());
  await store.db
    .insertInto('account')
    .values({
      id: '001A',
      name: 'Acme Inc',
      owner_id: ANA,
      parent_id: null,
      is_deleted: false,
      modified_at: '2026-01-01T00:00:00Z',
    })
    .execute();
  await deal(store, { id: 'A', name: 'Acme <!channel> renewal', amount: 4_200_000n });
  await deal(store, { id: 'B', name: 'Globex', amount: 1_050n, closeOn: '2026-11-02' });
  await deal(store, { id: 'C', name: 'No amount', amount: null });
  await deal(store, { id: 'D', name: 'Still open', amount: 5n, open: true, closeOn: '2026-12-01' });
  await deal(store, { id: 'E', name: 'Lost one', amount: 5n, won: false });
  for (let i = 0; i < 30; i++) await deal(store, { id: `L${i}`, name: `Li ${i}`, amount: 100n, owner: LI });
  await settle(store, now);
  return servicesOf(store);
}

interface Deal {
  readonly id: string;
  readonly name: string;
  readonly amount: bigint | null;
  readonly owner?: string;
  readonly closeOn?: string;
  readonly open?: boolean;
  readonly won?: boolean;
}

async function deal(
  { db }: Store,
  { id, name, amount, owner = ANA, closeOn = '2026-10-20', open = false, won = true }: Deal,
) {
  const row = aDeal({
    id: `006${id}`,
    name,
    account_id: '001A',
    owner_id: owner,
    amount,
    close_on: closeOn,
    is_closed: !open,
    is_won: !open && won,
  });
  await db.insertInto('opportunity').values(row).execute();
  await db.insertInto('changed_record').values({ object: 'opportunity', record_id: row.id }).execute();
}
