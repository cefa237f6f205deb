import { describe, expect, it } from 'vitest';
import { BoardSpec } from '#features/leaderboard/board.ts';
import { isZone } from '#lib/zone.ts';
import { type FormChoices, readForm } from '#features/leaderboard/form.ts';
import { scheduleWords, WEEKDAYS, weekdayChoice } from '#features/leaderboard/weekdays.ts';

const choices: FormChoices = {
  metrics: [
    { id: 'bookings', name: 'Bookings' },
    { id: 'win_rate', name: 'Win rate' },
  ],
  missingPeriods: { month: 'Months are not defined in this org.' },
};
const filled = {
  channel: 'C0123ABC',
  metric: 'bookings',
  period: 'week',
  who: 'person',
  rows: '10',
  day: '1',
  hour: '8',
  zone: 'Europe/Berlin',
};

describe('the form of a board', () => {
  it('becomes a board when everything is right', () => {
    const read = readForm(filled, choices);
    expect(read).toEqual({
      kind: 'spec',
      spec: {
        channelId: 'C0123ABC',
        metric: 'bookings',
        periodType: 'week',
        by: 'person',
        rows: 10,
        days: [1],
        hour: 8,
        timeZone: 'Europe/Berlin',
      },
    });
    expect(BoardSpec.safeParse(read.kind === 'spec' ? read.spec : undefined).success).toBe(true);
  });

  it.each([
    ['channel', null, 'Choose the channel to post in.'],
    ['channel', 'general', 'Choose the channel to post in.'],
    ['metric', 'luck', 'Choose what to rank by.'],
    ['period', 'day', 'Choose week, month or quarter.'],
    ['period', 'month', 'Months are not defined in this org.'],
    ['who', null, 'Choose people, teams or territories.'],
    ['rows', '2', 'Enter a whole number from 3 to 100.'],
    ['rows', '101', 'Enter a whole number from 3 to 100.'],
    ['rows', 'ten', 'Enter a whole number from 3 to 100.'],
    ['rows', '', 'Enter a whole number from 3 to 100.'],
    ['day', '8', 'Choose the day to post on.'],
    ['hour', '24', 'Enter a whole number from 0 to 23.'],
    ['hour', '', 'Enter a whole number from 0 to 23.'],
    ['zone', 'Europe/Berln', 'Did you mean Europe/Berlin?'],
    ['zone', '+02:00', 'Enter a time zone such as Europe/Berlin.'],
    ['zone', null, 'Enter a time zone such as Europe/Berlin.'],
  ])('says next to %s = %s: %s', (field, value, message) => {
    expect(readForm({ ...filled, [field]: value }, choices)).toEqual({
      kind: 'errors',
      errors: { [field]: message },
    });
  });

  it('says everything that is wrong at once', () => {
    const read = readForm({}, choices);
    expect(read.kind === 'errors' && Object.keys(read.errors).toSorted()).toEqual(
      Object.keys(filled).toSorted(),
    );
  });
});

describe('a schedule in words', () => {
  it.each([
    ['1', 'every Monday at 08:00 UTC'],
    ['1-5', 'Monday to Friday at 08:00 UTC'],
    ['1-7', 'every day at 08:00 UTC'],
  ])('%s is "%s"', (choice, words) => {
    const days = WEEKDAYS.find(({ value }) => value === choice)?.days ?? [];
    expect(scheduleWords({ days, hour: 8, timeZone: 'UTC' })).toBe(words);
    expect(weekdayChoice(days)).toBe(choice);
  });

  it('knows zones by name, not by offset', () => {
    expect(['Europe/Berlin', 'UTC', 'america/new_york'].every(isZone)).toBe(true);
    expect(['+02:00', 'Mars/Olympus', '', 'Europe/Berlin; drop'].some(isZone)).toBe(false);
  });
});
