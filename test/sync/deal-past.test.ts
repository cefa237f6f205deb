import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { fixedClock } from '#lib/clock.ts';
import { reconstructDeals } from '#sync/reconstruct-deals.ts';
import { testStore } from '../support/database.ts';
import { statesOf } from './contents.ts';
import { bench } from './org.ts';
import { deal, dealRow, id, smallOrg } from './small-org.ts';

type Row = Readonly<Record<string, string>>;

const past = (n: number, fields: Row): Row => ({
  Id: id('008', n),
  OpportunityId: deal(1),
  StageName: 'Talking',
  Amount: '100',
  CloseDate: '2026-12-15',
  IsDeleted: 'false',
  ...fields,
  SystemModstamp: fields['CreatedDate'] ?? '',
});

const CREATED = '2026-09-01T09:00:00.000+0000';
const SIGNED: Row = {
  ...dealRow(1),
  CreatedDate: CREATED,
  StageName: 'Signed',
  Amount: '120',
  IsClosed: 'true',
  IsWon: 'true',
  LastStageChangeDate: '2026-10-05T12:00:00.000+0000',
  SystemModstamp: '2026-11-01T12:00:00.000+0000',
};

/** What the deal looked like over time, for a deal and its history as Salesforce gives them. */
async function story(record: Row, history?: readonly Row[]) {
  const objects = { Opportunity: [record], ...(history ? { OpportunityHistory: history } : {}) };
  const { store, sync } = await bench(smallOrg({ objects }));
  await sync();
  const states = await statesOf(store, deal(1));
  return states.map((s) => [s.known_at.slice(0, 10), s.stage, s.amount, s.is_closed, s.is_won]);
}

describe('the past of a deal', () => {
  test('is its history, with each stage closed or won as the stage says', async () => {
    const history = [
      past(1, { CreatedDate: CREATED }),
      past(2, { CreatedDate: '2026-10-05T12:00:00.000+0000', StageName: 'Signed', Amount: '120' }),
    ];
    expect(await story(SIGNED, history)).toEqual([
      ['2026-09-01', 'Talking', 10_000n, false, false],
      ['2026-10-05', 'Signed', 12_000n, true, true],
    ]);
  });

  test('knows a deal that was lost, reopened and won', async () => {
    const history = [
      past(1, { CreatedDate: CREATED }),
      past(2, { CreatedDate: '2026-09-10T12:00:00.000+0000', StageName: 'Gone' }),
      past(3, { CreatedDate: '2026-09-20T12:00:00.000+0000' }),
      past(4, { CreatedDate: '2026-10-05T12:00:00.000+0000', StageName: 'Signed', Amount: '120' }),
    ];
    expect((await story(SIGNED, history)).map(([, stage, , closed, won]) => [stage, closed, won])).toEqual([
      ['Talking', false, false],
      ['Gone', true, false],
      ['Talking', false, false],
      ['Signed', true, true],
    ]);
  });

  test('keeps the order of rows written in the same second', async () => {
    const history = [
      past(2, { CreatedDate: CREATED, Amount: '110' }),
      past(1, { CreatedDate: CREATED, Amount: '105' }),
      past(3, { CreatedDate: CREATED, StageName: 'Signed', Amount: '120' }),
    ];
    expect((await story(SIGNED, history)).map(([, , amount]) => amount)).toEqual([10_500n, 11_000n, 12_000n]);
  });

  test('ends with the deal as it is where its history does not', async () => {
    expect(await story(SIGNED, [past(1, { CreatedDate: CREATED })])).toEqual([
      ['2026-09-01', 'Talking', 10_000n, false, false],
      ['2026-10-05', 'Signed', 12_000n, true, true],
    ]);
  });

  test('an amount changed without a trace is known since the last change of the deal', async () => {
    const record = { ...dealRow(1), Amount: '300', SystemModstamp: '2026-11-01T12:00:00.000+0000' };
    expect(await story(record, [past(1, { CreatedDate: CREATED })])).toEqual([
      ['2026-09-01', 'Talking', 10_000n, false, false],
      ['2026-11-01', 'Talking', 30_000n, false, false],
    ]);
  });

  test('without history is open since its creation, and closed since its last change of stage', async () => {
    expect(await story(SIGNED)).toEqual([
      ['2026-09-01', 'Signed', 12_000n, false, false],
      ['2026-10-05', 'Signed', 12_000n, true, true],
    ]);
  });

  test('without history and change of stage is closed since its last change', async () => {
    expect((await story({ ...SIGNED, LastStageChangeDate: '' })).map(([day]) => day)).toEqual([
      '2026-09-01',
      '2026-11-01',
    ]);
  });

  test('of a stage that is no longer listed is what the deal itself says', async () => {
    const record = { ...SIGNED, StageName: 'Retired' };
    const history = [past(1, { CreatedDate: CREATED, StageName: 'Retired', Amount: '120' })];
    expect(await story(record, history)).toEqual([['2026-09-01', 'Retired', 12_000n, true, true]]);
  });
});

test('reconstruction that is broken off goes on behind the last batch, and is done once', async () => {
  const store = await testStore();
  await sql`
    insert into ${store.table('opportunity')} (id, name, stage, currency, close_on, created_at, is_closed, is_won,
      is_deleted, is_private, modified_at)
    select '006' || lpad(i::text, 12, '0') || 'AAA', 'Deal', 'Talking', 'USD', '2026-12-01', '2026-01-01', false, false,
      i = 7, false, '2026-01-01'
    from generate_series(1, 12000) i`.execute(store.db);
  const clock = fixedClock(Temporal.Instant.from('2026-11-18T14:00:00Z'));
  const breakOff = () => {
    throw new Error('killed');
  };
  await expect(reconstructDeals(store, { clock, onBatch: breakOff })).rejects.toThrow('killed');
  const seen: number[] = [];
  expect(await reconstructDeals(store, { clock, onBatch: (deals) => seen.push(deals) })).toBe(7000);
  expect(seen).toEqual([5000, 7000]);
  expect(await reconstructDeals(store, { clock, onBatch: breakOff })).toBe(0);
  const { rows } = await sql<{ states: number; marked: number }>`
    select (select count(*)::int from ${store.table('deal_state')}) as states,
      (select count(*)::int from ${store.table('changed_record')}) as marked`.execute(store.db);
  expect(rows[0]).toEqual({ states: 11_999, marked: 11_999 });
});
