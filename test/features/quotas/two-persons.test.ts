import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { giveRole } from '#access/roles.ts';
import type { Services } from '#feature.ts';
import { quotas } from '#features/quotas/index.ts';
import { readAudit } from '#store/audit.ts';
import type { Database } from '#store/database.ts';
import { linkPerson, setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { aPerson, OTTO, smallCompany, VERA } from '../small-company.ts';
import { quotasInSlack, valueOf } from './slack.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const REPS = Array.from({ length: 26 }, (_, n) => ({ id: `005R${n}`, name: `Rep ${n}` }));

let database: Database;
let shared: Store;
let services: Services;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: quotas.migrations ?? {} });
  shared = await database.installation(freshInstallationId());
});
afterAll(() => database.close());
beforeEach(async () => {
  services = servicesOf(await smallCompany(shared), { now });
  await shared.db.insertInto('person').values(REPS.map(aPerson)).execute();
  await setInstaller(shared, { slackUserId: 'UOPS', changedBy: 'UOPS', now });
});

const slack = quotasInSlack(
  () => services,
  () => now,
);
const csv = (reps: number, amount = 100) =>
  ['rep_email,period,metric,amount']
    .concat(REPS.slice(0, reps).map((_, n) => `rep.${n}@example.com,2026-Q4,bookings,${amount}`))
    .join('\n');
const importing = (reps: number, amount?: number) =>
  slack.confirm('installer', 'quotas.import', { csv: csv(reps, amount) });
const secondAdmin = () =>
  giveRole(shared, { holder: 'USECOND', role: 'ops_admin', by: 'UOPS', reason: 'Two of us', now });
const held = async () => (await shared.db.selectFrom('quota').select('approved_by').execute()).length;
/** The number of the latest proposal, or change. */
const last = async (table: 'quota_proposal' | 'quota_batch') => {
  const all = shared.db.withTables<Record<typeof table, { id: number }>>();
  const row = await all.selectFrom(table).select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  return String(row.id);
};
const told = async () =>
  (await shared.db.selectFrom('post').select(['kind', 'audience']).orderBy('key').execute()).map(
    ({ kind, audience }) => `${kind} ${audience}`,
  );
const audited = async () => (await readAudit(shared, { limit: 20 })).map(({ action }) => action);

describe('a change for more than 25 people', () => {
  it('waits for a second admin, who is told; the one who asks cannot approve it', async () => {
    await secondAdmin();
    const { done } = await importing(26);
    expect(done).toContain('This touches 26 people, so a second person has to approve it.');
    expect(await held()).toBe(0);
    expect(await told()).toEqual(['quotas.proposed USECOND']);
    const { message } = await slack.press('second', 'quotas.waiting');
    const value = valueOf(message ?? { text: '' as never, blocks: [] }, 'quotas.approve');
    await expect(slack.press('installer', 'quotas.approve', value)).rejects.toThrow('does not wait');
    expect((await slack.press('second', 'quotas.approve', value)).message?.text).toContain('Approved');
    const rows = await shared.db.selectFrom('quota').select(['approved_by', 'source']).distinct().execute();
    expect(rows).toEqual([{ approved_by: 'USECOND', source: 'csv' }]);
    expect(await told()).toEqual(['quotas.decided UOPS', 'quotas.proposed USECOND']);
    expect(await audited()).toEqual(expect.arrayContaining(['quota.proposed', 'quota.approved']));
  });

  it('waits when it is taken back as well', async () => {
    await importing(25);
    await importing(26, 100);
    // 25 at once, and the one that was new after them: neither needed a second person.
    expect(await held()).toBe(26);
    await secondAdmin();
    expect((await importing(26, 200)).done).toContain('This touches 26 people');
    await slack.press('second', 'quotas.approve', await last('quota_proposal'));
    const change = await last('quota_batch');
    const { message } = await slack.press('second', 'quotas.take_back', change);
    expect(message?.text).toContain('This touches 26 people');
    expect((await slack.press('installer', 'quotas.waiting')).message?.text).toContain(
      `Change ${change} is to be taken back.`,
    );
    const approved = await slack.press('installer', 'quotas.approve', await last('quota_proposal'));
    expect(approved.message?.text).toMatch(/^Approved, as change \d+\.$/);
    expect(await held()).toBe(26 + 26 + 26);
  });

  it('can be approved alone by an only admin, with a reason that the audit log keeps', async () => {
    expect((await importing(26)).done).toContain('You are the only admin.');
    const { view } = await slack.press('installer', 'quotas.alone', await last('quota_proposal'));
    const metadata = view?.metadata ?? '';
    const bare = await slack.submit('installer', 'quotas.alone', { metadata, values: { reason: 'x' } });
    expect(bare.kind).toBe('errors');
    await expect(slack.press('installer', 'quotas.approve', metadata)).rejects.toThrow(
      'proposed this yourself',
    );
    const values = { reason: 'The quarter begins today' };
    await slack.submit('installer', 'quotas.alone', { metadata, values });
    expect(await held()).toBe(26);
    const [entry] = await readAudit(shared, { limit: 1 });
    expect(entry).toMatchObject({ action: 'quota.approved_alone', actor: 'UOPS' });
    expect(entry?.detail['reason']).toBe('The quarter begins today');
  });

  it('can not, once there is another admin', async () => {
    await importing(26);
    await secondAdmin();
    const values = { reason: 'The quarter begins today' };
    const metadata = await last('quota_proposal');
    await expect(slack.submit('installer', 'quotas.alone', { metadata, values })).rejects.toThrow(
      'does not wait',
    );
    expect(await held()).toBe(0);
  });
});

describe('a proposal', () => {
  const FORM = {
    rep_email: 'ana.silva@example.com',
    period: '2026-Q4',
    metric: 'bookings',
    amount: '300000',
    reason: 'Plan',
  };

  it('is told to the nearest manager above who is linked, and else to the admins', async () => {
    await slack.confirm('dana', 'quotas.set', FORM);
    expect(await told()).toEqual(['quotas.proposed UOPS']);
    await linkPerson(shared, { slackUserId: 'UVERA', personId: VERA, confirmedBy: 'UOPS', now });
    await slack.confirm('dana', 'quotas.set', { ...FORM, amount: '310000' });
    expect(await told()).toEqual(['quotas.proposed UOPS', 'quotas.proposed UVERA']);
  });

  it('is made by who stands in for a manager too, and never decided by them', async () => {
    expect((await slack.confirm('standIn', 'quotas.set', FORM)).done).toContain('Proposed.');
    const row = await shared.db
      .withTables<{ quota_proposal: { made_by_person: string } }>()
      .selectFrom('quota_proposal')
      .select('made_by_person')
      .executeTakeFirst();
    expect(row?.made_by_person).toBe(OTTO);
    await expect(slack.press('standIn', 'quotas.approve', await last('quota_proposal'))).rejects.toThrow(
      'does not wait',
    );
    const mine = { ...FORM, rep_email: 'dana.cole@example.com' };
    expect((await slack.submit('standIn', 'quotas.set', { values: mine })).kind).toBe('errors');
  });
});
