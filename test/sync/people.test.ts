import { describe, expect, test } from 'vitest';
import { dated } from '#sync/territory-assignments.ts';
import { takeChanges } from './contents.ts';
import { bench, type Bench } from './org.ts';
import { id, MANAGER, REP, smallOrg } from './small-org.ts';

async function factsOf({ store }: Bench, personId = REP) {
  const rows = await store.db
    .selectFrom('assignment')
    .select(['manager_id', 'valid_from', 'valid_to'])
    .where('person_id', '=', personId)
    .orderBy('valid_from')
    .execute();
  return rows.map((row) => [row.manager_id, row.valid_from, row.valid_to]);
}

const OTHER = id('005', 3);

/** Two managers and a rep, read once; it is Wednesday 2026-11-18 in New York. */
async function synced(): Promise<Bench> {
  const source = smallOrg();
  const [mara = {}, rory = {}] = source.tables['User'] ?? [];
  const made = await bench(
    smallOrg({ objects: { User: [mara, rory, { ...mara, Id: OTHER, Name: 'Omar Other' }] } }),
  );
  await made.sync();
  await takeChanges(made.store);
  return made;
}

describe('who manages whom', () => {
  test('holds since ever when a person is first met', async () => {
    const made = await synced();
    expect(await factsOf(made)).toEqual([[MANAGER, '0001-01-01', null]]);
  });

  test('changes on the local day of the change', async () => {
    const made = await synced();
    // Late in the evening in New York it is the next day in Greenwich already.
    made.pass({ hours: 14 });
    made.org.update('User', REP, { ManagerId: OTHER });
    made.pass({ hours: 24 });
    await made.sync();
    expect(await factsOf(made)).toEqual([
      [MANAGER, '0001-01-01', '2026-11-18'],
      [OTHER, '2026-11-18', null],
    ]);
    expect((await takeChanges(made.store)).records).toEqual([`person ${REP}`]);
  });

  test('follows the last of several changes on one day', async () => {
    const made = await synced();
    for (const manager of [OTHER, '', OTHER]) {
      made.pass({ minutes: 1 });
      made.org.update('User', REP, { ManagerId: manager });
      await made.sync();
    }
    expect(await factsOf(made)).toEqual([
      [MANAGER, '0001-01-01', '2026-11-18'],
      [OTHER, '2026-11-18', null],
    ]);
  });

  test('is as if nothing had been when a change is taken back the same day', async () => {
    const made = await synced();
    for (const manager of [OTHER, MANAGER]) {
      made.pass({ minutes: 1 });
      made.org.update('User', REP, { ManagerId: manager });
      await made.sync();
    }
    expect(await factsOf(made)).toEqual([[MANAGER, '0001-01-01', null]]);
  });

  test('is not touched by a new title', async () => {
    const made = await synced();
    made.pass({ minutes: 1 });
    made.org.update('User', REP, { Title: 'Senior' });
    await made.sync();
    expect(await factsOf(made)).toEqual([[MANAGER, '0001-01-01', null]]);
    expect((await takeChanges(made.store)).records).toEqual([]);
  });

  test('stays when somebody leaves', async () => {
    const made = await synced();
    made.pass({ minutes: 1 });
    made.org.update('User', REP, { IsActive: false });
    await made.sync();
    const person = await made.store.db
      .selectFrom('person')
      .selectAll()
      .where('id', '=', REP)
      .executeTakeFirst();
    expect(person).toMatchObject({ is_active: false, manager_id: MANAGER, email: 'rory.rep@small.example' });
  });

  test('is read for sales people only', async () => {
    const source = smallOrg();
    const [mara = {}] = source.tables['User'] ?? [];
    const guest = { ...mara, Id: OTHER, Name: 'Guest', UserType: 'PowerPartner' };
    const { store, sync } = await bench(smallOrg({ objects: { User: [mara, guest] } }));
    await sync();
    expect(await store.db.selectFrom('person').select('id').execute()).toEqual([{ id: MANAGER }]);
  });
});

describe('who works which territory', () => {
  const EAST = id('0MI', 1);
  const row = (n: number, given: object = {}) => ({
    id: `a${n}`,
    person_id: REP,
    territory_id: EAST,
    valid_from: '0001-01-01',
    valid_to: null,
    ...given,
  });

  test('holds since ever when first read, and from the day it appears afterwards', () => {
    expect(dated({ incoming: [row(1)], stored: [], day: '2026-11-18', isFirst: true }).keep).toEqual([
      row(1),
    ]);
    expect(dated({ incoming: [row(1)], stored: [], day: '2026-11-18', isFirst: false }).keep).toEqual([
      row(1, { valid_from: '2026-11-18' }),
    ]);
  });

  test('ends on the day it disappears, and stays ended', () => {
    const ended = row(1, { valid_to: '2026-11-18' });
    expect(dated({ incoming: [], stored: [row(1)], day: '2026-11-18', isFirst: false }).keep).toEqual([
      ended,
    ]);
    expect(dated({ incoming: [], stored: [ended], day: '2026-11-19', isFirst: false }).keep).toEqual([]);
  });

  test('never counted when it came and went on one day', () => {
    const today = row(1, { valid_from: '2026-11-18' });
    const { keep, remove } = dated({ incoming: [], stored: [today], day: '2026-11-18', isFirst: false });
    expect([keep, remove]).toEqual([[], [today]]);
  });

  test('marks the people concerned, those who leave as well', async () => {
    const Territory2 = [{ Id: EAST, Name: 'East', DeveloperName: 'East' }];
    const UserTerritory2Association = [
      { Id: id('0MJ', 1), UserId: REP, Territory2Id: EAST, IsActive: 'true' },
      { Id: id('0MJ', 2), UserId: MANAGER, Territory2Id: EAST, IsActive: 'false' },
    ];
    const { store, sync, org, pass } = await bench(
      smallOrg({ objects: { Territory2, UserTerritory2Association } }),
    );
    await sync();
    await takeChanges(store);
    pass({ hours: 1 });
    org.delete('UserTerritory2Association', id('0MJ', 1));
    org.create('UserTerritory2Association', { UserId: MANAGER, Territory2Id: EAST, IsActive: true });
    await sync();
    expect((await takeChanges(store)).records).toEqual([`person ${MANAGER}`, `person ${REP}`]);
    const rows = await store.db.selectFrom('territory_assignment').selectAll().orderBy('person_id').execute();
    expect(rows.map((r) => [r.person_id, r.valid_from, r.valid_to])).toEqual([
      [MANAGER, '2026-11-18', null],
      [REP, '0001-01-01', '2026-11-18'],
    ]);
  });

  test('takes the dates of the org where it has them, ends turned exclusive', async () => {
    const UserTerritory2Association = [
      {
        Id: id('0MJ', 1),
        UserId: REP,
        Territory2Id: EAST,
        IsActive: 'false',
        StartDate__c: '2025-01-01',
        EndDate__c: '2025-12-31',
      },
      {
        Id: id('0MJ', 2),
        UserId: REP,
        Territory2Id: EAST,
        IsActive: 'true',
        StartDate__c: '2026-01-01',
        EndDate__c: '',
      },
    ];
    const { store, sync } = await bench(smallOrg({ objects: { UserTerritory2Association } }));
    await sync();
    const rows = await store.db
      .selectFrom('territory_assignment')
      .selectAll()
      .orderBy('valid_from')
      .execute();
    expect(rows.map((r) => [r.valid_from, r.valid_to])).toEqual([
      ['2025-01-01', '2026-01-01'],
      ['2026-01-01', null],
    ]);
  });
});
