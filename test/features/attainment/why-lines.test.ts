import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '#features/attainment/changes.ts';
import { traceOf } from '#features/attainment/trace.ts';
import { day } from '#lib/days.ts';
import type { ExplainedLine } from '#metrics/explain.ts';
import { ANA, LI } from '../small-company.ts';

const LINE: ExplainedLine = {
  from: 'bookings',
  recordId: '006',
  name: 'Deal',
  accountName: null,
  personId: ANA,
  personName: 'Ana',
  amount: 0n,
  currency: 'USD',
  day: day('2026-11-02'),
  rule: 'owner@1',
  entryId: null,
  counts: 0n,
  against: 0n,
};

describe('the lines of an explanation', () => {
  const amounts = fc.array(fc.tuple(fc.bigInt(-99n, 99n), fc.bigInt(0n, 2n), fc.boolean()), {
    maxLength: 60,
  });

  it('come to the total together with the rest and with those of others, wherever they are cut', () => {
    fc.assert(
      fc.property(amounts, fc.nat({ max: 40 }), (all, most) => {
        const lineOf = ([counts, against]: (typeof all)[number]) => ({ ...LINE, counts, against });
        const seen = all.filter(([, , isSeen]) => isSeen).map(lineOf);
        const hidden = all.filter(([, , isSeen]) => !isSeen).map(lineOf);
        const { shown, shownSum, rest, others, total } = traceOf({ seen, hidden }, most);
        expect(shown.length + rest.count + others.count).toBe(all.length);
        for (const side of ['counts', 'against'] as const) {
          expect(shownSum[side] + rest[side] + others[side]).toBe(total[side]);
          expect(total[side]).toBe([...seen, ...hidden].reduce((sum, line) => sum + line[side], 0n));
        }
      }),
    );
  });

  it('differ from those of another moment by exactly the changes', () => {
    const lines = fc.array(
      fc.record({
        recordId: fc.constantFrom('A', 'B', 'C', 'D'),
        personId: fc.constantFrom(ANA, LI),
        counts: fc.bigInt(-99n, 99n),
        against: fc.bigInt(-2n, 2n),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, lines, (then, now) => {
        const before = then.map((line) => ({ ...LINE, ...line }));
        const after = now.map((line) => ({ ...LINE, ...line }));
        const changes = changesBetween(before, after);
        for (const side of ['counts', 'against'] as const) {
          const sum = (some: readonly { counts: bigint; against: bigint }[]) =>
            some.reduce((total, one) => total + one[side], 0n);
          expect(sum(changes)).toBe(sum(after) - sum(before));
        }
        expect(changesBetween(after, after)).toEqual([]);
      }),
    );
  });
});
