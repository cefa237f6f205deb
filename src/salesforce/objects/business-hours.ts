import { z } from 'zod';
import { isTimeZone, row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Name: row.text,
  IsDefault: row.yes,
  IsActive: row.yesUnlessSaid,
  TimeZoneSidKey: row.textOrNull,
  MondayStartTime: row.textOrNull,
  MondayEndTime: row.textOrNull,
  TuesdayStartTime: row.textOrNull,
  TuesdayEndTime: row.textOrNull,
  WednesdayStartTime: row.textOrNull,
  WednesdayEndTime: row.textOrNull,
  ThursdayStartTime: row.textOrNull,
  ThursdayEndTime: row.textOrNull,
  FridayStartTime: row.textOrNull,
  FridayEndTime: row.textOrNull,
  SaturdayStartTime: row.textOrNull,
  SaturdayEndTime: row.textOrNull,
  SundayStartTime: row.textOrNull,
  SundayEndTime: row.textOrNull,
});

/** When people work: the org's default hours, and others by the name of a location. */
export const businessHours = defineObject({
  name: 'BusinessHours',
  table: 'business_hours',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id', 'Name'],
  absent: 'Working days are taken to be Monday to Friday, 09:00 to 17:00.',
  toRow(hours, { zone, flag }) {
    const own = hours.TimeZoneSidKey;
    const isKnown = own !== null && isTimeZone(own);
    if (own !== null && !isKnown) flag(`is taken to be in ${zone}: ${own} is not a time zone we know`);
    return {
      id: hours.Id,
      name: hours.Name,
      is_default: hours.IsDefault,
      is_active: hours.IsActive,
      time_zone: isKnown ? own : zone,
      week: JSON.stringify([
        dayOf(hours.MondayStartTime, hours.MondayEndTime),
        dayOf(hours.TuesdayStartTime, hours.TuesdayEndTime),
        dayOf(hours.WednesdayStartTime, hours.WednesdayEndTime),
        dayOf(hours.ThursdayStartTime, hours.ThursdayEndTime),
        dayOf(hours.FridayStartTime, hours.FridayEndTime),
        dayOf(hours.SaturdayStartTime, hours.SaturdayEndTime),
        dayOf(hours.SundayStartTime, hours.SundayEndTime),
      ]),
    };
  },
});

/** Salesforce writes a day around the clock as midnight to midnight, and a day off as no times at all. */
function dayOf(start: string | null, end: string | null): { from: number; to: number } | null {
  const from = minuteOf(start);
  const to = minuteOf(end);
  if (from === undefined || to === undefined) return null;
  return { from, to: to === 0 ? 1440 : to };
}

/** Minutes after midnight of a time such as 09:30:00.000Z, which is local whatever the Z says. */
function minuteOf(time: string | null): number | undefined {
  const match = /^(\d{2}):(\d{2})/.exec(time ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}
