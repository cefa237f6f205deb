import { describe, expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { bench } from './org.ts';
import { deal, id, MANAGER, REP, smallOrg } from './small-org.ts';

const TYPE = id('1ST', 1);
const OpportunitySplitType = [
  {
    Id: TYPE,
    DeveloperName: 'Revenue',
    MasterLabel: 'Revenue',
    SplitField: 'Amount',
    IsTotalValidated: 'true',
    IsActive: 'true',
  },
];
const split = (n: number, SplitOwnerId: string, SplitPercentage: string) => ({
  Id: id('1SS', n),
  OpportunityId: deal(1),
  SplitOwnerId,
  SplitTypeId: TYPE,
  SplitPercentage,
  IsDeleted: 'false',
  SystemModstamp: '2026-09-01T09:00:00.000+0000',
});
const OpportunitySplit = [split(1, REP, '66.67'), split(2, MANAGER, '33.33')];
const OpportunityTeamMember = [
  {
    Id: id('00q', 1),
    OpportunityId: deal(2),
    UserId: REP,
    TeamMemberRole: 'Engineer',
    IsDeleted: 'false',
    SystemModstamp: '2026-09-01T09:00:00.000+0000',
  },
];
const objects = { OpportunitySplitType, OpportunitySplit, OpportunityTeamMember };

async function splits(store: Store) {
  const rows = await store.db.selectFrom('deal_split').selectAll().orderBy('id').execute();
  return rows.map((it) => `${it.person_id} ${it.percentage}${it.is_deleted ? ' gone' : ''}`);
}

async function takeChanged(store: Store) {
  const rows = await store.db.deleteFrom('changed_record').returning('record_id').execute();
  return [...new Set(rows.map((it) => it.record_id))].toSorted();
}

describe('splits and teams of deals', () => {
  test('are kept, with their types and roles', async () => {
    const { store, sync } = await bench(smallOrg({ objects }));
    await sync();
    expect(await splits(store)).toEqual([`${REP} 66.67`, `${MANAGER} 33.33`]);
    expect(await store.db.selectFrom('split_type').selectAll().execute()).toMatchObject([
      { name: 'Revenue', field: 'Amount', is_total_validated: true },
    ]);
    expect(await store.db.selectFrom('deal_team_member').selectAll().execute()).toMatchObject([
      { person_id: REP, role: 'Engineer' },
    ]);
  });

  test('that change or go have their deal looked at again', async () => {
    const { store, sync, org, pass } = await bench(smallOrg({ objects }));
    await sync();
    await takeChanged(store);
    pass({ minutes: 20 });
    org.update('OpportunitySplit', id('1SS', 1), { SplitPercentage: 60 });
    await sync();
    expect(await takeChanged(store)).toEqual([deal(1)]);
    pass({ minutes: 20 });
    org.delete('OpportunitySplit', id('1SS', 2));
    org.delete('OpportunityTeamMember', id('00q', 1));
    await sync();
    expect(await takeChanged(store)).toEqual([deal(1), deal(2)]);
    expect(await splits(store)).toEqual([`${REP} 60`, `${MANAGER} 33.33 gone`]);
  });

  test('are nothing that an org without them would miss', async () => {
    const { store, sync } = await bench(smallOrg());
    await sync();
    const gaps = await store.db.selectFrom('sync_gap').select('object').execute();
    expect(gaps.filter((it) => /Split|TeamMember/.test(it.object))).toEqual([]);
  });
});
