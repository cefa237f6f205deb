import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOLDINGS, NAMING_KINDS } from '#app/personal-data.ts';
import type { Services } from '#feature.ts';
import { erasePerson, type Erasure, sweepAgain } from '#features/people/erase.ts';
import { proofOf } from '#features/people/erase-proof.ts';
import { metricContext } from '#metrics/context.ts';
import { figureRows } from '#metrics/figure-rows.ts';
import { figuresFor } from '#metrics/figures-for.ts';
import { brokenSeals } from '#metrics/snapshots.ts';
import { readAudit, verifyAudit } from '#store/audit.ts';
import type { Database } from '#store/database.ts';
import { setInstaller } from '#store/identity.ts';
import { findTraces } from '#store/identity-traces.ts';
import type { Store } from '#store/store.ts';
import { withoutErased } from '#sync/erased-people.ts';
import { companyWithSecrets, MIGRATIONS, NOW } from '../../access/support/company.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { settle } from '../../support/ledger-work.ts';
import { postgresServer } from '../../support/engines.ts';
import { ANA, aPerson, DANA, LI } from '../small-company.ts';
import { ANA_TRACES, nameAnaEverywhere, tablesWith } from './support/traces.ts';

const EMAIL = 'ana.silva@example.com';
const ENGINES = [
  { title: 'the embedded engine', url: undefined, isThere: true },
  { ...postgresServer, isThere: postgresServer.url !== undefined },
];

