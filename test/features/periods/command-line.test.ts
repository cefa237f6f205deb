import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '#cli/host.ts';
import { runCommand } from '#cli/program.ts';
import { parseConfig } from '#config.ts';
import { readSoftClose } from '#features/periods/schedule.ts';
import { noProgress } from '#lib/progress.ts';
import { readPeriodStates } from '#ledger/period-states.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { smallCompany } from '../small-company.ts';

const notHere = () => Promise.reject(new Error('this command needs no Salesforce'));

let database: Database;
let shared: Store;
let host: Host;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: {} });
  shared = await database.installation(freshInstallationId());
});
afterAll(() => database.close());
beforeEach(async () => {
  host = {
    config: parseConfig({}),
    services: servicesOf(await smallCompany(shared)),
    reader: { pull: notHere, hurry: () => undefined, connection: notHere },
    catchUp: () => Promise.resolve(),
    clock: undefined,
    queue: undefined,
  };
});

/** What the command says, and its exit code. */
async function attain(...argv: readonly string[]): Promise<{ readonly code: number; readonly says: string }> {
  let says = '';
  const write = (text: string) => {
    says += text;
  };
  const terminal = { cwd: '/', out: write, err: write, progress: noProgress };
  const code = await runCommand(argv, terminal, () => Promise.resolve(host));
  return { code, says };
}
const states = async () =>
  (await readPeriodStates(shared)).map(({ name, state, reason }) => ({ name, state, reason }));

describe('capability 9: attain periods', () => {
  it('tells with --dry-run what a lock would freeze, and changes nothing', async () => {
    const { code, says } = await attain('periods', 'lock', '2026-10', '--reason', 'x', '--dry-run');
    expect(code).toBe(0);
    expect(says).toContain('2026-10 is open. What was reported for the period stays as reported.');
    expect(says).toContain('Bookings: $0');
    expect(says).toContain('Nothing was changed.');
    expect(await states()).toEqual([]);
  });

  it('closes, locks and reopens with a reason, and lists how each period stands', async () => {
    await attain('periods', 'close', '2026-10', '--reason', 'month end');
    await attain('periods', 'lock', '2026-10', '--reason', 'audited');
    expect(await states()).toEqual([{ name: '2026-10', state: 'locked', reason: 'audited' }]);
    expect((await attain('periods')).says).toMatch(/2026-10 +locked +2026-11-18T09:00:00Z +cli +audited/);
    await attain('periods', 'reopen', '2026-10', '--reason', 'an error');
    expect(await states()).toEqual([{ name: '2026-10', state: 'open', reason: 'an error' }]);
  });

  it('refuses the running period, several at once, and a step without a reason', async () => {
    expect(await attain('periods', 'lock', '2026-11', '--reason', 'x')).toMatchObject({
      code: 1,
      says: expect.stringContaining('2026-11 is not over: its last day is Nov 30, 2026.'),
    });
    expect((await attain('periods', 'lock', '2026-09,2026-10', '--reason', 'x')).says).toContain(
      'is not one period',
    );
    expect((await attain('periods', 'lock', '2026-10')).code).toBe(1);
    expect(await states()).toEqual([]);
  });

  it('switches closing by itself on and off', async () => {
    await attain('periods', 'schedule', 'quarter', '--after', '3');
    expect(await readSoftClose(shared)).toEqual({ type: 'quarter', afterWorkingDays: 3 });
    expect((await attain('periods', 'schedule', 'fortnight')).code).toBe(1);
    await attain('periods', 'schedule', 'off');
    expect(await readSoftClose(shared)).toBeUndefined();
  });
});

describe('capability 10: attain freshness', () => {
  it('says why scheduled messages wait, and takes the data as it is', async () => {
    const at = '2026-11-18T08:00:00Z';
    await shared.db
      .insertInto('row_count')
      .values({ object: 'User', rows: 1n, counted_at: at, trusted: 500n, trusted_at: at })
      .execute();
    expect((await attain('freshness')).says).toContain('User fell from 500 to 1 record.');
    await attain('freshness', 'trust');
    expect((await attain('freshness')).says).toContain('The data is fresh.');
  });

  it('sets after how long data is late', async () => {
    expect((await attain('freshness', 'late-after', '90')).says).toContain('after 90 minutes');
    expect((await attain('freshness', 'late-after', 'soon')).code).toBe(1);
  });
});

describe('capability 28: attain snapshots', () => {
  it('says that every sealed day reads as it did', async () => {
    expect((await attain('snapshots', 'verify')).says).toContain(
      'Every sealed day still reads as it did then.',
    );
    expect((await attain('snapshots')).code).toBe(0);
  });
});
