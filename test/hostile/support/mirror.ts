import type { Insertable } from 'kysely';
import type { ActivityTable, OpportunityTable, StageTable } from '#store/mirror-tables.ts';
import type { Store } from '#store/store.ts';
import { settle } from '../../support/ledger-work.ts';
import { ANA, aPerson, DANA, LI, OTTO, VERA } from '../../features/small-company.ts';

const LONG_AGO = '2020-01-01T00:00:00Z';
const STAGES = 8;
const MEMBERS = 24;
const DEALS = 320;
const CROWD = [ANA, LI, OTTO, DANA, VERA];

const numbered = (count: number) => Array.from({ length: count }, (_, n) => n);
const memberId = (n: number) => `0050000000M${String(n).padStart(4, '0')}AAA`;
const dealId = (n: number) => `006000000D${String(n).padStart(5, '0')}AAA`;
const accountId = (n: number) => `001000000A${String(n).padStart(5, '0')}AAA`;

/** Fills the mirror with more people, teams, deals and activities: something in every place where a text can stand. */
export async function fillMirror(store: Store, now: Temporal.Instant): Promise<void> {
  await fillPlaces(store);
  await fillPeople(store);
  await fillDeals(store);
  await settle(store, now);
}

async function fillPlaces({ db }: Store): Promise<void> {
  const nodes = (prefix: string) =>
    numbered(6).map((n) => ({
      id: `${prefix}${n}`,
      name: `${prefix} name ${n}`,
      developer_name: `${prefix} developer ${n}`,
      parent_id: n === 0 ? null : `${prefix}0`,
    }));
  await db.insertInto('role').values(nodes('00E')).execute();
  await db.insertInto('territory').values(nodes('0MI')).execute();
  const accounts = numbered(100).map((n) => ({
    id: accountId(n),
    name: `Account ${n}`,
    owner_id: ANA,
    parent_id: null,
    is_deleted: false,
    modified_at: LONG_AGO,
  }));
  await db.insertInto('account').values(accounts).execute();
  const products = numbered(5).map((n) => ({
    id: `01t${n}`,
    name: `Product ${n}`,
    family: `Family ${n}`,
    code: `Code ${n}`,
    is_active: true,
  }));
  await db.insertInto('product').values(products).execute();
  await db.insertInto('stage').values(numbered(STAGES).map(stage)).execute();
  const year = {
    name: 'Holiday',
    start_on: '2026-12-24',
    from_minute: null,
    to_minute: null,
    recurrence: null,
  };
  await db
    .insertInto('holiday')
    .values({ id: '0C0', ...year })
    .execute();
  const hours = { id: '01m', name: 'Hours', is_default: true, is_active: true, time_zone: 'Europe/Berlin' };
  const week = JSON.stringify(Array.from({ length: 7 }, () => ({ from: 480, to: 1020 })));
  await db
    .insertInto('business_hours')
    .values({ ...hours, week })
    .execute();
}

function stage(n: number): Insertable<StageTable> {
  return {
    api_name: `Stage ${n}`,
    label: `Label ${n}`,
    sort_order: n,
    is_active: true,
    is_closed: n >= STAGES - 2,
    is_won: n === STAGES - 2,
    probability: String(n * 10),
    forecast_category: ['Pipeline', 'BestCase', 'Forecast', 'Closed'][n % 4] ?? null,
  };
}

/** Many report to Dana, some of them have a team of their own; some have left. */
async function fillPeople({ db }: Store): Promise<void> {
  const members = numbered(MEMBERS).map((n) => ({
    id: memberId(n),
    manager: n < 12 ? DANA : memberId(n - 12),
  }));
  const people = members.map(({ id, manager }, n) =>
    aPerson({
      id,
      name: `Member ${n}`,
      title: `Title ${n}`,
      city: `City ${n}`,
      country: `Country ${n % 3}`,
      manager_id: manager,
      role_id: `00E${n % 6}`,
    }),
  );
  await db.insertInto('person').values(people).execute();
  await db
    .updateTable('person')
    .set({ title: 'Title', city: 'City', country: 'Country 1' })
    .where('id', 'in', CROWD)
    .execute();
  const always = { valid_from: '2020-01-01', valid_to: null };
  const assignments = members.map(({ id, manager }, n) => ({
    person_id: id,
    manager_id: manager,
    role_id: `00E${n % 6}`,
    ...always,
  }));
  await db.insertInto('assignment').values(assignments).execute();
  await db.updateTable('assignment').set({ role_id: '00E1' }).where('person_id', 'in', CROWD).execute();
  const everybody = [...CROWD, ...members.map(({ id }) => id)];
  const territories = everybody.map((person_id, n) => ({
    id: `0MA${n}`,
    person_id,
    territory_id: `0MI${n % 6}`,
    ...always,
  }));
  await db.insertInto('territory_assignment').values(territories).execute();
  const facts = everybody.map((person_id, n) => ({
    person_id,
    kind: 'location' as const,
    value: `Country ${n % 3}`,
    ...always,
  }));
  await db.insertInto('person_fact').values(facts).execute();
}

