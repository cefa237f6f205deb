import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { nudges } from '#features/nudges/index.ts';
import { look } from '#features/nudges/look.ts';
import { must } from '#lib/errors.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { beginIncident } from '#sync/incidents.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { ANA, DANA, LI, OTTO, VERA } from '../small-company.ts';
import { quotaWorld, WEDNESDAY, type World } from './world.ts';

let database: Database;
let shared: Store;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: nudges.migrations ?? {} });
  shared = await database.installation(freshInstallationId());
});
afterAll(() => database.close());

let world: World;
beforeEach(async () => {
  world = await quotaWorld(shared);
  // The quotas are looked at before anything is reached.
  await world.hear();
});

describe('a part of a quota that is reached', () => {
  it('is told once to whom it belongs, with the figure, the reason and what is left', async () => {
    await world.count(ANA, { amount: 840 });
    await world.hear();
    await world.hear('quota.changed');
    await world.tick('2026-11-18T09:10:00Z');
    expect((await world.posts()).map(({ kind, audience }) => [kind, audience])).toEqual([
      ['nudges.crossed', 'U0ANA'],
      // Dana has nothing yet: on the morning she is told that she is below pace.
      ['nudges.shortfall', 'U0DANA'],
    ]);
    const text = (await world.render(0))?.text ?? '';
    expect(text).toContain('You have reached 84% of your bookings quota this quarter: $840 of $1,000.');
    expect(text).toContain('$160 to go, and 32 working days are left.');
    expect(text).toContain('Why now: it passed 80%.');
  });

  it('is taken back in its thread, and holds again in place, without another message', async () => {
    await world.count(ANA, { amount: 840 });
    await world.hear();
    await world.deliver(0);
    await world.count(ANA, { amount: -100 });
    await world.hear('deal.reopened');
    await world.hear('deal.reopened');
    const [said, back, ...more] = await world.posts();
    expect([back?.kind, back?.thread_key, more]).toEqual(['nudges.crossed.withdrawn', said?.key, []]);
    expect((await world.render(1))?.text).toMatch(
      /A correction: you are at 74% of your bookings quota.*so 80% is not reached yet/,
    );
    expect((await world.render(0))?.text).toMatch(/taken back/);
    await world.count(ANA, { amount: 100 });
    await world.hear();
    expect(await world.posts()).toHaveLength(2);
    expect((await world.render(1))?.text).toMatch(/It holds after all: you are at 84%/);
    expect((await world.render(0))?.text).toContain('You have reached 84%');
  });

  it('that is no longer so before the message left is never said, and told when it is reached for good', async () => {
    await world.count(ANA, { amount: 840 });
    await world.hear();
    await world.count(ANA, { amount: -100 });
    await world.hear();
    expect(await world.render(0)).toBeUndefined();
    await shared.db.updateTable('post').set({ state: 'dropped', reason: 'it no longer applied' }).execute();
    await world.count(ANA, { amount: 100 });
    await world.hear();
    expect((await world.render(-1))?.text).toContain('You have reached 84%');
  });

  it('is taken back when the quota is imported anew', async () => {
    await world.count(ANA, { amount: 1_000 });
    await world.hear();
    await world.deliver(0);
    await world.ask(ANA, 2_000);
    await world.hear('quota.changed');
    expect((await world.posts()).map(({ kind }) => kind)).toEqual([
      'nudges.crossed',
      'nudges.crossed.withdrawn',
    ]);
  });

  it('is not told to somebody on leave, nor while the data cannot be relied on', async () => {
    await world.leave(ANA, '2026-11-16', '2026-11-23');
    await world.count(ANA, { amount: 840 });
    await world.hear();
    expect(await world.posts()).toEqual([]);
    await world.count(DANA, { amount: 840 });
    await beginIncident(
      shared,
      { kind: 'late', cause: 'late', remedy: '' },
      { now: WEDNESDAY, dataTime: null },
    );
    await world.hear();
    await world.tick('2026-11-18T09:10:00Z');
    expect(await world.posts()).toEqual([]);
  });
});

