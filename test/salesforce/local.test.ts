import { expect, test } from 'vitest';
import { fixedClock } from '#lib/clock.ts';
import { silentLog } from '#lib/log.ts';
import { connectSalesforce } from '#salesforce/connection.ts';
import { createLocalSalesforce } from '#sandbox/salesforce/local-salesforce.ts';
import { openOrg } from '#sandbox/salesforce/org-folder.ts';
import { QUICK, SETTINGS } from './org-stub.ts';

const ORG = {
  org: { Organization: { Name: 'Small' }, currency: 'USD', today: '2026-11-18' },
  tables: {
    Account: Array.from({ length: 450 }, (_, n) => ({
      Name: `Account ${n}`,
      Id: `001${String(n).padStart(12, '0')}AAA`,
    })),
  },
};

test('signs in with a key, reads every page and survives a revoked session, a dropped connection and a busy hour', async () => {
  const clock = fixedClock(Temporal.Instant.from('2026-11-18T14:00:00Z'));
  const server = await createLocalSalesforce({ org: await openOrg(ORG), clock, pageSize: 200 });
  try {
    const meter = { counted: () => undefined };
    const settings = { ...SETTINGS, loginUrl: server.url };
    const salesforce = await connectSalesforce(settings, { log: silentLog, meter, http: QUICK });
    server.driver.revokeTokens();
    server.driver.fault({ match: { kind: 'queryMore' }, effect: { do: 'reset' } });
    server.driver.fault({ match: { kind: 'queryMore' }, after: 1, effect: { do: 'unavailable' } });
    const pages = await Array.fromAsync(salesforce.pages('SELECT Id, Name FROM Account ORDER BY Id'));
    expect(pages.map((page) => page.length)).toEqual([200, 200, 50]);
    expect(await salesforce.count('SELECT COUNT() FROM Account')).toBe(450);
    expect(salesforce.serverTime().equals(clock.now())).toBe(true);
  } finally {
    await server.close();
  }
});