describe.each(ENGINES)('erasing a person on $title', ({ url, isThere }) => {
  describe.skipIf(!isThere)('there', () => {
    let database: Database;
    let store: Store;
    let services: Services;
    const id = freshInstallationId();
    beforeAll(async () => {
      database = await openTestDatabase({ ...(url !== undefined && { url }), migrations: MIGRATIONS });
      store = await database.installation(id);
    }, 60_000);
    beforeEach(async () => {
      services = await companyWithSecrets(store);
      await nameAnaEverywhere(services, NOW);
    });
    afterAll(async () => {
      if (url !== undefined) await database.dropInstallation(id);
      await database.close();
    });

    async function erasing(who = EMAIL) {
      const traces = await findTraces(store, who);
      return { traces, holdings: HOLDINGS, namingKinds: NAMING_KINDS, by: 'cli' };
    }
    async function erase(who?: string): Promise<Erasure> {
      return erasePerson(services, await erasing(who));
    }
    async function figures(by: string) {
      const asked = {
        metrics: 'bookings,open_pipeline,attainment',
        by,
        periods: '2026-Q4',
        basis: 'reported',
      } as const;
      const read = await figuresFor({ store, now: NOW }, { ...asked, asOf: undefined });
      return figureRows(read).map(({ metric, key, value }) => ({ metric, key, value }));
    }

    it('leaves neither name, e-mail nor ids anywhere in the database, in whatever case', async () => {
      expect(await tablesWith(store, ANA_TRACES)).toEqual(
        expect.arrayContaining([
          'audit_entry',
          'board_said',
          'entry',
          'identity_link',
          'lineage',
          'person',
          'post',
        ]),
      );
      await erase();
      expect(await tablesWith(store, ANA_TRACES)).toEqual([]);
    });

    it('keeps every total to the cent, and her part of them under a pseudonym', async () => {
      const [company, people] = [await figures('company'), await figures('person')];
      const { pseudonym } = await erase();
      expect(await figures('company')).toEqual(company);
      const renamed = people.map((row) =>
        row.key === EMAIL ? { ...row, key: `${pseudonym}@erased.invalid` } : row,
      );
      const byKey = (rows: typeof people) => rows.map((row) => JSON.stringify(row)).toSorted();
      expect(byKey(await figures('person'))).toEqual(byKey(renamed));
    });

    it('leaves nothing for the ledger to credit anew', async () => {
      const entries = () =>
        store.db.selectFrom('entry').select(sql<bigint>`count(*)`.as('n')).executeTakeFirst();
      const before = await entries();
      await erase();
      const deals = ['D1', 'D2', 'D3', 'D4'].map((record_id) => ({ object: 'opportunity', record_id }));
      await store.db.insertInto('changed_record').values(deals).execute();
      await settle(store, NOW.add({ minutes: 1 }));
      expect(await entries()).toEqual(before);
    });

    it('takes away what was hers alone: link, roles, looks, messages to her', async () => {
      const { pseudonym } = await erase();
      for (const [table, column] of [
        ['identity_link', 'person_id'],
        ['access_role', 'holder'],
        ['attainment_look', 'person_id'],
        ['post', 'audience'],
      ] as const) {
        const { rows } = await sql`
          select from ${store.table(table)} where ${sql.ref(column)} = ${pseudonym}`.execute(store.db);
        expect([table, rows.length]).toEqual([table, 0]);
      }
      const left = await store.db
        .selectFrom('fact_correction')
        .select(['person_id', 'value', 'reason'])
        .execute();
      expect(left).toEqual([{ person_id: pseudonym, value: 'leave', reason: '' }]);
    });

    it('leaves the audit log whole, with a line that says what it ended with before', async () => {
      const before = await store.db
        .selectFrom('audit_entry')
        .select('hash')
        .orderBy('seq', 'desc')
        .executeTakeFirst();
      const { pseudonym } = await erase();
      expect((await verifyAudit(store)).problem).toBeUndefined();
      const [last] = await readAudit(store, { limit: 1 });
      expect(last).toMatchObject({ action: 'person.erased', subject: pseudonym, actor: 'cli' });
      expect(last?.detail['formerHead']).toBe(before?.hash);
    });

    it('is refused while the audit log is not as it was written: chaining it anew would hide that', async () => {
      await store.db.updateTable('audit_entry').set({ action: 'nothing' }).where('seq', '=', 1n).execute();
      await expect(erase()).rejects.toThrow('line 1 was changed');
      expect(await tablesWith(store, [EMAIL])).toContain('person');
    });

    it('keeps sealed days readable as they were, and hides no seal that was broken', async () => {
      const context = await metricContext(store, NOW);
      expect(await brokenSeals(context, 10)).toEqual([]);
      const { daysSealedAnew } = await erase();
      expect(daysSealedAnew).toBe(1);
      expect(await brokenSeals(context, 10)).toEqual([]);
    });

    it('does not mend a seal that did not hold before', async () => {
      await store.db
        .updateTable('deal_state')
        .set({ amount: 1n })
        .where('opportunity_id', '=', 'D3')
        .execute();
      const context = await metricContext(store, NOW);
      const before = await brokenSeals(context, 10);
      expect(before).toHaveLength(1);
      await erase();
      expect(await brokenSeals(context, 10)).toEqual(before);
    });

    it('lets what Salesforce tells later come in under the pseudonym', async () => {
      const { pseudonym } = await erase();
      const told = await withoutErased(store, [
        { Id: ANA, Name: 'Ana Silva', Email: EMAIL, Title: 'Rep', ManagerId: DANA },
        { Id: '006000000000001AAA', OwnerId: ANA, Owner: { Id: ANA, Name: 'Ana Silva' }, Amount: 5 },
      ]);
      expect(JSON.stringify(told)).not.toMatch(/Ana Silva|ana\.silva/);
      expect(told).toMatchObject([
        { Id: pseudonym, Name: 'Former colleague', Title: null, ManagerId: DANA },
        { Id: '006000000000001AAA', OwnerId: pseudonym, Amount: 5 },
      ]);
    });

    it('looks once more for what was being written meanwhile', async () => {
      const work = await erasing();
      const erased = await erasePerson(services, work);
      await store.db.insertInto('dirty_cell').values({ person_id: ANA, day: '2026-11-18' }).execute();
      const settled = await sweepAgain(services, erased, work);
      expect(await tablesWith(store, ANA_TRACES)).toEqual([]);
      expect(settled.tables.find(({ table }) => table === 'dirty_cell')?.changed).toBe(1);
      expect((await verifyAudit(store)).problem).toBeUndefined();
    });

    it('leaves a namesake their name and says that texts were not searched for it', async () => {
      await store.db
        .insertInto('person')
        .values(aPerson({ id: '005000000000NAMEAA', name: 'Ana Silva', email: 'other@example.com' }))
        .execute();
      const proof = proofOf(await erase());
      const namesake = await store.db
        .selectFrom('person')
        .select('name')
        .where('email', '=', 'other@example.com')
        .executeTakeFirst();
      expect(namesake?.name).toBe('Ana Silva');
      expect(proof.notes.join()).toContain('same name');
    });

    it('leaves customers their names and counts the rows in the proof, which names nobody', async () => {
      await store.db
        .insertInto('account')
        .values({ id: '001', name: 'Ana Silva Ltd', is_deleted: false, modified_at: NOW.toString() })
        .execute();
      const proof = proofOf(await erase());
      expect(proof).toMatchObject({ rowsLeft: 1, left: [expect.stringContaining('account: 1 row has')] });
      expect(JSON.stringify(proof)).not.toMatch(/Ana|silva|U0ANA/);
    });

    it('touches nobody else', async () => {
      const others = (await figures('person')).filter(({ key }) => key !== EMAIL);
      await erase();
      const known = await store.db
        .selectFrom('person')
        .select(['id', 'name'])
        .where('id', 'in', [DANA, LI])
        .execute();
      expect(known.map(({ name }) => name).toSorted()).toEqual(['Dana Cole', 'Li Wei']);
      expect(await figures('person')).toEqual(expect.arrayContaining(others));
    });

    it('is refused for whoever installed Attain, and for nobody', async () => {
      await setInstaller(store, { slackUserId: 'U0ANA', changedBy: 'cli', now: NOW });
      await expect(erase()).rejects.toThrow('installed Attain');
      await expect(erase('nobody@example.com')).rejects.toThrow('Nobody in the data');
    });
  });
});
