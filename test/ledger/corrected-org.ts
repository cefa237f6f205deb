import { makeCorrections } from '#ledger/correct.ts';
import type { StatedFact } from '#ledger/correct.ts';
import { day } from '#lib/days.ts';
import { FOREVER } from '#model/placement.ts';
import { metricContext } from '#metrics/context.ts';
import { readFigures } from '#metrics/read.ts';
import type { Store } from '#store/store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { WON } from '../support/oracle/small-org.ts';
import { withOrganization } from '../support/with-organization.ts';

const PERIOD = { type: 'quarter', id: '2025-Q2', start: day('2025-04-01'), end: day('2025-07-01') } as const;

/** Ann's deals of April and May, and one of Cat's; loaded on 2 June 2025. */
const DEALS = {
  D1: { ...WON, CloseDate: '2025-04-10' },
  D2: { ...WON, CloseDate: '2025-05-14', Amount: '200' },
  D3: { ...WON, CloseDate: '2025-05-15', Amount: '400' },
  D4: { ...WON, CloseDate: '2025-05-20', OwnerId: 'cat', Amount: '800' },
};

/** A correction of Ann's manager, but for what is given. */
export function stated(fact: Partial<StatedFact>): StatedFact {
  const base = { personId: 'ann', kind: 'manager', value: 'west', from: '2025-05-15', to: FOREVER } as const;
  return { ...base, reason: 'moved in May', ...fact };
}

/** Makes corrections and lets the ledger catch up. */
export async function correct({ store, now }: LedgerOrg, ...facts: readonly StatedFact[]) {
  const made = await store.transaction((tx) => makeCorrections(tx, facts, { madeBy: 'cli', now: now() }));
  await settle(store, now());
  return made;
}

type By = 'team' | 'role' | 'territory' | 'person';

/** What money of a metric each subject has in the quarter, where it has any. */
export async function figures(
  { store, now }: LedgerOrg,
  asked: { metric: string; by: By; asOf?: string | undefined },
) {
  const context = await metricContext(store, now());
  const question = { metric: asked.metric, by: asked.by, period: PERIOD };
  const read = await readFigures(context, asked.asOf ? { ...question, asOf: day(asked.asOf) } : question);
  return Object.fromEntries(
    read.flatMap(({ subject, value }) =>
      value.kind === 'money' && value.money.minor !== 0n
        ? [[subject.id, Number(value.money.minor) / 100]]
        : [],
    ),
  );
}

export const bookings = (by: By, org: LedgerOrg, asOf?: string) =>
  figures(org, { metric: 'bookings', by, asOf });

export const company = async (store: Store) => withOrganization(await ledgerOrg(store, { deals: DEALS }));
