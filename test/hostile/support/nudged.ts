import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { VERA } from '../../features/small-company.ts';

const KINDS = ['crossed', 'ending', 'pace', 'activity', 'crossed', 'activity'];
/** The numbers of what was told to Vera; the last two were taken back. */
export const NUDGES = KINDS.map((_, at) => ({ nudge: at + 1 }));

/** Vera is asked for more than she has, and was told so, with deals of hostile names in sight. */
export async function fillNudges({ db, table }: Store, now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  const day = at.slice(0, 10);
  const quota = { person_id: VERA, start_on: '2026-10-01', end_on: '2027-01-01', known_at: at, version: 3 };
  const csv = { source: 'csv', source_id: 'csv-nudges', reason: 'Quota reason nudges' } as const;
  await db
    .insertInto('quota')
    .values([
      { ...quota, ...csv, metric: 'bookings', amount: 10n ** 12n, currency: 'USD' },
      { ...quota, ...csv, metric: 'calls', amount: 100_000n, currency: '' },
    ])
    .execute();
  for (const [index, kind] of KINDS.entries())
    await sql`
      insert into ${table('nudge')} (id, person_id, metric, period_type, period_start, kind, state, said_on,
        said_at, is_said, withdrawn_at)
      values (${index + 1}, ${VERA}, ${kind === 'activity' ? 'calls' : 'bookings'}, 'quarter', '2026-10-01',
        ${kind}, ${'0'.repeat(index + 1)}, ${day}::date, ${at}::timestamptz, true,
        ${index > 3 ? at : null}::timestamptz)`.execute(db);
}
