import { beforeEach, describe, expect, it } from 'vitest';
import { appendAudit, readAudit, verifyAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { emptyStore } from '../support/empty-store.ts';
import { onEachStore } from '../support/each-store.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00.123456Z');
const event = (at: number) => ({
  actor: `U${at}`,
  action: 'figures.read',
  subject: at % 2 === 0 ? '005EVEN' : '005ODD',
  detail: { metric: 'bookings', at },
  now: now.add({ minutes: at }),
});

let store: Store;
onEachStore(
  (opened) => (store = opened),
  () => {
    beforeEach(async () => {
      await emptyStore(store);
      for (let at = 1; at <= 5; at++) await appendAudit(store, event(at));
    });

    const audit = () => store.db.updateTable('audit_entry');
    const problem = async () => (await verifyAudit(store)).problem;

    describe('the audit log', () => {
      it('proves whole as long as nobody touched it, and is empty at first', async () => {
        expect(await verifyAudit(store)).toEqual({ entries: 5n, problem: undefined });
        await emptyStore(store);
        expect(await verifyAudit(store)).toEqual({ entries: 0n, problem: undefined });
      });

      it('reads newest first, of all or about one subject', async () => {
        expect((await readAudit(store, { limit: 2 })).map(({ seq }) => seq)).toEqual([5n, 4n]);
        const even = await readAudit(store, { subject: '005EVEN', limit: 9 });
        expect(even.map(({ detail }) => detail['at'])).toEqual([4, 2]);
      });

      it.each([
        ['what was done', { action: 'nothing' }],
        ['who did it', { actor: 'U9' }],
        ['about whom', { subject: '' }],
        ['when', { at: '2026-11-18T10:00:00Z' }],
        ['the detail', { detail: '{}' }],
        ['its hash', { hash: 'f'.repeat(64) }],
        ['what it follows', { previous_hash: '' }],
      ])('shows a line in which %s was changed', async (_what, changes) => {
        await audit().set(changes).where('seq', '=', 3n).execute();
        expect(await problem()).toBe('line 3 was changed');
      });

      it.each([
        [1n, 'line 1 is missing'],
        [3n, 'line 3 is missing'],
        [5n, 'lines after 4 are missing'],
      ])('shows that line %i was taken away', async (seq, said) => {
        await store.db.deleteFrom('audit_entry').where('seq', '=', seq).execute();
        expect(await problem()).toBe(said);
      });

      it('shows that it was taken away as a whole', async () => {
        await store.db.deleteFrom('audit_entry').execute();
        expect(await problem()).toBe('lines after 0 are missing');
      });

      it('shows lines that changed places', async () => {
        await audit().set({ seq: 9n }).where('seq', '=', 2n).execute();
        await audit().set({ seq: 2n }).where('seq', '=', 3n).execute();
        await audit().set({ seq: 3n }).where('seq', '=', 9n).execute();
        expect(await problem()).toBe('line 2 was changed');
      });

      it('numbers lines written at the same moment one after the other', async () => {
        await Promise.all([6, 7, 8, 9].map((at) => appendAudit(store, event(at))));
        expect(await verifyAudit(store)).toEqual({ entries: 9n, problem: undefined });
      });

      it('loses its line with the work it speaks of', async () => {
        const failing = store.transaction(async (tx) => {
          await appendAudit(tx, event(6));
          throw new Error('not done');
        });
        await expect(failing).rejects.toThrow('not done');
        expect(await verifyAudit(store)).toEqual({ entries: 5n, problem: undefined });
      });
    });
  },
);
