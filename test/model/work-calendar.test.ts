import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { createWorkCalendar, type LocationHours, type WorkFacts } from '#model/work-calendar.ts';

const OFFICE = { from: 540, to: 1020 };
const MONDAY_TO_FRIDAY = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, undefined, undefined];
const SUNDAY_TO_THURSDAY = [OFFICE, OFFICE, OFFICE, OFFICE, undefined, undefined, OFFICE];
const at = (text: string) => Temporal.Instant.from(text);

function calendar(facts: Partial<WorkFacts> = {}) {
  return createWorkCalendar({ zone: 'UTC', hours: [], holidays: [], ...facts });
}

function hours(given: Partial<LocationHours> = {}): LocationHours {
  return { location: '', zone: 'UTC', week: MONDAY_TO_FRIDAY, ...given };
}

describe('without hours or holidays', () => {
  it('people are taken to work Monday to Friday, nine to five, and the calendar says that this is assumed', () => {
    const assumed = calendar({ zone: 'America/New_York' });
    expect(assumed.isAssumed).toBe(true);
    expect(assumed.workingDays(day('2017-10-01'), day('2018-01-01'), '')).toBe(65);
    // A Monday in New York: 14:00 to 22:00 in UTC.
    expect(assumed.businessMinutes(at('2017-12-04T00:00Z'), at('2017-12-05T00:00Z'), '')).toBe(480);
    expect(assumed.businessMinutes(at('2017-12-04T13:00Z'), at('2017-12-04T14:30Z'), '')).toBe(30);
  });

  it('one holiday or one description of hours is no assumption', () => {
    expect(calendar({ hours: [hours()] }).isAssumed).toBe(false);
    expect(calendar({ holidays: [{ day: day('2026-12-25'), location: '' }] }).isAssumed).toBe(false);
  });
});

describe('working days of a location', () => {
  const christmas = { day: day('2026-12-25'), location: '' };
  const thanksgiving = { day: day('2026-11-26'), location: 'Boston' };
  const dubai = hours({ location: 'Dubai', zone: 'Asia/Dubai', week: SUNDAY_TO_THURSDAY });
  const works = calendar({
    hours: [hours(), hours({ location: 'Boston' }), dubai],
    holidays: [christmas, thanksgiving],
  });

  it('lack the holidays of everywhere and its own ones', () => {
    expect(works.workingDays(day('2026-11-23'), day('2026-11-30'), '')).toBe(5);
    expect(works.workingDays(day('2026-11-23'), day('2026-11-30'), 'boston')).toBe(4);
    expect(works.isWorkingDay(day('2026-11-26'), 'Boston')).toBe(false);
    expect(works.workingDays(day('2026-12-21'), day('2026-12-28'), 'Boston')).toBe(4);
  });

  it('follow its own week: in Dubai a holiday on a Friday takes nothing away', () => {
    expect(works.isWorkingDay(day('2026-11-29'), 'Dubai')).toBe(true);
    expect(works.workingDays(day('2026-12-20'), day('2026-12-27'), 'Dubai')).toBe(5);
  });

  it('are found by time zone for a person of whom no more is known, else they are the default', () => {
    expect(works.isWorkingDay(day('2026-11-29'), 'Asia/Dubai')).toBe(true);
    expect(works.isWorkingDay(day('2026-11-29'), 'Atlantis')).toBe(false);
  });

  it('are the days that are looked at one by one, whatever the stretch', () => {
    const offset = fc.integer({ min: 0, max: 4000 });
    const holiday = fc.record({ offset, location: fc.constantFrom('', 'Dubai') });
    fc.assert(
      fc.property(offset, fc.integer({ min: -5, max: 800 }), fc.array(holiday), (start, length, given) => {
        const from = day('2008-01-01').add({ days: start });
        const holidays = given.map((it) => ({
          day: day('2008-01-01').add({ days: it.offset }),
          location: it.location,
        }));
        const any = calendar({ zone: 'Pacific/Apia', hours: [dubai], holidays });
        for (const location of ['', 'Dubai']) {
          const days = Array.from({ length: Math.max(0, length) }, (_, n) => from.add({ days: n }));
          const counted = days.filter((it) => any.isWorkingDay(it, location)).length;
          expect(any.workingDays(from, from.add({ days: length }), location)).toBe(counted);
        }
      }),
    );
  });

  it('do not count the Friday that Samoa skipped in 2011', () => {
    const apia = calendar({ zone: 'Pacific/Apia' });
    expect(apia.isWorkingDay(day('2011-12-30'), '')).toBe(false);
    expect(apia.workingDays(day('2011-12-26'), day('2012-01-02'), '')).toBe(4);
    expect(apia.businessMinutes(at('2011-12-29T10:00Z'), at('2012-01-01T10:00Z'), '')).toBe(480);
  });
});

describe('business minutes', () => {
  it('run from Friday evening to Monday morning without the weekend between', () => {
    const works = calendar({ hours: [hours()] });
    expect(works.businessMinutes(at('2026-11-20T16:50Z'), at('2026-11-23T09:15Z'), '')).toBe(25);
    expect(works.businessMinutes(at('2026-11-21T08:00Z'), at('2026-11-22T20:00Z'), '')).toBe(0);
    expect(works.businessMinutes(at('2026-11-23T10:00Z'), at('2026-11-23T09:00Z'), '')).toBe(0);
  });

  it('leave out the hours of a half holiday once, even when two holidays name them', () => {
    const eve = { day: day('2026-12-24'), location: '', off: { from: 720, to: 1440 } };
    const party = { day: day('2026-12-24'), location: '', off: { from: 960, to: 1020 } };
    const works = calendar({ hours: [hours()], holidays: [eve, party] });
    expect(works.isWorkingDay(day('2026-12-24'), '')).toBe(true);
    expect(works.businessMinutes(at('2026-12-24T00:00Z'), at('2026-12-25T00:00Z'), '')).toBe(180);
  });

  it.each([
    ['Australia/Lord_Howe', '2026-10-04', 1410],
    ['Australia/Lord_Howe', '2026-04-05', 1470],
    ['America/Sao_Paulo', '2018-11-04', 1380],
    ['Asia/Beirut', '2026-03-29', 1380],
  ])('of people who work around the clock in %s on %s are %d', (zone, date, minutes) => {
    const always = Array.from({ length: 7 }, () => ({ from: 0, to: 1440 }));
    const works = calendar({ hours: [hours({ zone, week: always })] });
    const from = day(date).toZonedDateTime(zone).toInstant();
    const to = day(date).add({ days: 1 }).toZonedDateTime(zone).toInstant();
    expect(works.businessMinutes(from, to, '')).toBe(minutes);
  });

  it('of two stretches that meet are those of both together', () => {
    const moment = fc
      .integer({ min: 0, max: 200_000 })
      .map((minutes) => at('2025-10-01T00:00Z').add({ minutes }));
    fc.assert(
      fc.property(moment, moment, moment, (...moments) => {
        const [a, b, c] = moments.toSorted((x, y) => Temporal.Instant.compare(x, y));
        if (!a || !b || !c) return;
        const works = calendar({
          zone: 'America/New_York',
          holidays: [{ day: day('2025-11-27'), location: '' }],
        });
        const whole = works.businessMinutes(a, c, '');
        expect(works.businessMinutes(a, b, '') + works.businessMinutes(b, c, '')).toBe(whole);
      }),
    );
  });
});
