import { describe, expect, it } from 'vitest';
import { groupOf } from '#features/coaching/likeness.ts';
import type { PersonFact } from '#model/person-facts.ts';

const DAYS = { from: '2026-04-01', to: '2026-10-01' };
const fact = (
  kind: PersonFact['kind'],
  value: string,
  from = '2020-01-01',
  to = '9999-12-31',
): PersonFact => ({
  personId: 'A',
  kind,
  value,
  from,
  to,
});
const group = (title: string | null, ...facts: readonly PersonFact[]) => groupOf({ title, facts }, DAYS);
const ROLE = fact('role', 'R1');

describe('who is like whom', () => {
  it('is told by the title, and by the role where nobody has a title', () => {
    expect(group('Account Executive', ROLE)).toBe('account executive');
    expect(group(' account executive', fact('role', 'R2'))).toBe('account executive');
    expect(group(null, ROLE)).toBe('R1');
    expect(group('', ROLE)).toBe('R1');
    expect(group(null)).toBe('');
  });

  it('leaves ramping people to themselves', () => {
    const ramp = fact('ramp', '0.5', '2026-09-01', '2026-11-01');
    expect(group('AE', ROLE, ramp)).toBe('ae, ramping');
    expect(group('AE', ROLE, fact('ramp', '0.5', '2026-01-01', '2026-04-01'))).toBe('ae');
    expect(group('AE', ROLE, fact('ramp', '1'))).toBe('ae');
  });

  it('leaves out whoever moved, came, went or was away for long', () => {
    const moved = [fact('role', 'R1', '2020-01-01', '2026-06-01'), fact('role', 'R2', '2026-06-01')];
    expect(group('AE', ...moved)).toBe('');
    expect(group('AE', ROLE, fact('employment', 'employed', '2026-05-01'))).toBe('');
    expect(group('AE', ROLE, fact('employment', 'employed', '2026-01-01'))).toBe('ae');
    expect(group('AE', ROLE, fact('employment', 'left', '2026-09-01'))).toBe('');
    expect(group('AE', ROLE, fact('leave', 'parental', '2026-07-01', '2026-08-15'))).toBe('');
    expect(group('AE', ROLE, fact('leave', 'vacation', '2026-07-01', '2026-07-20'))).toBe('ae');
  });
});
