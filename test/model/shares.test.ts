import { describe, expect, it } from 'vitest';
import { Refusal } from '#lib/errors.ts';
import { checkRule, ruleSpans, type CreditingRule } from '#model/crediting.ts';
import { firstOpenDay } from '#model/period-locks.ts';
import { partOfOne, sharesOf, transferred, type DealPart } from '#model/shares.ts';
import { followTransfers } from '#model/transfers.ts';

const part = (personId: string, percentage: string | null, given: Partial<DealPart> = {}): DealPart => ({
  dealId: 'D1',
  personId,
  percentage,
  name: 'Revenue',
  kind: 'revenue',
  ...given,
});

const rule = (given: Partial<CreditingRule>): CreditingRule => ({
  id: 'engineers',
  version: 1,
  kind: 'team_role',
  config: { role: 'Engineer' },
  from: '2026-01-01',
  to: null,
  ...given,
});

const shown = (parts: readonly DealPart[], rules: readonly CreditingRule[] = []) =>
  sharesOf(parts, ruleSpans(rules)).shares.map((it) => `${it.personId} ${it.percentage} by ${it.rule}`);

describe('shares', () => {
  it('of revenue have to sum to 100 %; else the deal is named with its sum and not shared', () => {
    expect(shown([part('ann', '33.33'), part('ben', '66.67')])).toEqual([
      'ann 33.33 by revenue_split@1',
      'ben 66.67 by revenue_split@1',
    ]);
    const { shares, unsound } = sharesOf([part('ann', '33.33'), part('ben', '66.6')], ruleSpans([]));
    expect(shares).toEqual([]);
    expect([...unsound]).toEqual([['D1', '99.93']]);
  });

  it('of an overlay may sum to anything', () => {
    const overlay = { kind: 'overlay', name: 'Overlay' } as const;
    expect(shown([part('ann', '100', overlay), part('ben', '100', overlay)])).toEqual([
      'ann 100 by overlay_split@1',
      'ben 100 by overlay_split@1',
    ]);
  });

  it('of a role in the team follow a rule for just that role', () => {
    const team = [
      part('ann', null, { kind: 'member', name: 'Engineer' }),
      part('ben', null, { kind: 'member', name: 'Lawyer' }),
    ];
    expect(shown(team)).toEqual([]);
    expect(shown(team, [rule({})])).toEqual(['ann 100 by engineers@1']);
    expect(shown(team, [rule({ config: { role: 'Engineer', percentage: '12.5' } })])).toEqual([
      'ann 12.5 by engineers@1',
    ]);
  });

  it('that come to the same person by a transfer are one', () => {
    const { shares } = sharesOf([part('ann', '60'), part('ben', '40')], ruleSpans([]));
    expect(transferred(shares, () => 'cat').map((it) => `${it.personId} ${it.percentage}`)).toEqual([
      'cat 100',
    ]);
  });

  it('are written as parts of one', () => {
    expect(['60', '33.33', '100', '0.5', '250'].map(partOfOne)).toEqual([
      '0.6',
      '0.3333',
      '1',
      '0.005',
      '2.5',
    ]);
  });
});

describe('versions of a rule', () => {
  const spans = (...rules: CreditingRule[]) =>
    ruleSpans(rules)
      .filter((it) => it.kind === 'team_role')
      .map((it) => `${it.label} ${it.from} ${it.to}`);

  it('decide from their first day on, the newest that has begun first', () => {
    expect(spans(rule({}), rule({ version: 2, from: '2026-07-01' }))).toEqual([
      'engineers@1 2026-01-01 2026-07-01',
      'engineers@2 2026-07-01 infinity',
    ]);
    expect(spans(rule({}), rule({ version: 2, from: '2025-07-01', to: '2026-03-01' }))).toEqual([
      'engineers@2 2025-07-01 2026-01-01',
      'engineers@2 2026-01-01 2026-03-01',
    ]);
  });

  it('that end on their first day switch the rule off', () => {
    expect(spans(rule({}), rule({ version: 2, from: '2026-07-01', to: '2026-07-01' }))).toEqual([
      'engineers@1 2026-01-01 2026-07-01',
    ]);
  });

  it('are numbered, and refused when they cannot be followed', () => {
    const { version: _, ...next } = rule({ from: '2026-07-01' });
    expect(checkRule(next, [rule({})])).toMatchObject({ version: 2 });
    expect(checkRule({ ...next, id: 'overlay_split', kind: 'overlay_split', config: {} }, [])).toMatchObject({
      version: 2,
    });
    const wrong: readonly Partial<CreditingRule>[] = [
      { kind: 'owner', id: 'owner' },
      { id: 'Engineers!' },
      { config: {} },
      { config: { role: 'Engineer', percentage: 'half' } },
      { to: '2026-06-01' },
      { kind: 'custom_split', config: { type: 'Services' } },
    ];
    for (const given of wrong) expect(() => checkRule({ ...next, ...given }, [rule({})])).toThrow(Refusal);
  });
});

describe('transfers', () => {
  const move = (from: string, to: string, dealId = 'D1') => ({ dealId, from, to });
  const followed = (...moves: ReturnType<typeof move>[]) =>
    followTransfers(moves).map((it) => `${it.dealId} ${it.from} ${it.to}`);

  it('follow one another in their order', () => {
    expect(followed(move('ann', 'ben'), move('ben', 'cat'))).toEqual(['D1 ann cat', 'D1 ben cat']);
    expect(followed(move('ann', 'ben'), move('ben', 'ann'))).toEqual(['D1 ben ann']);
    expect(followed(move('ann', 'ben'), move('ben', 'cat', 'D2'))).toEqual(['D1 ann ben', 'D2 ben cat']);
  });
});

describe('the first day that is open', () => {
  const span = (from: string, to: string) => ({ name: from, from, to });

  it('is today, or the first one after the locked periods that hold it', () => {
    expect(firstOpenDay('2026-10-02', [span('2026-07-01', '2026-10-01')])).toBe('2026-10-02');
    expect(firstOpenDay('2026-09-30', [span('2026-07-01', '2026-10-01')])).toBe('2026-10-01');
    const both = [
      span('2026-10-01', '2026-11-01'),
      span('2026-07-01', '2026-10-01'),
      span('2026-09-01', '2026-10-01'),
    ];
    expect(firstOpenDay('2026-09-30', both)).toBe('2026-11-01');
  });
});
