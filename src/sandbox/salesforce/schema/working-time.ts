import { defineObject, noBin } from './define.ts';
import type { FieldSpec } from './field.ts';
import { as, required } from './shorthand.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** Times of day are texts such as 09:00:00.000Z. */
const times: Readonly<Record<string, FieldSpec>> = Object.fromEntries(
  DAYS.flatMap((day) => [
    [`${day}StartTime`, as.text(13)],
    [`${day}EndTime`, as.text(13)],
  ]),
);

export const businessHours = defineObject(
  ['BusinessHours', '01m'],
  {
    Name: required(as.text(80)),
    IsActive: as.flag(),
    IsDefault: as.flag(),
    TimeZoneSidKey: as.pick(),
    ...times,
  },
  noBin,
);

export const holiday = defineObject(
  ['Holiday', '0C0'],
  {
    Name: required(as.text(80)),
    Description: as.text(1000),
    ActivityDate: as.day(),
    IsAllDay: as.flag(),
    StartTimeInMinutes: as.whole(),
    EndTimeInMinutes: as.whole(),
    IsRecurrence: as.flag(),
    RecurrenceType: as.pick(),
    RecurrenceStartDate: as.day(),
    RecurrenceEndDateOnly: as.day(),
    RecurrenceInterval: as.whole(),
    RecurrenceDayOfWeekMask: as.whole(),
    RecurrenceDayOfMonth: as.whole(),
    RecurrenceMonthOfYear: as.pick(),
    RecurrenceInstance: as.pick(),
  },
  noBin,
);
