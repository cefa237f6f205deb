import { beforeEach, describe, expect, it } from 'vitest';
import { figuresFor } from '#metrics/figures-for.ts';
import type { Store } from '#store/store.ts';
import { onEachStore } from '../support/each-store.ts';
import { ledgerOrg, type LedgerOrg } from '../support/ledger-org.ts';
import { LOST, WON } from '../support/oracle/small-org.ts';
import { putHistory, putStages, remarksOf, valueOf, whyOf } from './support/catalogue-org.ts';

let store: Store;
let ledger: LedgerOrg;

onEachStore(
  (opened) => {
    store = opened;
  },
  () => {
    /** On 2 June: D1 won, D2 lost, D3 still in proposal, D4 went back. */
    beforeEach(async () => {
      ledger = await ledgerOrg(store, { deals: { D1: WON, D2: LOST, D3: {}, D4: { OwnerId: 'ben' } } });
      await putStages(ledger);
      await putHistory(ledger, 'D1', '2025-04-01 Prospect, 2025-04-11 Proposal, 2025-04-13 Won');
      await putHistory(ledger, 'D2', '2025-04-01 Prospect, 2025-04-05 Proposal, 2025-05-05 Lost');
      await putHistory(ledger, 'D3', '2025-05-01 Prospect, 2025-05-03 Proposal');
      await putHistory(ledger, 'D4', '2025-04-01 Prospect, 2025-04-02 Negotiation, 2025-04-04 Prospect');
    });

    describe('time in stage', () => {
      it('capability 31: is the median of the stays, those that run counted as at least so long', async () => {
        // Proposal: 2 and 30 days are over, one has run for 30.
        expect(await valueOf(ledger, 'time_in_stage:Proposal')).toBe('30');
        expect(await valueOf(ledger, 'time_in_stage:prospect')).toBe('4');
        expect(await valueOf(ledger, 'time_in_stage_p80:Proposal')).toBe(
          'fewer than 80% are over, after up to 30 days',
        );
        expect(await remarksOf(ledger, 'time_in_stage:Proposal')).toEqual(['1 of 3 stays is still running']);
      });

      it('counts a re-entry as a stay of its own, for the team, the territory and the company too', async () => {
        // Prospect: 1, 2, 4, 10 over, and Ben's re-entry has run for 59.
        for (const of of [
          { by: 'team', id: 'east' },
          { by: 'territory', id: 'T-east' },
          { by: 'company', id: 'all' },
        ] as const)
          expect(await valueOf(ledger, 'time_in_stage:Prospect', of)).toBe('4');
      });

      it('is explained by the stays', async () => {
        const { lines } = await whyOf(ledger, 'time_in_stage:Proposal');
        expect(lines.map((it) => `${it.day} ${it.name} ${it.counts}`)).toEqual([
          '2025-05-03 Deal D3, Proposal 30',
          '2025-04-11 Deal D1, Proposal 2',
          '2025-04-05 Deal D2, Proposal 30',
        ]);
      });

      it('refuses a stage it does not know, with the one that was meant', async () => {
        await expect(valueOf(ledger, 'time_in_stage:Propsal')).rejects.toThrow('did you mean Proposal?');
      });
    });

    describe('stage conversion', () => {
      it('capability 31: counts the deals that entered, each once, and shows what may still go on', async () => {
        expect(await valueOf(ledger, 'stage_conversion:Proposal')).toBe('0.333333');
        expect(await remarksOf(ledger, 'stage_conversion:Proposal')).toEqual([
          '1 of 3 are still open and may go on',
        ]);
        // Ben's deal skipped the proposal and came back: it entered the prospects once and went on once.
        expect(await valueOf(ledger, 'stage_conversion:Prospect', { id: 'ben' })).toBe('1.000000');
        expect(await valueOf(ledger, 'stage_conversion:Proposal', { id: 'ben' })).toBe('no deal entered');
      });

      it('is printed for every open stage at once', async () => {
        const figures = await figuresFor(
          { store, now: ledger.now() },
          { metrics: 'stage_conversion:*', by: 'company', periods: '2025-Q2' },
        );
        expect(figures.map((it) => it.metric)).toEqual([
          'stage_conversion:Prospect',
          'stage_conversion:Proposal',
          'stage_conversion:Negotiation',
        ]);
      });
    });

    it('deals without a history of their own are followed by what was observed', async () => {
      const fresh = await ledgerOrg(store, { deals: { D9: { StageName: 'Prospect' } } });
      await putStages(fresh);
      await fresh.change('2025-06-10', { D9: { StageName: 'Proposal' } });
      await fresh.change('2025-06-20', { D9: { StageName: 'Negotiation' } });
      expect(await valueOf(fresh, 'time_in_stage:Proposal')).toBe('10');
    });
  },
);
