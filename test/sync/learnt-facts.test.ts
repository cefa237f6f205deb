import { describe, expect, test } from 'vitest';
import { bench, type Bench } from './org.ts';
import { MANAGER, REP, smallOrg } from './small-org.ts';

async function factsOf({ store }: Bench, kind: 'employment' | 'location', personId = REP) {
  const rows = await store.db
    .selectFrom('person_fact')
    .select(['value', 'valid_from', 'valid_to'])
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .orderBy('valid_from')
    .execute();
  return rows.map((row) => [row.value, row.valid_from, row.valid_to]);
}

/** It is Wednesday 2026-11-18 in New York; the rep's user was made on 1 September. */
async function synced(rep: Readonly<Record<string, string>> = {}): Promise<Bench> {
  const source = smallOrg();
  const [manager = {}, rory = {}] = source.tables['User'] ?? [];
  const own = { CreatedDate: '2026-03-02T12:00:00.000+0000', City: '', Country: '', ...rep };
  const made = await bench(
    smallOrg({
      objects: {
        User: [
          { ...manager, City: '', Country: '' },
          { ...rory, ...own },
        ],
      },
    }),
  );
  await made.sync();
  return made;
}

describe('employment', () => {
  test('begins on the day the user was created, and ends on the local day it is switched off', async () => {
    const made = await synced();
    expect(await factsOf(made, 'employment')).toEqual([['employed', '2026-03-02', null]]);
    made.pass({ hours: 14 });
    made.org.update('User', REP, { IsActive: 'false' });
    made.pass({ hours: 24 });
    await made.sync();
    expect(await factsOf(made, 'employment')).toEqual([
      ['employed', '2026-03-02', '2026-11-18'],
      ['left', '2026-11-18', null],
    ]);
  });

  test('goes on when a leaver comes back, and is unbroken when it was a slip of the same day', async () => {
    const made = await synced();
    for (const IsActive of ['false', 'true']) {
      made.pass({ minutes: 1 });
      made.org.update('User', REP, { IsActive });
      await made.sync();
    }
    expect(await factsOf(made, 'employment')).toEqual([['employed', '2026-03-02', null]]);
    made.org.update('User', REP, { IsActive: 'false' });
    await made.sync();
    made.pass({ hours: 48 });
    made.org.update('User', REP, { IsActive: 'true' });
    await made.sync();
    expect(await factsOf(made, 'employment')).toEqual([
      ['employed', '2026-03-02', '2026-11-18'],
      ['left', '2026-11-18', '2026-11-20'],
      ['employed', '2026-11-20', null],
    ]);
  });

  test('of someone who had left before we came ends when their user was last changed', async () => {
    const made = await synced({ IsActive: 'false', SystemModstamp: '2026-06-10T12:00:00.000+0000' });
    expect(await factsOf(made, 'employment')).toEqual([
      ['employed', '2026-03-02', '2026-06-10'],
      ['left', '2026-06-10', null],
    ]);
  });
});

describe('location', () => {
  test('is the city, else the country, else the time zone, since ever', async () => {
    const made = await synced({ City: 'Boston', Country: 'USA' });
    expect(await factsOf(made, 'location')).toEqual([['Boston', '0001-01-01', null]]);
    expect(await factsOf(made, 'location', MANAGER)).toEqual([['America/New_York', '0001-01-01', null]]);
  });

  test('changes on the day of the change', async () => {
    const made = await synced({ City: 'Boston' });
    made.pass({ minutes: 1 });
    made.org.update('User', REP, { City: '', Country: 'France' });
    await made.sync();
    expect(await factsOf(made, 'location')).toEqual([
      ['Boston', '0001-01-01', '2026-11-18'],
      ['France', '2026-11-18', null],
    ]);
  });
});

test('a second sync changes none of it', async () => {
  const made = await synced({ City: 'Boston' });
  const before = await made.store.db.selectFrom('person_fact').selectAll().execute();
  await made.sync();
  expect(await made.store.db.selectFrom('person_fact').selectAll().execute()).toEqual(before);
});
