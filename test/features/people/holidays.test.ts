import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { importHolidays } from '#features/people/import-holidays.ts';
import { day } from '#lib/days.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { csv, uncorrectedCompany } from './support/corrections.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');

let services: Services;
beforeEach(async () => {
  services = await uncorrectedCompany();
});

describe('a file of holidays', () => {
  it('takes the place of the one before, and decides which days are working days', async () => {
    const options = { importedBy: 'cli', now };
    await importHolidays(services.store, csv('day,name', '2026-12-24,Eve'), options);
    const file = csv('day,name,location', '2026-12-25,Christmas,', '2026-11-26,Thanksgiving,Boston');
    expect(await importHolidays(services.store, file, options)).toEqual({
      days: 2,
      locations: 2,
      problems: [],
    });
    const works = await readWorkCalendar(services.store);
    expect(['2026-12-24', '2026-12-25', '2026-11-26'].map((it) => works.isWorkingDay(day(it), ''))).toEqual([
      true,
      false,
      true,
    ]);
    expect(works.isWorkingDay(day('2026-11-26'), 'Boston')).toBe(false);
  });

  it('with a wrong day is not taken at all', async () => {
    const { problems } = await importHolidays(services.store, csv('day,name', '2026-02-30,Odd'), {
      importedBy: 'cli',
      now,
    });
    expect(problems).toEqual([
      { line: 2, column: 'day', problem: '"2026-02-30" is no day', remedy: 'Write the day as 2026-12-25.' },
    ]);
    expect((await readWorkCalendar(services.store)).isAssumed).toBe(true);
  });
});