describe('what is left of a quota', () => {
  it('is told on the morning of a working day, once, with one next step', async () => {
    await world.count(ANA, { amount: 300, day: '2026-10-20' });
    await world.openDeal('006A', 'Acme <bikes>', 600);
    await world.tick('2026-11-18T06:30:00Z');
    expect(await world.posts()).toEqual([]);
    await world.tick('2026-11-18T07:10:00Z');
    await world.tick('2026-11-18T07:11:00Z');
    await world.tick('2026-11-19T07:10:00Z');
    const own = (await world.posts()).filter(({ audience }) => audience === 'U0ANA');
    expect(own.map(({ kind }) => kind)).toEqual(['nudges.shortfall']);
    const text = (await world.render(0))?.text ?? '';
    expect(text).toContain('You are at 30% of your bookings quota this quarter: $300 of $1,000.');
    expect(text).toContain(
      'Next step: look at Acme &lt;bikes&gt; ($600, due Dec 30), the largest of your open deals',
    );
    expect(text).toMatch(/Why now: for 10 working days in a row/);
  });

  it('names the deals that would reach it', async () => {
    await world.count(ANA, { amount: 490, day: '2026-10-20' });
    await world.openDeal('006A', 'Acme', 300);
    await world.openDeal('006B', 'Bolt', 250);
    await world.tick('2026-12-01T09:00:00Z');
    expect((await world.render(0))?.text).toContain(
      '2 open deals would reach your bookings quota this quarter: Acme ($300, due Dec 30) and Bolt ($250, due Dec 30).',
    );
  });

  it('is taken back when it turns out that the deals of those days were told late', async () => {
    await world.tick('2026-11-18T09:10:00Z');
    await world.deliver(0);
    await world.count(ANA, { amount: 700, day: '2026-11-12' });
    await world.hear();
    const back = (await world.posts()).find(({ kind }) => kind === 'nudges.shortfall.withdrawn');
    expect(back?.audience).toBe('U0ANA');
  });

  it('of calls is told for the day before', async () => {
    await world.ask(ANA, 660, 'calls');
    await world.count(ANA, { amount: 7, measure: 'call' });
    await world.tick('2026-11-18T09:10:00Z');
    const posts = await world.posts();
    const index = posts.findIndex(({ kind }) => kind === 'nudges.activity');
    expect((await world.render(index))?.text).toMatch(
      /7 calls on Tue, Nov 17; your calls quota this quarter is 10 calls a working day/,
    );
  });

  it('is nothing on a day off, and for a ramping person goes by the ramped quota', async () => {
    await world.tick('2026-11-21T09:10:00Z');
    expect(await world.posts()).toEqual([]);
    await shared.db
      .insertInto('fact_correction')
      .values({
        person_id: ANA,
        kind: 'ramp',
        value: '0.25',
        from_on: '2026-10-01',
        to_on: '2027-01-01',
        reason: 'new',
        made_by: 'test',
        made_at: WEDNESDAY.toString(),
        withdrawn_by: null,
        withdrawn_at: null,
      })
      .execute();
    await world.count(ANA, { amount: 200, day: '2026-10-20' });
    await world.hear();
    expect((await world.render(0))?.text).toContain('80% of your bookings quota this quarter: $200 of $250');
  });
});

describe('the manager', () => {
  it('hears nothing unless they turn the summary on; then how many are where, once a week', async () => {
    await world.count(LI, { amount: 1_100 });
    await world.tick('2026-11-23T09:00:00Z');
    const summaries = async () => (await world.posts()).filter(({ kind }) => kind === 'nudges.summary');
    expect(await summaries()).toEqual([]);
    const { store } = world.services;
    await store.db
      .insertInto('attention_topic')
      .values({
        slack_user_id: 'U0DANA',
        topic: 'nudges-team',
        mode: 'on',
        snoozed_until: null,
        chosen_at: null,
        asked_at: null,
        moved_at: null,
      })
      .execute();
    await world.tick('2026-11-30T09:00:00Z');
    await world.tick('2026-12-01T09:00:00Z');
    expect(await summaries()).toHaveLength(1);
    const text = (
      await world.render((await world.posts()).findIndex(({ kind }) => kind === 'nudges.summary'))
    )?.text;
    expect(text).toContain(
      '2 people of your team have a bookings quota this quarter: 1 reached it, 0 on the way, 1 below 80% of what is expected by now.',
    );
    expect(text).toContain('Reached by Li Wei.');
  });
});

describe('a look', () => {
  it('takes as many queries for five people as for two, and a tick with nothing due takes one', async () => {
    const few = await world.queriesOf((services) => lookOf(services));
    const { store } = world.services;
    const confirmed = { confirmed_by: 'test', confirmed_at: WEDNESDAY.toString() };
    for (const [slack_user_id, person_id] of Object.entries({ U0LI: LI, U0OTTO: OTTO, U0VERA: VERA })) {
      await store.db
        .insertInto('identity_link')
        .values({ slack_user_id, person_id, ...confirmed })
        .execute();
      if (person_id !== LI) await world.ask(person_id, 1_000);
    }
    await store.db.deleteFrom('post').execute();
    await sql`delete from ${store.table('nudge')}`.execute(store.db);
    expect(await world.queriesOf((services) => lookOf(services))).toBe(few);
    await world.tick('2026-11-18T09:10:00Z');
    expect(
      await world.queriesOf((services) => must(nudges.schedules?.[0], 'it').run(services, world.clock.now())),
    ).toBe(1);
  });

  const lookOf = (services: Services) =>
    look(services, { now: Temporal.Instant.from('2026-11-18T09:00:00Z'), isMorning: () => true });
});
