import { describe, expect, it } from 'vitest';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { LOST, WON } from '../support/oracle/small-org.ts';
import { putActivity, remarksOf, valueOf } from './support/catalogue-org.ts';

let store: Store;

onEachStore(
  (opened) => {
    store = opened;
  },
  () => {
    describe('first response', () => {
      it("capability 34: runs in business minutes to the owner's first touch, and counts who still waits", async () => {
        // Friday 30 May 2025, 16:30 in New York.
        const CreatedDate = '2025-05-30T20:30:00.000+0000';
        const ledger = await ledgerOrg(store, {
          deals: {
            D1: { CreatedDate },
            D2: { CreatedDate },
            D3: { CreatedDate },
            D4: { ...LOST, CreatedDate },
          },
        });
        const call = { counts_on: '2025-05-30' };
        await putActivity(ledger, 'A1', { ...call, record_id: 'D1', happened_at: '2025-05-30T20:40:00Z' });
        await putActivity(ledger, 'A2', { ...call, record_id: 'D1', happened_at: '2025-05-30T20:50:00Z' });
        // A colleague's call is not the owner's; Monday 9:15 is 30 + 15 minutes of work later.
        await putActivity(ledger, 'A3', {
          ...call,
          owner_id: 'ben',
          record_id: 'D2',
          happened_at: '2025-05-30T20:31:00Z',
        });
        await putActivity(ledger, 'A4', { ...call, record_id: 'D2', happened_at: '2025-06-02T13:15:00Z' });
        expect(await valueOf(ledger, 'first_response_minutes')).toBe('45');
        expect(await valueOf(ledger, 'first_response_p90_minutes')).toBe('fewer than 90% are answered');
        expect(await remarksOf(ledger, 'first_response_minutes')).toEqual([
          '1 of 3 are still waiting',
          '1 record left out: closed without a logged response',
        ]);
      });
    });

    describe('follow-up cadence', () => {
      it('capability 34: is the share of open deals touched in 7 days with a dated next touch', async () => {
        const open = { CloseDate: '2025-06-20' };
        const ledger = await ledgerOrg(store, { deals: { D1: open, D2: open, D3: open, D4: open, D5: WON } });
        const touch = (id: string, record_id: string, counts_on: string) =>
          putActivity(ledger, id, { record_id, counts_on });
        const next = (id: string, record_id: string, planned_on: string) =>
          putActivity(ledger, id, { record_id, planned_on, kind: 'other' });
        await touch('A1', 'D1', '2025-05-27');
        await next('A2', 'D1', '2025-06-02');
        await touch('A3', 'D2', '2025-05-26');
        await next('A4', 'D2', '2025-06-09');
        await touch('A5', 'D3', '2025-06-01');
        await next('A6', 'D3', '2025-05-30');
        await touch('A7', 'D4', '2025-06-01');
        await putActivity(ledger, 'A8', { record_id: 'D4', kind: 'meeting', counts_on: '2025-06-04' });
        expect(await valueOf(ledger, 'followup_cadence')).toBe('0.500000');
      });
    });

    describe('meetings booked', () => {
      it('count on the day they were put into the calendar, whenever they take place', async () => {
        const ledger = await ledgerOrg(store);
        const meeting = { source: 'event', kind: 'meeting' } as const;
        await putActivity(ledger, 'M1', {
          ...meeting,
          counts_on: '2025-09-01',
          created_at: '2025-05-30T15:00:00Z',
        });
        await putActivity(ledger, 'M2', {
          ...meeting,
          counts_on: '2025-05-30',
          created_at: '2025-03-30T15:00:00Z',
        });
        expect(await valueOf(ledger, 'meetings_booked')).toBe('1');
      });
    });

    describe('deals created', () => {
      it('capability 35: the cohort rate keeps open deals in the whole and says how high it can get', async () => {
        const CreatedDate = '2025-04-02T15:00:00.000+0000';
        const ledger = await ledgerOrg(store, {
          deals: {
            D1: { ...WON, CreatedDate },
            D2: { ...LOST, CreatedDate },
            D3: { CreatedDate },
            D4: { CreatedDate },
            D5: WON,
          },
        });
        expect(await valueOf(ledger, 'opportunities_created')).toBe('4');
        expect(await valueOf(ledger, 'win_rate_cohort')).toBe('0.250000');
        expect(await remarksOf(ledger, 'win_rate_cohort')).toEqual([
          '2 of 4 are still open: it can reach 75%',
        ]);
        expect(await valueOf(ledger, 'win_rate')).toBe('0.666667');
        expect(await remarksOf(ledger, 'win_rate')).toEqual([
          '2 of 3 decided deals: between 20.8% and 93.9% with 95% confidence; too few to rank on',
        ]);
      });
    });

    describe('turnover and revenue per person', () => {
      it('divide by the people employed: on the last day, and on average of the first and the last', async () => {
        const ledger = await ledgerOrg(store, { deals: { D1: { ...WON, Amount: '600' } } });
        const employed = { kind: 'employment', value: 'employed', valid_from: '0001-01-01' } as const;
        await store.db.deleteFrom('person_fact').execute();
        await store.db
          .insertInto('person_fact')
          .values([
            { ...employed, person_id: 'ann', valid_to: null },
            { ...employed, person_id: 'ben', valid_to: '2025-05-15' },
            { ...employed, person_id: 'ben', value: 'left', valid_from: '2025-05-15', valid_to: null },
            { ...employed, person_id: 'east', valid_to: null },
            { ...employed, person_id: 'cat', valid_to: '2025-03-31' },
          ])
          .execute();
        const east = { by: 'team', id: 'east' } as const;
        // Three on 1 April, two today: one left of 2.5 on average.
        expect(await valueOf(ledger, 'turnover', east)).toBe('0.400000');
        expect(await valueOf(ledger, 'revenue_per_person', east)).toBe('300.00');
      });
    });
  },
);
