import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Host, Terminal } from '#cli/host.ts';
import { runCommand } from '#cli/program.ts';
import { parseConfig } from '#config.ts';
import { noProgress } from '#lib/progress.ts';
import { WHY_COLUMNS } from '#metrics/why-rows.ts';
import { servicesOf } from '../features/services.ts';
import { testStore } from '../support/database.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { LOST, WON } from '../support/oracle/small-org.ts';

const notHere = () => Promise.reject(new Error('this command needs no Salesforce'));

describe('attain why', () => {
  let ledger: LedgerOrg;
  beforeAll(async () => {
    ledger = await ledgerOrg(await testStore(), {
      deals: { D1: WON, D2: { ...WON, Amount: '20.05' }, D3: LOST },
    });
  });

  async function attain(...argv: readonly string[]) {
    let [out, err] = ['', ''];
    const terminal: Terminal = {
      cwd: '/',
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      progress: noProgress,
    };
    const host: Host = {
      config: parseConfig({}),
      services: servicesOf(ledger.store, { now: ledger.now() }),
      reader: { pull: notHere, hurry: () => undefined, connection: notHere },
      catchUp: () => Promise.resolve(),
      clock: undefined,
      queue: undefined,
    };
    const code = await runCommand(argv, terminal, () => Promise.resolve(host));
    return { code, out, err };
  }
  const QUARTER = ['--metric', 'bookings', '--by', 'company', '--period', '2025-Q2'] as const;

  it('prints the lines of a figure as CSV, and a total that is what figures prints', async () => {
    const { code, out } = await attain('why', ...QUARTER, '--format', 'csv');
    const rows: Record<string, string>[] = parse(out, { columns: true });
    const figures = await attain('figures', ...QUARTER, '--format', 'csv');
    const [figure]: Record<string, string>[] = parse(figures.out, { columns: true });
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toBe(WHY_COLUMNS.join(','));
    expect(rows.map((row) => `${row['part']} ${row['record_id']}`)).toEqual([
      'counted D1',
      'counted D2',
      'left_out D3',
      'total ',
    ]);
    expect(rows.at(-1)?.['amount_counted']).toBe(figure?.['value']);
  });

  it('prints the same as JSON, beside the figure and its version', async () => {
    const { out } = await attain('why', ...QUARTER, '--restated', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      figure: { metric: 'bookings', version: 1, value: '120.05' },
      counted: [{ record_id: 'D1' }, { record_id: 'D2' }],
      leftOut: [{ record_id: 'D3', reason: 'lost' }],
      total: { amount_counted: '120.05' },
    });
  });

  it('prints a table for people, as it was known on a day', async () => {
    const { out } = await attain('why', ...QUARTER, '--as-of', '2025-01-15');
    expect(out).toMatch(/^part\s+day\s+name/);
    expect(out).toMatch(/total .*0\.00/);
  });

  it('refuses a day it cannot read and a person it does not know', async () => {
    expect((await attain('why', ...QUARTER, '--as-of', 'May')).err).toContain('"May" is not a day.');
    const nobody = await attain(
      'why',
      '--metric',
      'bookings',
      '--by',
      'person',
      '--key',
      'x@y.example',
      '--period',
      '2025-Q2',
    );
    expect(nobody).toMatchObject({ code: 1 });
    expect(nobody.err).toContain('There is no person "x@y.example"');
  });
});
