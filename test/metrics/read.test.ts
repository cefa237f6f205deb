import { describe, expect, it } from 'vitest';
import { metricContext } from '#metrics/context.ts';
import { readFigure } from '#metrics/read.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg } from '../support/ledger-org.ts';
import { REOPENED, WON, type SmallOrg } from '../support/oracle/small-org.ts';
import { BASIC, readings } from './support/readings.ts';

let store: Store;

const { read, shown } = readings(() => store);

const use = (opened: Store) => {
  store = opened;
};

onEachStore(use, () => {
  describe('figures by person', () => {
    it('list active people, and of the others only those with something to show', async () => {
      const ledger = await ledgerOrg(store, { deals: BASIC });
      expect(await shown(ledger, { metrics: 'bookings' })).toEqual([
        'ANN 100.00',
        'BEN 50.00',
        'CAT 0.00',
        'CEO 0.00',
        'EAST 7.00',
        'WEST 0.00',
      ]);
      const left = await ledgerOrg(store, {
        deals: { D1: { ...WON, OwnerId: 'dan' }, D2: { ...WON, OwnerId: '' } },
      });
      expect((await shown(left, { metrics: 'deals_won' })).slice(3)).toEqual([
        'CEO 0',
        'DAN 1',
        'EAST 0',
        'WEST 0',
        'No owner 1',
      ]);
    });

    it('do not list who only has a deal that was taken back', async () => {
      const ledger = await ledgerOrg(store, { deals: { D1: { ...WON, OwnerId: 'dan' } } });
      await ledger.change('2025-06-03', { D1: REOPENED });
      expect(await shown(ledger, { metrics: 'bookings' })).not.toContain('DAN 0.00');
    });

    it('answer for exactly one person when asked, active or not', async () => {
      const ledger = await ledgerOrg(store, { deals: BASIC });
      const context = await metricContext(store, ledger.now());
      const period = context.calendar.periodOf('quarter', Temporal.PlainDate.from('2025-05-01'));
      const figure = await readFigure(context, {
        metric: 'bookings',
        by: 'person',
        period,
        subjectId: 'dan',
      });
      expect(figure).toMatchObject({
        subject: { name: 'DAN', key: 'dan@sales.example' },
        value: { money: { minor: 0n } },
      });
    });
  });

  describe('figures by team, role, territory and company', () => {
    it('give a manager their own plus all below, and no team to those who manage nobody', async () => {
      const ledger = await ledgerOrg(store, { deals: BASIC });
      expect(await shown(ledger, { metrics: 'bookings', by: 'team' })).toEqual([
        'CEO 157.00',
        'EAST 157.00',
        'WEST 0.00',
      ]);
      expect(await shown(ledger, { metrics: 'win_rate', by: 'team' })).toEqual([
        'CEO 0.750000',
        'EAST 1.000000',
        'WEST 0.000000',
      ]);
    });

    it('put deals where the owner or the deal stood, and what stands nowhere apart', async () => {
      const ledger = await ledgerOrg(store, { deals: BASIC });
      expect(await shown(ledger, { metrics: 'bookings', by: 'role' })).toEqual([
        'Lead 7.00',
        'Rep 100.00',
        'No role 50.00',
      ]);
      expect(await shown(ledger, { metrics: 'deals_lost,bookings', by: 'territory' })).toEqual([
        'T-east 0',
        'T-west 0',
        'No territory 1',
        'T-east 150.00',
        'T-west 7.00',
      ]);
      const keys = (await read(ledger, { metrics: 'bookings', by: 'role' })).map((it) => it.subject.key);
      expect(keys).toEqual(['Lead', 'Rep', '']);
    });

    it('are one number for the company, also before anything happened', async () => {
      const ledger = await ledgerOrg(store, { deals: BASIC });
      expect(await shown(ledger, { metrics: 'bookings,avg_deal_size', by: 'company' })).toEqual([
        'Company 157.00',
        'Company 52.33',
      ]);
      expect(await shown(await ledgerOrg(store), { metrics: 'bookings', by: 'company' })).toEqual([
        'Company 0.00',
      ]);
    });
  });

  describe('figures as of a past day', () => {
    it('know what was known at the end of that local day', async () => {
      const ledger = await ledgerOrg(store, {
        deals: { D1: { SystemModstamp: '2025-05-01T12:00:00.000+0000' } },
      });
      await ledger.change('2025-06-03', { D1: WON });
      await ledger.change('2025-06-05', { D1: { Amount: '80' } });
      await ledger.change('2025-06-10', { D1: REOPENED });
      const company = { metrics: 'bookings', by: 'company' } as const;
      const known = [];
      for (const asOf of ['2025-06-02', '2025-06-03', '2025-06-04', '2025-06-05', '2025-06-09', '2025-06-10'])
        known.push(...(await shown(ledger, { ...company, asOf })));
      expect(known.map((it) => it.replace('Company ', ''))).toEqual([
        '0.00',
        '100.00',
        '100.00',
        '80.00',
        '80.00',
        '0.00',
      ]);
    });

    it('show the pipeline that was open then', async () => {
      const ledger = await ledgerOrg(store, {
        deals: { D1: { SystemModstamp: '2025-05-01T12:00:00.000+0000' } },
      });
      await ledger.change('2025-06-03', { D1: { Amount: '300' } });
      await ledger.change('2025-06-05', { D1: WON });
      const pipeline = { metrics: 'open_pipeline', by: 'team' } as const;
      expect(await shown(ledger, { ...pipeline, asOf: '2025-06-02' })).toContain('EAST 100.00');
      expect(await shown(ledger, { ...pipeline, asOf: '2025-06-04' })).toContain('EAST 300.00');
      expect(await shown(ledger, pipeline)).toContain('EAST 0.00');
      expect(await shown(ledger, { ...pipeline, asOf: '2025-04-30' })).toContain('EAST 0.00');
    });

    it('cannot be asked of a day to come', async () => {
      const ledger = await ledgerOrg(store);
      await expect(shown(ledger, { metrics: 'bookings', asOf: '2025-06-03' })).rejects.toThrow(
        '2025-06-03 has not come yet',
      );
    });
  });

  describe('activities', () => {
    it('count up to today, or up to the day asked about', async () => {
      const prepare = (org: SmallOrg) => {
        for (const day of ['2025-05-30', '2025-06-02', '2025-06-04'])
          org.put('Event', { Id: day, OwnerId: 'ann', StartDateTime: `${day}T15:00:00.000+0000` });
      };
      const ledger = await ledgerOrg(store, { prepare });
      expect(await shown(ledger, { metrics: 'meetings', by: 'company' })).toEqual(['Company 2']);
      expect(await shown(ledger, { metrics: 'meetings', by: 'company', asOf: '2025-06-01' })).toEqual([
        'Company 1',
      ]);
    });
  });

  describe('a figure says how fresh it is', () => {
    it('with the moment up to which everything was read, or none while a first load runs', async () => {
      const ledger = await ledgerOrg(store);
      const objects = [
        { object: 'Opportunity', state: 'ready', finished_at: '2025-06-02T10:00:00Z' },
        { object: 'User', state: 'ready', finished_at: '2025-06-02T09:00:00Z' },
        { object: 'Territory2', state: 'absent', finished_at: null },
      ] as const;
      await store.db
        .insertInto('sync_object')
        .values(objects.map((it) => ({ ...it, rows_read: 0n })))
        .execute();
      const [read1] = await read(ledger, { metrics: 'bookings', by: 'company' });
      expect(read1?.dataTime?.toString()).toBe('2025-06-02T09:00:00Z');
      await store.db
        .insertInto('sync_object')
        .values({ object: 'Task', state: 'loading', rows_read: 0n })
        .execute();
      const [read2] = await read(ledger, { metrics: 'bookings', by: 'company' });
      expect(read2?.dataTime).toBeNull();
    });
  });

  describe('words that are not understood', () => {
    it('are refused with what was probably meant', async () => {
      const ledger = await ledgerOrg(store);
      const by = 'terrytory' as Breakdown;
      await expect(shown(ledger, { metrics: 'bookings', by })).rejects.toThrow('did you mean territory?');
      await expect(shown(ledger, { metrics: 'bookings,winrate' })).rejects.toThrow('did you mean win_rate?');
      await expect(shown(ledger, { metrics: 'bookings', periods: 'soon' })).rejects.toThrow(
        'is no period I know',
      );
    });
  });
});
