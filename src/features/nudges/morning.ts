import { sql } from 'kysely';
import type { Schedule, Services } from '#feature.ts';
import { type Day, dayIn } from '#lib/days.ts';
import type { Store } from '#store/store.ts';
import { look } from './look.ts';
import { recordSummaries } from './summary.ts';

/** Local time of day from which on a morning is looked at: quiet hours end then by default. */
const HOUR = 8;

/** Each morning where people are: what is left to do of their quotas, and for managers who want it their team. */
export const morningSchedule: Schedule = {
  name: 'nudges.morning',
  shows: ['D2', 'D3'],
  async run(services, now) {
    const due = await dueZones(services.store, now);
    if (due.size === 0) return;
    const isMorning = ({ timeZone }: { readonly timeZone: string }) => due.has(timeZone);
    // Late data is waited for: what was due is then said later in the day.
    if (!(await look(services, { now, isMorning }))) return;
    await recordSummaries(services, { now, isMorning });
    await noteLooked(services.store, due);
  },
};

/** The zones of linked people in which it is past eight on a day that was not looked at yet, with that day. */
async function dueZones(store: Store, now: Temporal.Instant): Promise<ReadonlyMap<string, Day>> {
  const { rows } = await sql<{ readonly zone: string; readonly looked_on: string | null }>`
    select distinct p.time_zone as zone, m.looked_on
    from ${store.table('identity_link')} l
    join ${store.table('person')} p on p.id = l.person_id
    left join ${store.table('nudge_morning')} m on m.time_zone = p.time_zone
    where p.is_active`.execute(store.db);
  return new Map(
    rows.flatMap(({ zone, looked_on }) => {
      const due = dueMorning({ zone, lookedOn: looked_on ?? '' }, now);
      return due ? [[zone, due] as const] : [];
    }),
  );
}

/** The day whose morning is to be looked at now in a zone; undefined before it begins, and when it was looked at. */
export function dueMorning(
  { zone, lookedOn }: { readonly zone: string; readonly lookedOn: string },
  now: Temporal.Instant,
): Day | undefined {
  const today = dayIn(zone, now);
  return now.toZonedDateTimeISO(zone).hour >= HOUR && lookedOn < today.toString() ? today : undefined;
}

async function noteLooked(store: Services['store'], zones: ReadonlyMap<string, Day>): Promise<void> {
  const rows = [...zones].map(([time_zone, day]) => ({ time_zone, looked_on: day.toString() }));
  await store.db
    .withTables<{ nudge_morning: { time_zone: string; looked_on: string } }>()
    .insertInto('nudge_morning')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('time_zone').doUpdateSet(({ ref }) => ({ looked_on: ref('excluded.looked_on') })),
    )
    .execute();
}
