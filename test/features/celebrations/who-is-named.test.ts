import { beforeEach, describe, expect, it } from 'vitest';
import { ANA, aPerson, DANA, LI, VERA } from '../small-company.ts';
import { celebrationDesk, DATA, type Desk, EVERY } from './celebration-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await celebrationDesk();
});

describe('who is named', () => {
  it('is nobody who left the boards: their team is, where it is large enough to hide in', async () => {
    await desk.setUp();
    await desk.store.db
      .insertInto('person')
      .values([1, 2].map((n) => aPerson({ id: `005MORE${n}`, name: `More ${n}`, manager_id: VERA })))
      .execute();
    await desk.deal('D1');
    desk.pass({ minutes: 10 });
    await desk.channel();
    await desk.store.db
      .withTables<{ board_opt_out: { person_id: string; since: string } }>()
      .insertInto('board_opt_out')
      .values({ person_id: ANA, since: desk.clock.now().toString() })
      .execute();
    expect(await desk.channel()).toEqual([
      `Somebody in the team of Vera Holt won Deal D1: $40,000 :tada:\n${EVERY}`,
    ]);
    await desk.store.db.updateTable('person').set({ is_active: false }).where('id', '=', DANA).execute();
    expect(await desk.channel()).toEqual([`Somebody won Deal D1: $40,000 :tada:\n${EVERY}`]);
  });

  it('without names and amounts of deals, says who won how many', async () => {
    await desk.setUp({ says: 'people' });
    await desk.deal('D1');
    const text = async () => (await desk.channel())[0];
    desk.pass({ minutes: 10 });
    expect(await text()).toBe(
      `Ana Silva won a deal :tada:\n${DATA} Names and amounts of deals are not said here.`,
    );
    expect((await desk.posts())[0]?.kind).toBe('celebrations.people');
    // What a channel was once told without amounts never gets them by a later choice.
    await desk.setUp();
    expect(await text()).toContain('Ana Silva won a deal');
  });

  it('says less from the moment on when an admin wants less said', async () => {
    await desk.setUp();
    await desk.deal('D1');
    await desk.deal('D2');
    await desk.deal('D3', { owner: LI });
    desk.pass({ minutes: 10 });
    await desk.channel();
    await desk.setUp({ says: 'people' });
    expect(await desk.channel()).toEqual([expect.stringContaining('Ana Silva and Li Wei won 3 deals')]);
  });
});
