import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PACE, newPace, slowDown, speedUp, takeTurn, type Pace } from '#slack/pace.ts';

interface Ask {
  readonly channel: string;
  /** Milliseconds since the one before. */
  readonly after: number;
}

const asks = fc.array(
  fc.record({
    channel: fc.constantFrom('C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'),
    after: fc.integer({ min: 0, max: 900 }),
  }),
  { minLength: 1, maxLength: 120 },
);

/** The moments at which messages leave when they are asked for one after another. */
function leaving(pace: Pace, all: readonly Ask[], start = 1_000_000): { channel: string; at: number }[] {
  let now = start;
  let state = pace;
  return all.map(({ channel, after }) => {
    now += after;
    const turn = takeTurn(state, channel, now);
    state = turn.pace;
    return { channel, at: turn.at };
  });
}

describe('the pace of messages', () => {
  it('never lets two into one channel within a second', () => {
    fc.assert(
      fc.property(asks, (all) => {
        const turns = leaving(newPace(), all);
        for (const moments of Map.groupBy(turns, (turn) => turn.channel).values()) {
          const sorted = moments.map((turn) => turn.at).sort((a, b) => a - b);
          sorted.forEach((at, n) => expect(n === 0 || at - (sorted[n - 1] ?? 0) >= 1_000).toBe(true));
        }
      }),
    );
  });

  it('never lets more than the burst and its share of 300 a minute out in any span', () => {
    fc.assert(
      fc.property(asks, fc.integer({ min: 1, max: 30_000 }), (all, span) => {
        const moments = leaving(newPace(), all)
          .map((turn) => turn.at)
          .sort((a, b) => a - b);
        for (const from of moments) {
          const inside = moments.filter((at) => at >= from && at < from + span).length;
          expect(inside).toBeLessThanOrEqual(DEFAULT_PACE.burst + Math.ceil(span / 200));
        }
      }),
    );
  });

  it('lets a message out at once after a quiet time', () => {
    expect(takeTurn(newPace(), 'C1', 5_000).at).toBe(5_000);
  });

  it('sends 1,000 direct messages at the ceiling and no slower', () => {
    const all = Array.from({ length: 1_000 }, (_, n) => ({ channel: `D${n}`, after: 0 }));
    const last = leaving(newPace(), all, 0).at(-1)?.at ?? 0;
    expect(last).toBe((1_000 - DEFAULT_PACE.burst) * 200);
  });

  it('never lets anything out before the time that Slack named', () => {
    fc.assert(
      fc.property(asks, fc.integer({ min: 1, max: 60_000 }), (all, wait) => {
        const slowed = slowDown(newPace(), wait, 1_000_000);
        for (const { at } of leaving(slowed, all)) expect(at).toBeGreaterThanOrEqual(1_000_000 + wait);
      }),
    );
  });

  it('is slower after a refusal, never without end, and wins its speed back', () => {
    let pace = newPace();
    for (let n = 0; n < 50; n++) pace = slowDown(pace, 1_000, n);
    expect(pace.spacing).toBe(5_000);
    for (let n = 0; n < 200; n++) pace = speedUp(pace);
    expect(pace.spacing).toBe(200);
  });

  it('forgets channels whose second is over', () => {
    let pace = newPace();
    for (let n = 0; n < 1_000; n++) pace = takeTurn(pace, `C${n}`, n * 10_000).pace;
    expect(pace.channels.size).toBeLessThanOrEqual(2);
  });
});
