import { describe, expect, it } from 'vitest';
import { askAt, waitsUntil } from '#features/celebrations/policy.ts';

const at = (text: string) => Temporal.Instant.from(text);
const isWorkingDay = (day: Temporal.PlainDate) => day.dayOfWeek < 6;
const person = { zone: 'Europe/Berlin', quiet: { from: 1080, to: 480 }, isWorkingDay };
const asked = (now: string, changes: Partial<typeof person> = {}) =>
  askAt({ ...person, ...changes }, at(now)).toString();

describe('the question about a quota', () => {
  it('comes on the working morning after it was reached', () => {
    expect(asked('2026-11-18T09:00:00Z')).toBe('2026-11-19T07:00:00Z');
    expect(asked('2026-11-18T04:00:00Z')).toBe('2026-11-19T07:00:00Z');
  });

  it('comes a day later still where congratulations wait for the morning or for Monday', () => {
    expect(asked('2026-11-18T19:00:00Z')).toBe('2026-11-20T07:00:00Z');
    expect(asked('2026-11-20T19:00:00Z')).toBe('2026-11-24T07:00:00Z');
  });

  it('comes when their own hours begin, never before eight', () => {
    expect(asked('2026-11-18T11:00:00Z', { quiet: { from: 1140, to: 600 } })).toBe('2026-11-19T09:00:00Z');
    expect(asked('2026-11-18T11:00:00Z', { quiet: { from: 1320, to: 300 } })).toBe('2026-11-19T07:00:00Z');
    expect(asked('2026-11-18T11:00:00Z', { quiet: { from: 0, to: 0 } })).toBe('2026-11-19T07:00:00Z');
  });
});

describe('what a channel is told', () => {
  const channel = { fromHour: 8, toHour: 18, timeZone: 'Europe/Berlin' };
  const waits = (now: string, toHour = 18) =>
    waitsUntil({ ...channel, toHour }, isWorkingDay, at(now))?.toString();

  it('leaves within its hours, to the last minute', () => {
    expect(waits('2026-11-20T07:00:00Z')).toBeUndefined();
    expect(waits('2026-11-20T16:59:59Z')).toBeUndefined();
    expect(waits('2026-11-20T22:59:59Z', 24)).toBeUndefined();
  });

  it('waits after them for the next working day', () => {
    expect(waits('2026-11-20T17:00:00Z')).toBe('2026-11-23T07:00:00Z');
    expect(waits('2026-11-20T23:00:00Z', 24)).toBe('2026-11-23T07:00:00Z');
    expect(waits('2026-11-19T05:00:00Z')).toBe('2026-11-19T07:00:00Z');
  });
});
