import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '#metrics/catalogue.ts';
import { type AskedWhy, explanationFor } from '#metrics/explanation-for.ts';
import { figureRows } from '#metrics/figure-rows.ts';
import { WHY_COLUMNS, whyCsv, type WhyRow, whyRows } from '#metrics/why-rows.ts';
import { testStore } from '../support/database.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { LOST, WON } from '../support/oracle/small-org.ts';

let ledger: LedgerOrg;

beforeAll(async () => {
  ledger = await ledgerOrg(await testStore(), {
    deals: {
      D1: { ...WON, Name: '=HYPERLINK("https://evil.example","Beans")' },
      D2: { ...WON, Name: 'Oats, "rolled"', Amount: '20.05', CloseDate: '2025-05-12' },
      D3: { ...WON, Amount: '' },
      D4: LOST,
      D5: { ...WON, OwnerId: 'ben' },
    },
  });
});

const QUARTER = { by: 'person', key: 'ann', period: '2025-Q2' } as const;

async function rowsOf(asked: Partial<AskedWhy>): Promise<readonly WhyRow[]> {
  const question = { metric: 'bookings', ...QUARTER, ...asked };
  const explanation = await explanationFor({ store: ledger.store, now: ledger.now() }, question);
  const [figure] = figureRows([explanation.figure]);
  const rows = whyRows(explanation, { recordsAt: 'https://example.my.salesforce.com' });
  if (explanation.figure.value.kind === 'money') expect(rows.at(-1)?.amount_counted).toBe(figure?.value);
  return rows;
}

describe('capability 1: why as rows', () => {
  it('lists what counts, what was left out and why, and the total to the cent', async () => {
    const rows = await rowsOf({});
    expect(
      rows.map((row) => [row.part, row.record_id, row.day, row.amount_counted, row.reason].join(' ').trim()),
    ).toEqual([
      'counted D2 2025-05-12 20.05',
      'counted D1 2025-05-10 100.00',
      'left_out D3   no amount',
      'left_out D4   lost',
      'total   120.05',
    ]);
    expect(rows[0]).toMatchObject({
      name: 'Oats, "rolled"',
      owner: 'ANN',
      link: 'https://example.my.salesforce.com/D2',
      rule: 'owner@1',
      share: '1',
      counts_on: '2025-05-12',
      original_amount: '20.05',
      original_currency: 'USD',
    });
  });

  it('sums the lines of either side of a rate', async () => {
    const rows = await rowsOf({ metric: 'win_rate' });
    expect(rows.at(-1)).toMatchObject({ part: 'total', amount_counted: '3', against: '4' });
  });

  it('is about anyone whom figures names: a person by e-mail or id, a team, the company', async () => {
    const total = async (asked: Partial<AskedWhy>) => (await rowsOf(asked)).at(-1)?.amount_counted;
    const [all] = figureRows([
      (await explanationFor({ store: ledger.store, now: ledger.now() }, { metric: 'bookings', ...QUARTER }))
        .figure,
    ]);
    expect(await total({ key: all?.key ?? '' })).toBe('120.05');
    expect(await total({ by: 'team', key: 'east' })).toBe(await total({ by: 'company', key: 'all' }));
  });

  it('refuses whom it does not know, and more than one period', async () => {
    await expect(rowsOf({ key: 'nobody@nowhere.example' })).rejects.toThrow('There is no person "nobody');
    await expect(rowsOf({ period: '2025-Q1..2025-Q2' })).rejects.toThrow('One figure is explained at a time');
  });

  it.each(METRICS.map(({ id }) => id))('can be written for %s', async (metric) => {
    for (const row of await rowsOf({ metric, by: 'company', key: 'all' }))
      expect(Object.keys(row).toSorted()).toEqual([...WHY_COLUMNS].toSorted());
  });
});

describe('why as CSV', () => {
  it('has the documented columns, and no cell that a spreadsheet would run', async () => {
    const csv = whyCsv(await rowsOf({}));
    expect(csv.split('\n')[0]).toBe(WHY_COLUMNS.join(','));
    const cells: Record<string, string>[] = parse(csv, { columns: true });
    expect(cells[1]?.['name']).toBe(`'=HYPERLINK("https://evil.example","Beans")`);
    expect(cells[0]?.['name']).toBe('Oats, "rolled"');
    for (const cell of cells.flatMap((row) => Object.values(row)))
      expect(cell).not.toMatch(/^[=+@\t\r\n]|^-(?!\d)/);
  });
});
