import { describe, expect, it } from 'vitest';
import { clearMapping, saveMapping } from '#sync/field-mapping.ts';
import { readFreshness, trustData } from '#sync/read-freshness.ts';
import { type Bench, bench } from './org.ts';
import { deal, id, smallOrg } from './small-org.ts';

async function state({ store, clock }: Bench) {
  const { freshness } = await readFreshness(store, clock.now());
  return freshness.kind === 'fresh' ? 'fresh' : `${freshness.kind}: ${freshness.cause}`;
}

describe('capability 10: a mapped field that vanishes', () => {
  it('is noticed with what suffers, and over when it is shown again', async () => {
    const made = await bench(smallOrg());
    await made.sync();
    expect(await state(made)).toBe('fresh');
    made.pass({ hours: 1 });
    made.org.hideField('Opportunity', 'Amount');
    await made.sync();
    expect(await state(made)).toMatch(
      /^broken-mapping: Salesforce no longer shows Opportunity\.Amount\. Bookings/,
    );
    made.pass({ hours: 1 });
    await made.sync();
    expect(await state(made)).toMatch(/^broken-mapping/);
    made.org.showField('Opportunity', 'Amount');
    await made.sync();
    expect(await state(made)).toBe('fresh');
  });

  it('that was never there is no incident, however long it is missed', async () => {
    const made = await bench(smallOrg());
    made.org.hideField('Opportunity', 'Amount');
    await made.sync();
    made.pass({ hours: 1 });
    await made.sync();
    expect(await state(made)).toBe('fresh');
  });

  it('that an admin mapped is noticed as well, and forgotten with its mapping', async () => {
    const OpportunityLineItem = Array.from({ length: 2 }, (_, n) => ({
      Id: id('00k', n + 1),
      OpportunityId: deal(1),
      Quantity: '1',
      UnitPrice: '20',
      LineCost__c: '3',
      SystemModstamp: '2026-09-01T09:00:00.000+0000',
    }));
    const made = await bench(smallOrg({ objects: { OpportunityLineItem } }));
    const mapping = { name: 'line_cost', object: 'OpportunityLineItem', field: 'LineCost__c' } as const;
    await saveMapping(made.store, mapping, { by: 'test', now: made.clock.now() });
    await made.sync();
    made.org.hideField('OpportunityLineItem', 'LineCost__c');
    await made.sync();
    expect(await state(made)).toMatch(/OpportunityLineItem\.LineCost__c\. Margin and profit/);
    await clearMapping(made.store, 'line_cost');
    expect(await state(made)).toBe('fresh');
  });

  it('that no figure depends on may go unnoticed', async () => {
    const made = await bench(smallOrg());
    await made.sync();
    made.org.hideField('Opportunity', 'NextStep');
    await made.sync();
    expect(await state(made)).toBe('fresh');
  });

  it('that is gone for good is believed when somebody says so', async () => {
    const made = await bench(smallOrg());
    await made.sync();
    made.org.hideField('Opportunity', 'Amount');
    await made.sync();
    expect(await state(made)).toMatch(/Opportunity\.Amount/);
    await trustData(made.store, made.clock.now());
    await made.sync();
    expect(await state(made)).toBe('fresh');
  });

  it('is noticed even where nothing can be read without it', async () => {
    const made = await bench(smallOrg());
    await made.sync();
    made.org.removeObject('Opportunity');
    await expect(made.sync()).rejects.toThrow(/Opportunity/);
    expect(await state(made)).toMatch(/^broken-mapping: Salesforce no longer shows Opportunity\./);
    made.org.restoreObject('Opportunity');
    await made.sync();
    expect(await state(made)).toBe('fresh');
  });
});
