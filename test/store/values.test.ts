import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArray, writeArray } from '#store/array-text.ts';
import { instantText, parameterText } from '#store/values.ts';

const same = (text: string) => text;

describe('values on their way from and to the database', () => {
  test.each([
    ['2017-03-01 18:00:00+00', '2017-03-01T18:00:00.000Z'],
    ['2017-03-01 18:00:00.5+00', '2017-03-01T18:00:00.500Z'],
    ['2017-03-01 18:00:00.123+00', '2017-03-01T18:00:00.123Z'],
    ['2017-03-01 18:00:00.1234+00', '2017-03-01T18:00:00.123400Z'],
    ['infinity', 'infinity'],
  ])('the instant %j reads %j', (text, instant) => {
    expect(instantText(text)).toBe(instant);
  });

  test.each([
    ['{}', []],
    ['{a,b}', ['a', 'b']],
    ['{NULL,"NULL",null}', [null, 'NULL', 'null']],
    ['{"","a,b","{}","\\"\\\\"}', ['', 'a,b', '{}', '"\\']],
    [
      '{{1,2},{3,NULL}}',
      [
        ['1', '2'],
        ['3', null],
      ],
    ],
  ])('the array %j is read', (text, array) => {
    expect(readArray(text, same)).toEqual(array);
  });

  test('any array of texts comes back as it was written', () => {
    const texts = fc.array(fc.option(fc.string({ unit: 'grapheme' })));
    fc.assert(
      fc.property(texts, (array) => {
        expect(readArray(writeArray(array), same)).toEqual(array);
      }),
    );
  });

  test.each([
    ['text', 'text'],
    [42, '42'],
    [9007199254740993n, '9007199254740993'],
    [false, 'false'],
    [null, null],
    [undefined, null],
    [[1n, null, 'a"b'], '{"1",NULL,"a\\"b"}'],
    [{ a: [1] }, '{"a":[1]}'],
  ])('the parameter %s is written %s', (value, text) => {
    expect(parameterText(value)).toBe(text);
  });
});
