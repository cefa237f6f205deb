import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { day } from '#lib/days.ts';
import { type CarriedFigure, carryFigure, WHOEVER_ASKS } from '#metrics/why-button.ts';
import { servicesOf } from '../services.ts';
import { ANA, aPerson, DANA, LI, OTTO, smallCompany, VERA } from '../small-company.ts';
import { press, tell } from './asking.ts';
import { attainmentStore } from './attainment-store.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const QUARTER = { type: 'quarter', id: '2026-Q4', start: day('2026-10-01'), end: day('2027-01-01') } as const;

let services: Services;
beforeAll(async () => {
  services = servicesOf(await smallCompany(await attainmentStore()));
  const more = ['Pia Roth', 'Quin Vale'].map((name, index) =>
    aPerson({ id: `00500000000000P${index}AA`, name, manager_id: DANA }),
  );
  await services.store.db.insertInto('person').values(more).execute();
  const deals = [
    ['D1', { name: 'Acme', amount: 10_000n }],
    ['D2', { name: 'Globex', amount: 20_000n, owner: LI }],
    ['D3', { name: 'Hush', amount: 30_000n, owner: LI, isPrivate: true }],
    ['D4', { name: 'Initech', amount: 40_000n, owner: OTTO }],
    ['D5', { name: 'Open one of Otto', amount: 1n, owner: OTTO, open: true }],
  ] as const;
  for (const [id, deal] of deals) await tell(services, id, { ...deal, at: now });
});

async function why(personId: string, kind: CarriedFigure['kind'], id = WHOEVER_ASKS): Promise<string> {
  const value = carryFigure({ metric: 'bookings', period: QUARTER, kind, id });
  const { text, blocks } = await press({ services, personId, now }, value);
  // Nothing may be hidden in the blocks that the text does not say.
  for (const name of ['Acme', 'Globex', 'Hush', 'Initech', 'Open one'])
    if (!text.includes(name)) expect(JSON.stringify(blocks)).not.toContain(name);
  return text;
}

describe('the button on a board of people', () => {
  it('answers each reader about their own number', async () => {
    expect(await why(ANA, 'person')).toContain('*Your bookings this quarter: $100.*');
    expect(await why(OTTO, 'person')).toContain('*Your bookings this quarter: $400.*');
  });

  it('tells someone who has none so, and no more', async () => {
    expect(await why(VERA, 'person')).toContain(
      '*Your bookings this quarter: $0.*\nYou have nothing in it: no record of yours in Salesforce counts towards it.',
    );
  });
});

describe('the button on a board of teams', () => {
  it('answers a member about the team they are in, with the records of others as one sum', async () => {
    const text = await why(ANA, 'team');
    expect(text).toContain("*Dana Cole's team's bookings this quarter: $600.*");
    expect(text).toContain('Together $600: the record below comes to $100, 2 records of others: $500.');
    expect(text).toContain('Acme: $100, Ana Silva');
    expect(text).not.toMatch(/Globex|Hush/);
  });

  it('answers a manager about their team, private deals of those below included', async () => {
    const text = await why(DANA, 'team');
    expect(text).toContain("*Your team's bookings this quarter: $600.*");
    expect(text).toMatch(/Acme[^]*Globex[^]*Hush|Hush[^]*Globex[^]*Acme/);
  });

  it('does not give away the others of a small team', async () => {
    const { db } = services.store;
    const leaver = db.updateTable('person').where('name', '=', 'Pia Roth');
    await leaver.set({ is_active: false }).execute();
    await expect(why(ANA, 'team')).rejects.toThrow('A total of fewer than 5 people');
    await leaver.set({ is_active: true }).execute();
  });

  it('tells someone in no team so', async () => {
    await expect(why(OTTO, 'team')).rejects.toThrow('You are in no team.');
  });

  it('does not open the team by its name to who may not read it', async () => {
    await expect(why(ANA, 'team', DANA)).rejects.toThrow('I know nobody by that name');
  });
});

describe('the company’s total', () => {
  it('is explained to anyone who is linked, each seeing only their own records', async () => {
    const text = await why(ANA, 'company', 'all');
    expect(text).toContain("*The company's bookings this quarter: $1,000.*");
    expect(text).toContain('Together $1,000: the record below comes to $100, 3 records of others: $900.');
    expect(text).toContain('Left out besides, of others: 1 record');
  });
});
