import { describe, expect, it } from 'vitest';
import { nextStep, type Situation } from '#features/freshness/policy.ts';
import type { Incident } from '#sync/incidents.ts';

const LATE = { kind: 'late', cause: 'late', remedy: 'read it' } as const;
const SHRUNK = { kind: 'shrunk', cause: 'gone', remedy: 'look' } as const;
const OPEN: Incident = {
  ...LATE,
  id: 7,
  dataTime: null,
  beganAt: Temporal.Instant.from('2026-11-18T09:00:00Z'),
  endedAt: undefined,
};
const CALM: Situation = { open: undefined, freshness: { kind: 'fresh' }, isSure: true, hasWork: false };

describe('an incident', () => {
  it('does not begin while the data is fresh', () => {
    expect(nextStep(CALM)).toEqual({ kind: 'nothing' });
  });

  it('begins with the first trouble', () => {
    expect(nextStep({ ...CALM, freshness: SHRUNK })).toEqual({ kind: 'begin', trouble: SHRUNK });
  });

  it('does not begin with data that is late only because nobody has tried to read it since', () => {
    expect(nextStep({ ...CALM, freshness: LATE, isSure: false })).toEqual({ kind: 'nothing' });
  });

  it('goes on as the same incident when the cause changes, and says the new one', () => {
    expect(nextStep({ ...CALM, open: OPEN, freshness: LATE })).toEqual({ kind: 'nothing' });
    expect(nextStep({ ...CALM, open: OPEN, freshness: SHRUNK })).toEqual({
      kind: 'change',
      id: 7,
      trouble: SHRUNK,
    });
  });

  it('is over only when what was read late has reached the figures', () => {
    expect(nextStep({ ...CALM, open: OPEN, hasWork: true })).toEqual({ kind: 'nothing' });
    expect(nextStep({ ...CALM, open: OPEN })).toEqual({ kind: 'end', id: 7 });
  });
});
