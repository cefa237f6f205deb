import { describe, expect, it } from 'vitest';
import { countSaid } from './said.ts';

describe('two hundred generated quarters', () => {
  const counted = countSaid({ quarters: 200, seed: 20261122 });

  it('bring every kind of nudge', () => {
    for (const [kind, count] of Object.entries(counted.messages))
      expect({ kind, count }).not.toMatchObject({ count: 0 });
    expect(counted.withdrawn).toBeGreaterThan(20);
  });

  it('say no state twice, and pass no threshold in silence', () => {
    expect(counted).toMatchObject({ doubles: 0, sameStretch: 0, missed: 0 });
  });

  it('say nothing to people on leave, or to whom nobody is linked', () => {
    expect(counted).toMatchObject({ onLeave: 0, unlinked: 0 });
  });

  it('leave people alone: two quotas bring three messages on their worst day', () => {
    expect(counted.mostInDay).toBeLessThanOrEqual(3);
  });
});
