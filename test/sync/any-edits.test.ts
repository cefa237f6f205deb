import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Driver } from '#sandbox/salesforce/driver.ts';
import { contentsOf } from './contents.ts';
import { bench } from './org.ts';
import { deal, id, MANAGER, REP, smallOrg } from './small-org.ts';

/** Something people, or the platform, do to an org. `of` picks the record among those there are. */
type Edit =
  | { readonly do: 'change' | 'delete' | 'undelete' | 'purge'; readonly of: number; readonly value: number }
  | { readonly do: 'create' | 'call' | 'move person' | 'item'; readonly of: number; readonly value: number }
  | { readonly do: 'wait'; readonly of: number; readonly value: number }
  | { readonly do: 'sync'; readonly of: number; readonly value: number };

const edit: fc.Arbitrary<Edit> = fc.record({
  do: fc.constantFrom(
    ...([
      'change',
      'change',
      'delete',
      'undelete',
      'purge',
      'create',
      'call',
      'move person',
      'item',
    ] as const),
    ...(['wait', 'wait', 'sync'] as const),
  ),
  of: fc.nat(1000),
  value: fc.nat(5000),
});

const STAGES = ['Talking', 'Signed', 'Gone'];
const PEOPLE = [REP, MANAGER, ''];

/** The records made so far, so that later edits find them. */
class World {
  readonly deals = [1, 2, 3, 4, 5].map(deal);
  readonly deleted: string[] = [];
  readonly calls: string[] = [];
  readonly org: Driver;

  constructor(org: Driver) {
    this.org = org;
  }

  apply({ do: what, of, value }: Edit): void {
    const one = this.deals[of % Math.max(this.deals.length, 1)];
    if (what === 'create') this.deals.push(this.org.create('Opportunity', dealOf(of, value)));
    else if (what === 'call') this.#call(of, value);
    else if (what === 'move person') this.org.update('User', REP, { ManagerId: PEOPLE[1 + (of % 2)] });
    else if (what === 'undelete' || what === 'purge') this.#fromBin(what, of);
    else if (one !== undefined) this.#touch(what, one, { of, value });
  }

  #touch(what: Edit['do'], one: string, { of, value }: { of: number; value: number }): void {
    if (what === 'change') this.org.update('Opportunity', one, dealOf(of, value));
    if (what === 'item')
      this.org.create('OpportunityLineItem', { OpportunityId: one, Quantity: value, UnitPrice: 2 });
    if (what !== 'delete') return;
    this.org.delete('Opportunity', one);
    this.deals.splice(this.deals.indexOf(one), 1);
    this.deleted.push(one);
  }

  #fromBin(what: 'undelete' | 'purge', of: number): void {
    const one = this.deleted.splice(of % Math.max(this.deleted.length, 1), 1)[0];
    if (one === undefined) return;
    this.org[what]('Opportunity', one);
    if (what === 'undelete') this.deals.push(one);
  }

  #call(of: number, value: number): void {
    const fields = {
      OwnerId: PEOPLE[of % 2],
      TaskSubtype: value % 2 ? 'Call' : 'Email',
      IsClosed: value % 3 > 0,
      CompletedDateTime: `2026-11-${10 + (value % 8)}T0${of % 10}:00:00.000+0000`,
    };
    const known = this.calls[of % 7];
    if (known === undefined) {
      this.calls.push(
        this.org.create('Task', { ...fields, Subject: 'x', Status: 'Done', Priority: 'Normal' }),
      );
    } else {
      this.org.update('Task', known, fields);
    }
  }
}

function dealOf(of: number, value: number): Record<string, unknown> {
  return {
    Name: `Deal ${of}`,
    StageName: STAGES[value % 3],
    Amount: value % 7 === 0 ? null : value + 0.25,
    CloseDate: `2026-12-${10 + (of % 20)}`,
    OwnerId: PEOPLE[of % 2],
  };
}

test('whatever was edited in between, reading changes ends with the same store as reading everything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 20, maxLength: 50 }), async (edits) => {
      const objects = {
        Task: [],
        OpportunityLineItem: [],
        OpportunityHistory: [],
        Territory2: [{ Id: id('0MI', 1), Name: 'E' }],
      };
      const { org, sync, pass, store, freshStore } = await bench(smallOrg({ deals: 5, objects }));
      const world = new World(org);
      await sync();
      for (const next of edits) {
        if (next.do === 'sync') await sync();
        else if (next.do === 'wait') pass({ minutes: next.value * (next.of % 4) });
        else world.apply(next);
      }
      // The log of deletes goes by whole minutes.
      pass({ minutes: 2 });
      await sync();
      expect(await contentsOf(store)).toEqual(await contentsOf(await freshStore()));
    }),
    { numRuns: 3, endOnFailure: true },
  );
}, 240_000);
