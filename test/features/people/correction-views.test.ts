import { expect, it } from 'vitest';
import {
  type CorrectionLine,
  correctionsMessage,
  previewCorrection,
} from '#features/people/correction-views.ts';

const line: CorrectionLine = {
  id: '1',
  person: 'Ana Silva',
  kind: 'leave',
  value: 'parental',
  from: '2026-05-15',
  to: '',
  reason: 'Told by HR',
  madeBy: 'cli',
  madeAt: Temporal.Instant.from('2026-11-18T09:00:00Z'),
};

it.each([
  ['leave', 'parental', 'leave parental from May 15, 2026.'],
  ['leave', 'leave', ': leave from May 15, 2026.'],
  ['manager', 'none', 'no manager from May 15, 2026.'],
  ['ramp', '0.555', 'ramp 55.5% of a full quota from May 15, 2026.'],
])('a correction of the %s to %s is a sentence', (kind, value, words) => {
  const { text } = correctionsMessage([{ ...line, kind, value }], { areMore: false });
  expect(text).toContain(words);
  expect(text).toContain('(the command line, ');
});

it('the list says that older corrections hold too, and nothing of a rest where nothing is corrected', () => {
  expect(correctionsMessage([line, line], { areMore: true }).text).toMatch(
    /^The 2 corrections made last; older ones hold too\.\n/,
  );
  expect(JSON.stringify(correctionsMessage([line], { areMore: false }))).toContain('Everything else stands');
  expect(JSON.stringify(correctionsMessage([], { areMore: false }))).not.toContain('Everything else');
});

it('the preview tells of deals that are credited again only where there are any', () => {
  const raw = { email: '', kind: 'leave', value: '', from: '', to: '', reason: 'x' };
  const preview = (deals: number) =>
    JSON.stringify(previewCorrection(raw, { person: 'Ana Silva', line, reach: { people: 1, deals } }).blocks);
  expect(preview(0)).not.toContain('credited again');
  expect(preview(2)).toContain('2 credited deals. Deals of these days are credited again');
});
