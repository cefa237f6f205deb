import { expect, it } from 'vitest';
import { auditMessage } from '#features/access/views.ts';

const entry = {
  seq: 43n,
  now: Temporal.Instant.from('2026-11-18T09:00:00Z'),
  actor: 'U0ANA',
  action: 'board.left',
  subject: 'ANA',
  detail: {},
};

it('says how much of the log is shown, and no detail where there is none', () => {
  const all = auditMessage([entry], { entries: 1n, problem: undefined }).text;
  expect(all).toContain('The log is whole: 1 entry.\n43. ');
  expect(all).toMatch(/board\.left by U0ANA about ANA$/);
  const some = auditMessage([entry, entry], { entries: 43n, problem: undefined }).text;
  expect(some).toContain('The log is whole: 43 entries, each fits the one before. The latest 2:\n');
});
