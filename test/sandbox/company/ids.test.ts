import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordId, withCheckSuffix } from '#sandbox/company/ids.ts';

test('the check suffix is the one that Salesforce shows', () => {
  expect(withCheckSuffix('001D000000IqhSL')).toBe('001D000000IqhSLIAZ');
  expect(withCheckSuffix('005000000000000')).toBe('005000000000000AAA');
});

test('an id has 18 characters, says what it is of, and carries its suffix', () => {
  const id = recordId('Opportunity', 1_234_567);
  expect(id).toMatch(/^006[0-9A-Za-z]{15}$/);
  expect(withCheckSuffix(id.slice(0, 15))).toBe(id);
});

test('two numbers never share an id, not even for a reader that ignores case', () => {
  const number = fc.integer({ min: 0, max: 2 ** 40 });
  fc.assert(
    fc.property(number, number, (a, b) => {
      fc.pre(a !== b);
      expect(recordId('Task', a).toLowerCase()).not.toBe(recordId('Task', b).toLowerCase());
    }),
  );
});
