import { beforeAll, describe, expect, it } from 'vitest';
import { readActor } from '#access/actor.ts';
import { must } from '#lib/errors.ts';
import { aPerson } from '../small-company.ts';
import { at, companyWithDigests, type Digests, MONDAY, WEDNESDAY } from './company.ts';

const OPS = '005000000000OPS0AA';
const ANALYST = '005000000000ANALAA';
const NEXT_MONDAY = at('2026-11-30T07:00:00Z');

let digests: Digests;
beforeAll(async () => {
  digests = await companyWithDigests();
  const { db } = digests.services.store;
  await db
    .insertInto('person')
    .values([
      aPerson({ id: OPS, name: 'Olga Perez' }),
      aPerson({ id: ANALYST, name: 'Rae Lund', manager_id: OPS }),
    ])
    .execute();
  const assigned = { role_id: null, valid_from: '2020-01-01', valid_to: null };
  await db
    .insertInto('assignment')
    .values([
      { person_id: OPS, manager_id: null, ...assigned },
      { person_id: ANALYST, manager_id: OPS, ...assigned },
    ])
    .execute();
  await db
    .updateTable('identity_link')
    .set({ person_id: OPS })
    .where('slack_user_id', '=', 'U0OTTO')
    .execute();
  return () => digests.close();
}, 60_000);

const askedOf = async (now: Temporal.Instant) => {
  await digests.come(now);
  const posts = await digests.services.store.db.selectFrom('post').select('key').execute();
  return posts.map(({ key }) => key).filter((key) => key.startsWith('weekly/U0OTTO'));
};
const announced = async (slackUserId: string) => {
  const { feature, services } = digests;
  const actor = await readActor(services.store, slackUserId, MONDAY);
  return must(feature.coming, 'what is coming')(services, { actor, now: MONDAY, timeZone: 'Europe/Berlin' });
};

describe('whoever leads a team in which nobody sells', () => {
  it('has no digest asked for that would be dropped, and none announced', async () => {
    expect(await askedOf(WEDNESDAY)).toEqual([]);
    expect(await askedOf(MONDAY)).toEqual([]);
    expect(await announced('U0OTTO')).toEqual([]);
    expect(await announced('U0DANA')).toHaveLength(1);
  });

  it('gets the next one once somebody in it has a quota', async () => {
    await digests.services.store.db
      .insertInto('quota')
      .values({
        person_id: ANALYST,
        metric: 'bookings',
        start_on: '2026-10-01',
        end_on: '2027-01-01',
        currency: 'USD',
        source: 'csv',
        source_id: 'csv',
        known_at: WEDNESDAY.toString(),
        amount: 100_000n,
      })
      .execute();
    expect(await askedOf(NEXT_MONDAY)).toEqual([`weekly/U0OTTO/2026-11-30/team/${OPS}`]);
    expect(await announced('U0OTTO')).toHaveLength(1);
  });
});
