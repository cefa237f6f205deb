import type { Insertable } from 'kysely';
import { keepRecordsAddress } from '#app/records-address.ts';
import type { QuotaTable } from '#store/quota-tables.ts';
import type { Store } from '#store/store.ts';
import { ANA, DANA, LI, OTTO, VERA } from '../../features/small-company.ts';
import type { HostileTexts } from './texts.ts';
import { fillRights } from './rights.ts';

/** Where the records of this company are: the one place to which links may lead. */
export const RECORDS_HOST = 'bicycles.my.salesforce.com';

/** What people have decided and written by other ways than forms, and how reading Salesforce went. */
export async function fillDecisions(store: Store, texts: HostileTexts, now: Temporal.Instant): Promise<void> {
  await keepRecordsAddress(store, `https://${RECORDS_HOST}`, now);
  await fillRights(store, texts, now);
  await fillQuotas(store, now);
  await fillPast(store, now);
  await fillSync(store, now);
  await fillDoubts(store, now);
}

/** Messages of which nobody knows whether they arrived. */
export const DOUBTFUL = [9_001n, 9_002n, 9_003n] as const;

async function fillDoubts({ db }: Store, now: Temporal.Instant): Promise<void> {
  const states = ['parked', 'settling', 'unknown'] as const;
  const at = now.subtract({ hours: 1 }).toString();
  const sent = { params: '{}', stale: false, attempt: 1, doubtful: true, dispatched_at: at };
  await db
    .insertInto('post')
    .values(
      DOUBTFUL.map((id, n) => ({
        id,
        key: `leaderboard/doubt/${id}`,
        kind: 'leaderboard',
        audience: 'C1',
        state: states[n] ?? 'parked',
        reason: `Doubt ${id}`,
        lease_until: '2099-01-01T00:00:00Z',
        created_at: at,
        updated_at: at,
        ...sent,
      })),
    )
    .execute();
}

async function fillQuotas({ db }: Store, now: Temporal.Instant): Promise<void> {
  const quotas = [VERA, DANA, ANA, LI, OTTO].flatMap((person_id, n) =>
    [1, 2].map(
      (version): Insertable<QuotaTable> => ({
        person_id,
        metric: 'bookings',
        start_on: '2026-10-01',
        end_on: '2027-01-01',
        currency: 'USD',
        amount: BigInt(version * 100_000),
        source: 'csv',
        source_id: `csv-${n}-${version}`,
        known_at: now.subtract({ hours: 48 - version }).toString(),
        version,
        approved_by: `Approver ${n} ${version}`,
        reason: `Quota reason ${n} ${version}`,
      }),
    ),
  );
  await db.insertInto('quota').values(quotas).execute();
}

async function fillPast({ db }: Store, now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  const march = { from_on: '2026-03-01', to_on: '2026-04-01', made_at: at };
  const leave = { ...march, kind: 'leave', value: 'parental' };
  const corrections = [ANA, LI, DANA].map((person_id, n) => ({
    ...leave,
    person_id,
    reason: `Correction ${n}`,
    made_by: n === 0 ? 'Maker' : 'U0VERA',
  }));
  const place = { ...march, kind: 'location', made_by: 'cli' };
  const places = [ANA, LI].map((person_id, n) => ({
    ...place,
    person_id,
    value: `Country ${n}`,
    reason: `Place ${n}`,
  }));
  await db
    .insertInto('fact_correction')
    .values([...corrections, ...places])
    .execute();
  await db
    .insertInto('period_close')
    .values({
      name: 'Period',
      type: 'month',
      start_on: '2026-08-01',
      end_on: '2026-09-01',
      state: 'locked',
      changed_by: 'Closer',
      changed_at: at,
      reason: 'Close reason',
    })
    .execute();
  await db
    .insertInto('credit_transfer')
    .values({
      record_id: '006000000D00001AAA',
      from_person: LI,
      to_person: ANA,
      effective_on: '2026-11-18',
      approved_by: 'Approver',
      reason: 'Transfer reason',
      created_at: at,
    })
    .execute();
  await db
    .insertInto('imported_holiday')
    .values({
      location: 'Country 1',
      day: '2026-12-26',
      name: 'Imported',
      imported_by: 'Importer',
      imported_at: at,
    })
    .execute();
  const asked = { settled_at: null, settled_by: null, asked_at: at };
  await db
    .insertInto('privacy_request')
    .values([
      { person_id: OTTO, slack_user_id: 'U0OTTO', kind: 'export', ...asked },
      { person_id: LI, slack_user_id: 'U0LI', kind: 'erasure', ...asked },
      { person_id: LI, slack_user_id: 'U0LI', kind: 'export', ...asked, settled_at: at, settled_by: 'cli' },
    ])
    .execute();
}

async function fillSync({ db }: Store, now: Temporal.Instant): Promise<void> {
  const read = {
    watermark: now.toString(),
    resume: null,
    window_end: null,
    rows_read: 5n,
    described: null,
    finished_at: now.toString(),
  };
  await db
    .insertInto('sync_object')
    .values([{ object: 'opportunity', state: 'ready', error: 'Error', ...read }])
    .execute();
  await db
    .insertInto('sync_gap')
    .values(
      [1, 2, 3].map((n) => ({
        object: 'opportunity',
        field: `Field_${n}__c`,
        effect: `Effect ${n}`,
        vanished_at: null,
      })),
    )
    .execute();
  const incident = {
    kind: 'late' as const,
    data_time: now.subtract({ hours: 3 }).toString(),
    began_at: now.subtract({ hours: 2 }).toString(),
  };
  await db
    .insertInto('freshness_incident')
    .values([
      { ...incident, cause: 'Cause 1', remedy: 'Remedy 1', ended_at: now.subtract({ hours: 1 }).toString() },
      { ...incident, kind: 'broken-mapping', cause: 'Cause 2', remedy: 'Remedy 2', ended_at: null },
    ])
    .execute();
}
