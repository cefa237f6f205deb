import { expect, it } from 'vitest';
import { rulesSentence } from '#features/digest/sentences.ts';

it('the rules for deals to look at speak of one and of several', () => {
  expect(rulesSentence({ idleDays: 1, pushes: 1, nextStepAlone: false })).toBe(
    'A deal needs a look when its close date has passed, it was pushed to a later month, or nothing was done for a day.',
  );
  expect(rulesSentence({ idleDays: 14, pushes: 2, nextStepAlone: false })).toContain(
    'pushed to a later month 2 times or more, or nothing was done for 14 days.',
  );
});
