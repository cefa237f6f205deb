import { describe, expect, it } from 'vitest';
import { readFreshness, trustData } from '#sync/read-freshness.ts';
import { type Bench, bench } from './org.ts';
import { smallOrg } from './small-org.ts';

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
