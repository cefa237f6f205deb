import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctedFacts, type PersonFact } from '#model/person-facts.ts';
import { factOn, EVER, FOREVER } from '#model/placement.ts';

function fact(value: string, from = EVER, to = FOREVER): PersonFact {
  return { personId: 'rep', kind: 'location', value, from, to };
}

const short = (facts: readonly PersonFact[]) => facts.map(({ value, from, to }) => [value, from, to]);

describe('facts after corrections', () => {
  it('are what was learnt where nobody corrected it', () => {
    const learnt = [fact('Boston', EVER, '2025-03-01'), fact('Paris', '2025-03-01')];
    expect(correctedFacts(learnt, [])).toEqual(learnt);
  });

  it('say what the correction says for its days, and what was learnt before and after', () => {
    const corrected = correctedFacts([fact('Boston')], [fact('Paris', '2025-03-01', '2025-06-01')]);
    expect(short(corrected)).toEqual([
      ['Boston', EVER, '2025-03-01'],
      ['Paris', '2025-03-01', '2025-06-01'],
      ['Boston', '2025-06-01', FOREVER],
    ]);
  });

  it('follow the correction made last where two meet', () => {
    const corrections = [fact('Paris', '2025-03-01', '2025-06-01'), fact('Rome', '2025-05-01', '2025-07-01')];
    expect(short(correctedFacts([], corrections))).toEqual([
      ['Paris', '2025-03-01', '2025-05-01'],
      ['Rome', '2025-05-01', '2025-07-01'],
    ]);
    expect(short(correctedFacts([], corrections.toReversed()))).toEqual([
      ['Paris', '2025-03-01', '2025-06-01'],
      ['Rome', '2025-06-01', '2025-07-01'],
    ]);
  });

  it('say nothing for the days that a correction empties', () => {
    const corrected = correctedFacts([fact('Boston')], [fact('', '2025-03-01', '2025-06-01')]);
    expect(short(corrected)).toEqual([
      ['Boston', EVER, '2025-03-01'],
      ['Boston', '2025-06-01', FOREVER],
    ]);
  });

  it('do not touch other people or other kinds', () => {
    const other = { ...fact('Boston'), personId: 'mate' };
    const ramp: PersonFact = { ...fact('0.5'), kind: 'ramp' };
    expect(correctedFacts([other], [fact('Paris'), ramp])).toEqual([other, fact('Paris'), ramp]);
  });

  it('never overlap, and hold on each day what the last correction or else the last fact says', () => {
    const day = fc.integer({ min: 10, max: 28 }).map((n) => `2025-01-${n}`);
    const any = fc
      .tuple(day, day, fc.constantFrom('', 'A', 'B', 'C'))
      .map(([a, b, value]) => fact(value, a < b ? a : b, a < b ? b : FOREVER));
    fc.assert(
      fc.property(fc.array(any), fc.array(any), day, (learnt, corrections, on) => {
        const facts = correctedFacts(learnt, corrections);
        for (const [nth, it] of facts.entries()) {
          expect(it.from < it.to).toBe(true);
          expect((facts[nth - 1]?.to ?? EVER) <= it.from).toBe(true);
        }
        const expected = (factOn(corrections, on) ?? factOn(learnt, on))?.value ?? '';
        expect(factOn(facts, on)?.value ?? '').toBe(expected);
      }),
    );
  });
});