async function fillDeals({ db }: Store): Promise<void> {
  const deals = numbered(DEALS).map(deal);
  await db.insertInto('opportunity').values(deals).execute();
  const states = deals.map((one) => ({
    opportunity_id: one.id,
    known_at: '2026-10-10T09:00:00Z',
    seq: 0,
    owner_id: one.owner_id,
    stage: one.stage,
    amount: one.amount,
    currency: one.currency,
    close_on: one.close_on,
    is_closed: one.is_closed,
    is_won: one.is_won,
    is_deleted: false,
    territory_id: one.territory_id,
    forecast_category: one.forecast_category,
    origin: 'history' as const,
  }));
  await db.insertInto('deal_state').values(states).execute();
  await db.insertInto('activity').values(numbered(120).map(activity)).execute();
  const types = { is_total_validated: true, is_active: true };
  await db
    .insertInto('split_type')
    .values([
      { id: 'split', name: 'Split', label: 'Split label', field: 'Amount', ...types },
      { id: 'own', name: 'Own split', label: 'Own label', field: null, ...types, is_total_validated: false },
    ])
    .execute();
  const parts = [ANA, LI].map((person_id, n) => ({
    id: `1Pt${n}`,
    opportunity_id: dealId(0),
    person_id,
    split_type_id: 'split',
    percentage: '50',
    is_deleted: false,
    modified_at: LONG_AGO,
  }));
  await db.insertInto('deal_split').values(parts).execute();
  await db
    .insertInto('deal_team_member')
    .values({
      id: '00q',
      opportunity_id: dealId(0),
      person_id: LI,
      role: 'Team role',
      is_deleted: false,
      modified_at: LONG_AGO,
    })
    .execute();
  const changed = deals.map(({ id }) => ({ object: 'opportunity', record_id: id }));
  await db.insertInto('changed_record').values(changed).execute();
}

function deal(n: number) {
  const isClosed = n % 3 !== 0;
  const everybody = [...CROWD, ...numbered(MEMBERS).map(memberId)];
  const at = isClosed ? STAGES - 2 + (n % 4 === 1 ? 1 : 0) : n % (STAGES - 2);
  return {
    id: dealId(n),
    name: `Deal ${n}`,
    account_id: accountId(n % 100),
    owner_id: everybody[n % everybody.length] ?? ANA,
    stage: `Stage ${at}`,
    amount: n % 17 === 3 ? null : BigInt(10_000 + n * 1_234),
    currency: 'USD',
    probability: '50',
    close_on: isClosed ? (n % 5 === 0 ? '2026-09-20' : '2026-11-17') : '2026-12-10',
    created_at: '2026-10-10T09:00:00Z',
    is_closed: isClosed,
    is_won: isClosed && at === STAGES - 2,
    is_deleted: false,
    is_private: n % 11 === 5,
    territory_id: `0MI${n % 6}`,
    forecast_category: ['Pipeline', 'BestCase', 'Forecast'][n % 3] ?? null,
    type: `Type ${n}`,
    next_step: `Next step ${n}`,
    last_stage_change_at: null,
    modified_at: '2026-11-01T00:00:00Z',
  } satisfies Insertable<OpportunityTable>;
}

function activity(n: number): Insertable<ActivityTable> {
  return {
    id: `00T${n}`,
    source: 'task',
    kind: (['call', 'email', 'meeting'] as const)[n % 3] ?? 'call',
    owner_id: CROWD[n % CROWD.length] ?? ANA,
    counts_on: '2026-11-17',
    created_at: '2026-11-16T09:00:00Z',
    happened_at: '2026-11-17T09:00:00Z',
    planned_on: null,
    double_of: null,
    record_id: dealId(n % DEALS),
    account_id: accountId(n % 100),
    subject: `Subject ${n}`,
    is_deleted: false,
    modified_at: LONG_AGO,
  };
}
