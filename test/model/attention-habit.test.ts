import { describe, expect, it } from 'vitest';
import { habitOf } from '#model/attention-habit.ts';

const now = Temporal.Instant.from('2026-11-18T10:00:00Z');
const daysAgo = (days: number) => now.subtract({ hours: days * 24 });

/** Prompts of the last days, the newest first: a for acted on, i for ignored, r for called not useful. */
function prompts(signs: string) {
  return Array.from(signs, (sign, index) => ({
    sentAt: daysAgo(index + 1),
    wasActedOn: sign === 'a',
    wasRejected: sign === 'r',
  }));
}

const habit = (signs: string, more: { chosenAt?: Temporal.Instant; askedAt?: Temporal.Instant } = {}) =>
  habitOf({ prompts: prompts(signs), chosenAt: more.chosenAt, askedAt: more.askedAt }, now);

describe('capability 11: a topic whose prompts are ignored', () => {
  it('goes on while some are acted on', () => {
    expect(['', 'a', 'ii', 'iia', 'iaiai', 'aiiaa'].map((signs) => habit(signs))).toEqual(
      Array(6).fill('go on'),
    );
  });

  it('is asked about once after three in a row', () => {
    expect(habit('iii')).toBe('ask');
    expect(habit('iir')).toBe('ask');
    expect(habit('iii', { askedAt: daysAgo(1) })).toBe('go on');
    // A new run after one that was acted on is a new question.
    expect(habit('iiia', { askedAt: daysAgo(5) })).toBe('ask');
  });

  it('moves to the digest when four of five were ignored', () => {
    expect(habit('iiiai')).toBe('move to digest');
    expect(habit('iiiaia', { askedAt: daysAgo(1) })).toBe('move to digest');
    expect(habit('rrrrr')).toBe('move to digest');
  });

  it('starts anew when the person said what they want', () => {
    expect(habit('iiiii', { chosenAt: daysAgo(2) })).toBe('go on');
    expect(habit('iiiii', { chosenAt: daysAgo(3), askedAt: daysAgo(4) })).toBe('ask');
  });

  it('leaves a day to act, unless it was called not useful', () => {
    const fresh = { sentAt: now.subtract({ hours: 2 }), wasActedOn: false, wasRejected: false };
    const older = prompts('ii');
    const history = { chosenAt: undefined, askedAt: undefined };
    expect(habitOf({ ...history, prompts: [fresh, ...older] }, now)).toBe('go on');
    expect(habitOf({ ...history, prompts: [{ ...fresh, wasRejected: true }, ...older] }, now)).toBe('ask');
  });
});
