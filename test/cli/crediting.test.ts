import { beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '#cli/host.ts';
import { runCommand } from '#cli/program.ts';
import { parseConfig } from '#config.ts';
import { noProgress } from '#lib/progress.ts';
import { servicesOf } from '../features/services.ts';
import { figures } from '../support/credit-figures.ts';
import { testStore } from '../support/database.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { settle } from '../support/ledger-work.ts';
import { WON } from '../support/oracle/small-org.ts';
import { putRates } from '../support/rates.ts';

const notHere = () => Promise.reject(new Error('crediting needs no Salesforce'));
const DECIDED = ['--approved-by', 'Vera', '--reason', 'agreed'] as const;

/** Each step builds on the one before, as somebody types them one after another. */
describe('attain crediting, from a rule to a transfer', () => {
  let ledger: LedgerOrg;
  beforeAll(async () => {
    ledger = await ledgerOrg(await testStore(), {
      deals: { D1: WON, D2: { ...WON, Amount: '280', CurrencyIsoCode: 'AUD' } },
    });
    await putRates(ledger.store, 'AUD', [{ rate: '1.4' }, { rate: '2', from: '2025-01-01' }]);
  });

  async function crediting(...argv: readonly string[]) {
    let [out, err] = ['', ''];
    const terminal = {
      cwd: '/',
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
      progress: noProgress,
    };
    const host: Host = {
      config: parseConfig({}),
      services: servicesOf(ledger.store, { now: ledger.now() }),
      reader: { pull: notHere, hurry: () => undefined, connection: notHere },
      catchUp: () => settle(ledger.store, ledger.now()),
      clock: undefined,
      queue: undefined,
    };
    const code = await runCommand(['crediting', ...argv], terminal, () => Promise.resolve(host));
    return { code, out, err };
  }
  const bookings = () => figures(ledger, 'bookings', { by: 'person', in: '2025-Q2' });

  it('lists the rules that come with it, and by which rates amounts are converted', async () => {
    const { code, out } = await crediting();
    expect(code).toBe(0);
    expect(out).toMatch(/owner@1 +owner +always/);
    expect(out).toContain(
      'Rates: bookings by the rate of the close date, overlay by the rate of the close date.',
    );
  });

  it('tells on a dry run how many deals a rule touches, and changes nothing', async () => {
    const rule = ['set', 'engineers', '--kind', 'team_role', '--role', 'Engineer', '--from', '2025-01-01'];
    const { out } = await crediting(...rule, ...DECIDED, '--dry-run');
    expect(out).toMatch(/engineers@1 would look at \d+ deals?\. Nothing was changed\./);
    expect((await crediting()).out).not.toContain('engineers');
    expect((await crediting(...rule, ...DECIDED)).out).toContain('engineers@1 is set;');
    expect((await crediting()).out).toMatch(/engineers@1 +team_role +role Engineer +2025-01-01/);
  });

  it('refuses a rule that nobody approved, and a kind it does not know', async () => {
    const bare = ['set', 'engineers', '--kind', 'team_role', '--from', '2025-01-01'];
    expect((await crediting(...bare)).code).not.toBe(0);
    expect((await crediting('set', 'x', '--kind', 'luck', '--from', '2025-01-01', ...DECIDED)).code).not.toBe(
      0,
    );
  });

  it('credits deals in other currencies anew by the plan rate', async () => {
    const before = await bookings();
    expect((await crediting('rates', '--bookings', 'static')).out).toContain('Bookings by the plan rate');
    expect(await bookings()).not.toEqual(before);
    expect(await bookings()).toEqual(['ANN 300.00']);
  });

  it('moves what a deal counts for to somebody else, once approved', async () => {
    const { store } = ledger;
    for (const id of ['ann', 'cat'])
      await store.db
        .updateTable('person')
        .set({ email: `${id}@example.com` })
        .where('id', '=', id)
        .execute();
    const move = ['transfer', 'D1', '--from', 'ann@example.com', '--to', 'Cat@example.com', ...DECIDED];
    expect((await crediting(...move)).out).toContain(
      'What ann@example.com has of D1 is credited to Cat@example.com.',
    );
    expect(await bookings()).toEqual(['ANN 200.00', 'CAT 100.00']);
    const nobody = ['transfer', 'D1', '--from', 'x@example.com', '--to', 'cat@example.com', ...DECIDED];
    expect((await crediting(...nobody)).err).toContain('Nobody has the e-mail x@example.com.');
  });
});
