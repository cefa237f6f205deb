import { z } from 'zod';
import { type HolidayRule, holidayDays } from '#model/holiday-rule.ts';
import { row } from '#salesforce/values.ts';
import { defineObject } from './define-object.ts';

const record = z.object({
  Id: row.id,
  Name: row.text,
  ActivityDate: row.dayOrNull,
  IsAllDay: row.yesUnlessSaid,
  StartTimeInMinutes: row.numberOrNull,
  EndTimeInMinutes: row.numberOrNull,
  IsRecurrence: row.yes,
  RecurrenceType: row.textOrNull,
  RecurrenceStartDate: row.dayOrNull,
  RecurrenceEndDateOnly: row.dayOrNull,
  RecurrenceInterval: row.numberOrNull,
  RecurrenceDayOfWeekMask: row.numberOrNull,
  RecurrenceDayOfMonth: row.numberOrNull,
  RecurrenceMonthOfYear: row.textOrNull,
  RecurrenceInstance: row.textOrNull,
});

type Record = z.output<typeof record>;

/** Days off. Salesforce does not show for which business hours one holds, so it holds for all. */
export const holiday = defineObject({
  name: 'Holiday',
  table: 'holiday',
  cursor: 'full',
  deletes: 'diff',
  record,
  required: ['Id', 'Name'],
  absent: 'Holidays count as working days unless they are imported from a file.',
  toRow(it, { flag }) {
    const start = it.IsRecurrence ? (it.RecurrenceStartDate ?? it.ActivityDate) : it.ActivityDate;
    if (start === null) {
      flag('is left out of the holidays: it has no date');
      return null;
    }
    const rule = it.IsRecurrence ? ruleOf(it) : null;
    if (!holidayDays(Temporal.PlainDate.from(start), rule)) {
      flag(`is left out of the holidays: a recurrence such as ${rule?.type} is not known`);
      return null;
    }
    return {
      id: it.Id,
      name: it.Name,
      start_on: start,
      from_minute: it.IsAllDay ? null : it.StartTimeInMinutes,
      to_minute: it.IsAllDay ? null : it.EndTimeInMinutes,
      recurrence: rule && JSON.stringify(rule),
    };
  },
});

function ruleOf(it: Record): HolidayRule {
  return {
    type: it.RecurrenceType ?? '',
    until: it.RecurrenceEndDateOnly,
    interval: it.RecurrenceInterval,
    weekdays: it.RecurrenceDayOfWeekMask,
    dayOfMonth: it.RecurrenceDayOfMonth,
    month: it.RecurrenceMonthOfYear,
    nth: it.RecurrenceInstance,
  };
}
