import { expect, test } from 'vitest';
import { day } from '#lib/days.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { readGaps } from '#sync/gaps.ts';
import { bench } from '../sync/org.ts';
import { id, smallOrg } from '../sync/small-org.ts';

const OFFICE = ['09:00:00.000Z', '17:30:00.000Z'] as const;

function hours(n: number, given: Readonly<Record<string, string>>, days: readonly string[]) {
  const times = days.flatMap((it) => [
    [`${it}StartTime`, OFFICE[0]],
    [`${it}EndTime`, OFFICE[1]],
  ]);
  const base = { Id: id('01m', n), IsActive: 'true', IsDefault: 'false', TimeZoneSidKey: 'America/New_York' };
  const weekend = { SundayStartTime: '', SundayEndTime: '', SaturdayStartTime: '', SaturdayEndTime: '' };
  return { ...base, ...weekend, ...Object.fromEntries(times), ...given };
}

const MONDAY_TO_FRIDAY = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const SUNDAY_TO_THURSDAY = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday'];

function holiday(n: number, given: Readonly<Record<string, string>>) {
  const blank = { StartTimeInMinutes: '', EndTimeInMinutes: '', RecurrenceType: '', RecurrenceStartDate: '' };
  const rule = {
    RecurrenceDayOfMonth: '',
    RecurrenceMonthOfYear: '',
    IsRecurrence: 'false',
    IsAllDay: 'true',
  };
  return { Id: id('0C0', n), Name: 'Holiday', ActivityDate: '', ...blank, ...rule, ...given };
}

test('without hours and holidays in Salesforce the calendar is assumed, and the gaps say so', async () => {
  const { store, sync } = await bench(smallOrg());
  await sync();
  expect((await readWorkCalendar(store)).isAssumed).toBe(true);
  const gaps = (await readGaps(store)).filter((gap) => /Holiday|BusinessHours/.test(gap.object));
  expect(gaps.map(({ effect }) => effect)).toEqual([
    'Working days are taken to be Monday to Friday, 09:00 to 17:00.',
    'Holidays count as working days unless they are imported from a file.',
  ]);
});

test('hours and holidays of Salesforce decide which days are working days, by location', async () => {
  const dubai = { Name: 'Dubai', TimeZoneSidKey: 'Asia/Dubai', FridayStartTime: '', FridayEndTime: '' };
  const { store, sync } = await bench(
    smallOrg({
      objects: {
        BusinessHours: [
          hours(1, { Name: 'Default', IsDefault: 'true' }, MONDAY_TO_FRIDAY),
          hours(2, dubai, SUNDAY_TO_THURSDAY),
        ],
        Holiday: [
          holiday(1, { Name: 'Thanksgiving', ActivityDate: '2026-11-26' }),
          holiday(2, {
            Name: 'Christmas',
            IsRecurrence: 'true',
            RecurrenceType: 'RecursYearly',
            RecurrenceStartDate: '2020-12-25',
            RecurrenceDayOfMonth: '25',
            RecurrenceMonthOfYear: 'December',
          }),
          holiday(3, {
            ActivityDate: '2026-11-25',
            IsAllDay: 'false',
            StartTimeInMinutes: '720',
            EndTimeInMinutes: '1440',
          }),
          holiday(4, {
            Name: 'Odd',
            IsRecurrence: 'true',
            RecurrenceType: 'ByMoon',
            ActivityDate: '2026-11-24',
          }),
        ],
      },
    }),
  );
  await sync();
  const works = await readWorkCalendar(store);
  expect(works.isAssumed).toBe(false);
  expect(works.workingDays(day('2026-11-23'), day('2026-11-30'), '')).toBe(4);
  expect(works.workingDays(day('2026-11-22'), day('2026-11-29'), 'Dubai')).toBe(4);
  expect([2025, 2026, 2027].map((year) => works.isWorkingDay(day(`${year}-12-25`), ''))).toEqual([
    false,
    false,
    false,
  ]);
  const eve = ['2026-11-25T05:00Z', '2026-11-26T05:00Z'].map((it) => Temporal.Instant.from(it));
  expect(eve[0] && eve[1] && works.businessMinutes(eve[0], eve[1], 'Default')).toBe(180);
  expect((await readGaps(store)).map(({ effect }) => effect).join()).toContain(
    'a recurrence such as ByMoon is not known',
  );
});
