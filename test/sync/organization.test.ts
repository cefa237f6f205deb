import { expect, test } from 'vitest';
import { Refusal } from '#lib/errors.ts';
import { syncOnce } from '#sync/sync-once.ts';
import { bench } from './org.ts';
import { id, smallOrg } from './small-org.ts';

test('a folder that holds one organization refuses another', async () => {
  const first = await bench(smallOrg());
  await first.sync();
  const { org, tables } = smallOrg();
  const Organization = { Id: id('00D', 2), Name: 'Other', TimeZoneSidKey: 'UTC' };
  const second = await bench({ org: { ...org, Organization }, tables });
  await expect(syncOnce({ ...(await second.reconnect()), store: first.store })).rejects.toThrow(Refusal);
});

test('a sign-in that names an organization of its own is believed less than the record', async () => {
  const { reconnect, sync } = await bench(smallOrg());
  await sync();
  const context = await reconnect();
  const salesforce = { ...context.salesforce, organizationId: id('00D', 9) };
  await expect(syncOnce({ ...context, salesforce })).resolves.toBeDefined();
});
