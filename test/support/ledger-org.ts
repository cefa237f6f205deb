import type { Store } from '#store/store.ts';
import { emptyStore } from './empty-store.ts';
import { settle } from './ledger-work.ts';
import { mirrorActivities, mirrorDeals, mirrorOrg } from './oracle/mirror.ts';
import type { CsvRow } from './oracle/org-tables.ts';
import { dealRow, smallOrg, type SmallOrg } from './oracle/small-org.ts';

/** The small org in a store, with a ledger that follows whatever a test changes in it. */
export interface LedgerOrg {
  readonly store: Store;
  readonly org: SmallOrg;
  /** Business time: noon in New York of the day reached so far. */
  now(): Temporal.Instant;
  /** Changes deals on a day and lets the ledger catch up. */
  change(day: string, deals: Readonly<Record<string, CsvRow>>): Promise<void>;
  /** Makes the activities those of the org and lets the ledger catch up. */
  countActivities(): Promise<void>;
}

/** Loads deals for the first time on 2 June 2025. */
export async function ledgerOrg(
  store: Store,
  {
    deals = {},
    prepare,
  }: { readonly deals?: Readonly<Record<string, CsvRow>>; prepare?(org: SmallOrg): void } = {},
): Promise<LedgerOrg> {
  await emptyStore(store);
  const org = smallOrg('2025-06-02');
  const now = () =>
    Temporal.PlainDate.from(org.tables.today)
      .toZonedDateTime({ timeZone: org.tables.zone, plainTime: '12:00' })
      .toInstant();
  for (const [id, fields] of Object.entries(deals)) org.put('Opportunity', dealRow(id, fields));
  prepare?.(org);
  await mirrorOrg(store, org.tables);
  await settle(store, now());
  return {
    store,
    org,
    now,
    async change(day, changed) {
      org.setToday(day);
      for (const [id, fields] of Object.entries(changed))
        org.put('Opportunity', org.get('Opportunity', id) ? { Id: id, ...fields } : dealRow(id, fields));
      await mirrorDeals(store, org.tables, { ids: Object.keys(changed), at: now() });
      await settle(store, now());
    },
    async countActivities() {
      await mirrorActivities(store, org.tables);
      await settle(store, now());
    },
  };
}
