import { beforeEach, describe, expect, it } from 'vitest';
import { ANA, aPerson, DANA, LI, OTTO, VERA } from '../small-company.ts';
import { boardDesk, type Desk, START } from './board-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await boardDesk();
});

describe('who is on a board', () => {
  it('leaves leavers out and keeps them in the total', async () => {
    await desk.book(ANA, '2026-11-17', 10);
    await desk.book(OTTO, '2026-11-17', 90);
    await desk.services.store.db
      .updateTable('person')
      .set({ is_active: false })
      .where('id', '=', OTTO)
      .execute();
    await desk.setUp();
    const text = (await desk.render())?.text;
    expect(text).toContain('Ana Silva leads');
    expect(text).not.toContain('Otto');
    expect(text).toContain('Company total of bookings: $100, people who have left included.');
  });

  it('counts people without anything only where something is expected', async () => {
    await desk.book(ANA, '2026-11-17', 10);
    await desk.book(LI, '2026-03-02', 10);
    const quota = {
      metric: 'bookings',
      start_on: '2026-11-16',
      end_on: '2026-11-23',
      amount: 1n,
      currency: 'USD',
      source: 'csv',
      source_id: 'csv',
      known_at: START.toString(),
    } as const;
    await desk.services.store.db
      .insertInto('quota')
      .values({ ...quota, person_id: OTTO })
      .execute();
    await desk.setUp();
    expect((await desk.render())?.text).toContain('2 people have no bookings yet this week.');
  });

  it('shows what of the quota is reached, where there is one', async () => {
    await desk.book(ANA, '2026-11-17', 50);
    await desk.book(LI, '2026-11-17', 40);
    await desk.services.store.db
      .insertInto('quota')
      .values({
        person_id: ANA,
        metric: 'bookings',
        start_on: '2026-11-16',
        end_on: '2026-11-23',
        amount: 20_000n,
        currency: 'USD',
        source: 'csv',
        source_id: 'csv',
        known_at: START.toString(),
      })
      .execute();
    await desk.setUp();
    expect((await desk.render())?.text).toContain('1. Ana Silva: $50, 25% of quota');
    expect(JSON.stringify((await desk.render())?.blocks)).toContain('no quota');
  });

  it('ranks only teams that contain no other team', async () => {
    await desk.services.store.db
      .insertInto('lineage')
      .values({ id: 1, person_id: ANA, managers: JSON.stringify([DANA, VERA]) })
      .execute();
    await desk.services.store.db
      .insertInto('lineage_manager')
      .values([ANA, DANA, VERA].map((manager_id) => ({ lineage_id: 1, manager_id })))
      .execute();
    await desk.services.store.db
      .insertInto('person')
      .values(aPerson({ id: '005NEW', name: 'New Rep', manager_id: OTTO }))
      .execute();
    await desk.book(ANA, '2026-11-17', 10);
    await desk.setUp({ who: 'team' });
    const text = (await desk.render())?.text;
    expect(text).toContain("1. Dana Cole's team: $10");
    expect(text).not.toContain('Vera');
    expect(text).toContain('1 team has no bookings yet this week.');
  });
});
