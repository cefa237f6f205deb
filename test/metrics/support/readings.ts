import { exactText } from '#metrics/figure-rows.ts';
import { figuresFor } from '#metrics/figures-for.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import type { LedgerOrg } from '../../support/ledger-org.ts';
import type { CsvRow } from '../../support/oracle/org-tables.ts';
import { LOST, WON } from '../../support/oracle/small-org.ts';

interface Asked {
  readonly metrics: string;
  readonly by?: Breakdown;
  readonly periods?: string;
  readonly asOf?: string;
}

/** Asks a store for figures, and shows each as "Name value". */
export function readings(store: () => Store) {
  const read = ({ now }: LedgerOrg, { metrics, by = 'person', periods = '2025-Q2', asOf }: Asked) =>
    figuresFor(
      { store: store(), now: now() },
      { metrics, by, periods, asOf: asOf === undefined ? undefined : Temporal.PlainDate.from(asOf) },
    );
  const shown = async (ledger: LedgerOrg, asked: Asked): Promise<readonly string[]> =>
    (await read(ledger, asked)).map(
      ({ subject, value }) => `${subject.name} ${value.kind === 'none' ? value.reason : exactText(value)}`,
    );
  return { read, shown };
}

/** Deals of four people, one of them lost. */
export const BASIC: Readonly<Record<string, CsvRow>> = {
  D1: WON,
  D2: { ...WON, OwnerId: 'ben', Amount: '50' },
  D3: { ...LOST, OwnerId: 'cat' },
  D4: { ...WON, OwnerId: 'east', Amount: '7', Territory2Id: 'T-west' },
};
