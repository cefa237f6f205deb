import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { exactText, figuresCsv, figuresJson } from '#metrics/figure-rows.ts';
import type { Figure, Value } from '#model/figure.ts';
import { divide } from '../support/oracle/exact.ts';

function figure(value: Value, subject: Partial<Figure['subject']> = {}): Figure {
  return {
    metric: 'bookings',
    version: 1,
    unit: 'USD',
    subject: { kind: 'person', id: 'P1', key: 'ann@sales.example', name: 'Ann', ...subject },
    period: {
      type: 'quarter',
      id: '2017-Q4',
      start: Temporal.PlainDate.from('2017-10-01'),
      end: Temporal.PlainDate.from('2018-01-01'),
    },
    value,
    asOf: Temporal.Instant.from('2018-01-02T12:00:00Z'),
    dataTime: null,
    remarks: [{ kind: 'missing', text: '1 won deal has no amount' }],
  };
}

const money = (minor: bigint, currency = 'USD'): Value => ({ kind: 'money', money: { minor, currency } });

describe('a value as exact text', () => {
  it.each([
    [money(35_766_600n), '357666.00'],
    [money(-5n), '-0.05'],
    [money(1234n, 'JPY'), '1234'],
    [money(1234n, 'KWD'), '1.234'],
    [{ kind: 'mean_money', sum: 1_000_553_400n, by: 4238n, currency: 'USD' }, '2360.91'],
    [{ kind: 'count', count: 4238n, of: 'deals' }, '4238'],
    [{ kind: 'quotient', sum: 4238n, by: 6711n, per: 'ratio' }, '0.631501'],
    [{ kind: 'quotient', sum: -1n, by: 2n, per: 'ratio' }, '-0.500000'],
    [{ kind: 'quotient', sum: 5178n, by: 100n, per: 'days' }, '51.78'],
    [{ kind: 'quotient', sum: 570n, by: 10n, per: 'days' }, '57'],
    [{ kind: 'quotient', sum: 600n, by: 10n, per: 'days' }, '60'],
    [{ kind: 'days', days: '57.5' }, '57.5'],
    [{ kind: 'none', reason: 'no quota' }, ''],
  ] as const)('%o is %s', (value, text) => {
    expect(exactText(value)).toBe(text);
  });

  it('is what an independent division gives', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (sum, by) => {
          expect(exactText({ kind: 'quotient', sum, by, per: 'ratio' })).toBe(divide(sum, by, 6));
        },
      ),
    );
  });
});

describe('the figures as CSV', () => {
  it('have one line each under a header', () => {
    expect(figuresCsv([figure(money(100n)), figure({ kind: 'none', reason: 'no quota' })])).toBe(
      'metric,by,key,name,period,value,unit\n' +
        'bookings,person,ann@sales.example,Ann,2017-Q4,1.00,USD\n' +
        'bookings,person,ann@sales.example,Ann,2017-Q4,,USD\n',
    );
  });

  it('never hand a spreadsheet a formula, and keep negative amounts numbers', () => {
    const hostile = figure(money(-100n), {
      key: '+x@sales.example',
      name: '=HYPERLINK("http://x","Ann, B")',
    });
    const [, row] = parse(figuresCsv([hostile]));
    expect(row).toEqual([
      'bookings',
      'person',
      "'+x@sales.example",
      '\'=HYPERLINK("http://x","Ann, B")',
      '2017-Q4',
      '-1.00',
      'USD',
    ]);
  });
});

describe('the figures as JSON', () => {
  it('also say why there is no number, what was left out, and when the data was read', () => {
    const [record] = JSON.parse(figuresJson([figure({ kind: 'none', reason: 'no quota' })]));
    expect(record).toMatchObject({
      value: null,
      reason: 'no quota',
      from: '2017-10-01',
      to: '2018-01-01',
      remarks: [{ kind: 'missing', text: '1 won deal has no amount' }],
      asOf: '2018-01-02T12:00:00Z',
      dataTime: null,
    });
  });
});
