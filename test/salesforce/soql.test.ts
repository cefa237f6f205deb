import { isQueryValid } from '@jetstreamapp/soql-parser-js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idLiteral, identifier, momentLiteral, quoted, select } from '#salesforce/soql.ts';

describe('SOQL text', () => {
  test('is valid and says what was asked', () => {
    const soql = select({
      fields: ['Id', 'Amount'],
      from: 'Opportunity',
      where: [`Id > ${idLiteral('006000000000001AAA')}`, 'IsDeleted = false'],
      orderBy: ['SystemModstamp', 'Id'],
    });
    expect(soql).toBe(
      "SELECT Id, Amount FROM Opportunity WHERE Id > '006000000000001AAA' AND IsDeleted = false ORDER BY SystemModstamp, Id",
    );
    expect(isQueryValid(soql)).toBe(true);
  });

  test('keeps any value inside its quotes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inside = quoted(text).slice(1, -1);
        expect(inside.replaceAll(/\\[\\'nr]/g, '')).not.toMatch(/['\\\n\r]/);
      }),
    );
    expect(quoted("O'Brien\\")).toBe("'O\\'Brien\\\\'");
  });

  test('takes no name and no id from strangers', () => {
    expect(() => identifier('Amount FROM User')).toThrow(/not a name/);
    expect(() => idLiteral("x' OR Id != '")).toThrow(/not a Salesforce id/);
    expect(() => select({ fields: [], from: 'User' })).toThrow(/no field/);
  });

  test('writes moments to the millisecond, without quotes', () => {
    expect(momentLiteral(Temporal.Instant.from('2026-11-21T10:00:00Z'))).toBe('2026-11-21T10:00:00.000Z');
  });
});
