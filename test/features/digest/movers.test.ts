import { describe, expect, it } from 'vitest';
import type { Value } from '#model/figure.ts';
import { moversOf, type Stand } from '#features/digest/movers.ts';

const share = (sum: bigint, by = 1000n): Value => ({ kind: 'quotient', sum, by, per: 'ratio' });
const none: Value = { kind: 'none', reason: 'no quota' };
const stand = (name: string, now: Value, before: Value): Stand => ({ id: name, name, now, before });

describe('who moved most against last week', () => {
  it('are three each way, the furthest first, equal ones by name', () => {
    const { up, down } = moversOf([
      stand('Ana', share(340n), share(220n)),
      stand('Ben', share(300n), share(299n)),
      stand('Cleo', share(500n), share(380n)),
      stand('Dan', share(900n), share(100n)),
      stand('Eva', share(100n), share(150n)),
    ]);
    expect(up.map(({ name, points }) => [name, points])).toEqual([
      ['Dan', 800n],
      ['Ana', 120n],
      ['Cleo', 120n],
    ]);
    expect(down.map(({ name, points }) => [name, points])).toEqual([['Eva', -50n]]);
  });

  it('is nobody whose attainment stayed as it was, or who had no quota then or has none now', () => {
    const { up, down } = moversOf([
      stand('Ana', share(340n), share(340n)),
      stand('Ben', share(340n), none),
      stand('Cleo', none, share(340n)),
    ]);
    expect([...up, ...down]).toEqual([]);
  });

  it('compares shares, so that a quota that was changed moves people too', () => {
    const { down } = moversOf([stand('Ana', share(340n, 2000n), share(340n))]);
    expect(down.map(({ points }) => points)).toEqual([-170n]);
  });
});
