import { z } from 'zod';
import { holidayDays } from '#model/holiday-rule.ts';
import {
  createWorkCalendar,
  type Holiday,
  type LocationHours,
  type WorkCalendar,
} from '#model/work-calendar.ts';
import { companyZone } from '#store/company.ts';
import type { Store } from '#store/store.ts';

const Rule = z.object({
  type: z.string(),
  until: z.string().nullable(),
  interval: z.number().nullable(),
  weekdays: z.number().nullable(),
  dayOfMonth: z.number().nullable(),
  month: z.string().nullable(),
  nth: z.string().nullable(),
});

/**
 * When people work, by location: hours and holidays of Salesforce, and holidays from a file. Where nothing is known,
 * Monday to Friday from nine to five in the organisation's zone; the calendar says that this is assumed.
 */
export async function readWorkCalendar(store: Store): Promise<WorkCalendar> {
  const [zone, hours, holidays, imported] = await Promise.all([
    companyZone(store),
    readHours(store),
    readHolidays(store),
    store.db.selectFrom('imported_holiday').select(['location', 'day']).execute(),
  ]);
  return createWorkCalendar({
    zone,
    hours,
    holidays: [
      ...holidays,
      ...imported.map(({ location, day }) => ({ location, day: Temporal.PlainDate.from(day) })),
    ],
  });
}

async function readHours(store: Store): Promise<readonly LocationHours[]> {
  const rows = await store.db
    .selectFrom('business_hours')
    .select(['name', 'is_default', 'time_zone', 'week'])
    .where('is_active', '=', true)
    .orderBy('is_default', 'desc')
    .orderBy('name')
    .execute();
  return rows.flatMap((row): readonly LocationHours[] => {
    const week = row.week.map((day) => day ?? undefined);
    const own = { location: row.name, zone: row.time_zone, week };
    return row.is_default ? [{ ...own, location: '' }, own] : [own];
  });
}

async function readHolidays(store: Store): Promise<readonly Holiday[]> {
  const rows = await store.db
    .selectFrom('holiday')
    .select(['start_on', 'from_minute', 'to_minute', 'recurrence'])
    .execute();
  return rows.flatMap((row): readonly Holiday[] => {
    const rule = row.recurrence === null ? null : Rule.parse(row.recurrence);
    const off =
      row.from_minute === null || row.to_minute === null
        ? undefined
        : { from: row.from_minute, to: row.to_minute };
    const days = holidayDays(Temporal.PlainDate.from(row.start_on), rule) ?? [];
    return days.map((day) => ({ day, location: '', off }));
  });
}
