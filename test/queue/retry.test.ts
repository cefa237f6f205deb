import { describe, expect, test } from 'vitest';
import { GiveUp, Refusal, TryLater } from '#lib/errors.ts';
import { backoffMs, isFinal } from '#queue/retry.ts';

describe('what happens to a failed job', () => {
  test('it is not tried again when a person must act or asked for the impossible', () => {
    expect(isFinal(new GiveUp('no key'))).toBe(true);
    expect(isFinal(new Refusal('no'))).toBe(true);
    expect(isFinal(new TryLater('busy'))).toBe(false);
    expect(isFinal(new Error('odd'))).toBe(false);
  });

  test('the wait doubles with every attempt, up to an hour', () => {
    const error = new Error('odd');
    expect([1, 2, 3, 4].map((attempt) => backoffMs(attempt, 2, error))).toEqual([2000, 4000, 8000, 16_000]);
    expect(backoffMs(40, 2, error)).toBe(3_600_000);
  });

  test('it is never sooner than the other side asked for, even beyond an hour', () => {
    expect(backoffMs(1, 2, new TryLater('slow down', { waitSeconds: 30 }))).toBe(30_000);
    expect(backoffMs(1, 2, new TryLater('tomorrow', { waitSeconds: 40_000 }))).toBe(40_000_000);
    expect(backoffMs(5, 2, new TryLater('slow down', { waitSeconds: 1 }))).toBe(32_000);
  });
});
