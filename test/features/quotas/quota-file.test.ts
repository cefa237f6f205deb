import { describe, expect, it } from 'vitest';
import { checkQuotaLines, type Known } from '#features/quotas/policy.ts';
import { problemText } from '#lib/csv.ts';
import { decodeQuotaFile, readQuotaLines } from '#features/quotas/quota-file.ts';
import { day } from '#lib/days.ts';
import { Refusal } from '#lib/errors.ts';

const HEADER = 'rep_email,period,metric,amount';
const Q4 = { type: 'quarter', id: '2026-Q4', start: day('2026-10-01'), end: day('2027-01-01') } as const;
const OCTOBER = { type: 'month', id: '2026-10', start: day('2026-10-01'), end: day('2026-11-01') } as const;

const Q4_DAYS = { start: '2026-10-01', end: '2027-01-01' };
const OCTOBER_DAYS = { start: '2026-10-01', end: '2026-11-01' };
const PLAIN = { weight: null, effectiveOn: null, reason: null };

const known: Known = {
  people: new Map([
    ['dana.cole@example.com', ['005A']],
    ['li.wei@example.com', ['005B']],
    ['twin@example.com', ['005C', '005D']],
  ]),
  currency: 'USD',
  metrics: ['bookings', 'deals_won', 'calls', 'emails', 'meetings'].map((id) => ({
    id,
    unit: id === 'bookings' ? 'money' : 'count',
  })),
  parsePeriod: (text) => [Q4, OCTOBER].find((period) => period.id === text),
};

function check(...rows: readonly string[]) {
  const { lines, problems } = readQuotaLines([HEADER, ...rows].join('\n'));
  const checked = checkQuotaLines(lines, known);
  return { wishes: checked.wishes, problems: [...problems, ...checked.problems].map(problemText) };
}

describe('a quota file', () => {
  const text = `${HEADER}\nDana.Cole@example.com,2026-Q4,bookings,300000.50\r\n\nli.wei@example.com,2026-10,Calls,400\n`;

  it('gives quotas in minor units and in counts', () => {
    const { lines } = readQuotaLines(text);
    expect(lines.map(({ line }) => line)).toEqual([2, 4]);
    expect(checkQuotaLines(lines, known)).toEqual({
      wishes: [
        { ...PLAIN, personId: '005A', metric: 'bookings', ...Q4_DAYS, amount: 30_000_050n, currency: 'USD' },
        { ...PLAIN, personId: '005B', metric: 'calls', ...OCTOBER_DAYS, amount: 400n, currency: '' },
      ],
      problems: [],
    });
  });

  it('may begin with a byte-order mark and have its columns in any order', () => {
    const bytes = new TextEncoder().encode(
      '\ufeffamount,metric,period,REP_EMAIL\n5,calls,2026-10,li.wei@example.com',
    );
    const { lines } = readQuotaLines(decodeQuotaFile(bytes));
    expect(lines).toEqual([
      {
        line: 2,
        rep_email: 'li.wei@example.com',
        period: '2026-10',
        metric: 'calls',
        amount: '5',
        weight: '',
        effective_on: '',
        reason: '',
      },
    ]);
  });

  it.each([
    ['UTF-16 of little-endian machines', Buffer.from(`\ufeff${text}`, 'utf16le'), 'saved as UTF-16'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'saved as UTF-16'],
    ['UTF-16 of big-endian machines', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'saved as UTF-16'],
    ['Latin-1', Buffer.from('José', 'latin1'), 'not saved as UTF-8'],
    ['a huge file', Buffer.alloc(20_000_001, 65), 'larger than 20 MB'],
  ])('%s is refused with how to save it', (_what, bytes, message) => {
    expect(() => decodeQuotaFile(bytes)).toThrow(Refusal);
    expect(() => decodeQuotaFile(bytes)).toThrow(message);
  });

  it.each([
    [
      'nothing at all',
      '',
      ['line 1: the file is empty. The first line must be rep_email,period,metric,amount.'],
    ],
    [
      'a missing and a misspelt column',
      'rep_email,period,metric,amout\n',
      [
        'line 1: the column amount is missing. The first line must be rep_email,period,metric,amount.',
        'line 1: "amout" is not a column. Did you mean amount?',
      ],
    ],
    [
      'a column twice',
      'rep_email,period,metric,amount,amount\n',
      ['line 1: the column amount is there more than once. Remove the one that is not meant.'],
    ],
    [
      'semicolons',
      'rep_email;period;metric;amount\n',
      [
        'line 1: the columns are not separated by commas. ' +
          'Save it as "CSV UTF-8 (comma delimited)" and import it again.',
      ],
    ],
  ])('with %s in its header says so', (_what, file, expected) => {
    expect(readQuotaLines(file).problems.map(problemText)).toEqual(expected);
  });

  it('with a quotation mark that never closes is refused', () => {
    expect(() => readQuotaLines(`${HEADER}\n"dana,2026-Q4,bookings,1\n`)).toThrow(/not a readable CSV/);
  });
});

describe('a row', () => {
  it.each([
    [
      'dana.cole@exmple.com,2026-Q4,bookings,1',
      'rep_email: nobody in Salesforce has the e-mail "dana.cole@exmple.com". Did you mean dana.cole@example.com?',
    ],
    [
      'x@y.z,2026-Q4,bookings,1',
      'rep_email: nobody in Salesforce has the e-mail "x@y.z". Write the e-mail of a Salesforce user.',
    ],
    [
      'twin@example.com,2026-Q4,bookings,1',
      'rep_email: 2 people in Salesforce have the e-mail "twin@example.com". Give each of them an e-mail of their own in Salesforce.',
    ],
    [',2026-Q4,bookings,1', 'rep_email: the e-mail is empty. Write the e-mail of a Salesforce user.'],
    [
      'li.wei@example.com,2026-Q9,bookings,1',
      'period: "2026-Q9" is no period of this organization. Write it like 2026-Q4, 2026-10, 2026, or as the first day of the period.',
    ],
    [
      'li.wei@example.com,this quarter,bookings,1',
      'period: "this quarter" is no period of this organization. Write it like 2026-Q4, 2026-10, 2026, or as the first day of the period.',
    ],
    [
      'li.wei@example.com,2026-Q4,boking,1',
      'metric: there are no quotas for "boking". Did you mean bookings?',
    ],
    [
      'li.wei@example.com,2026-Q4,win_rate,1',
      'metric: there are no quotas for "win_rate". Quotas are set for bookings, deals_won, calls, emails, meetings.',
    ],
    [
      'li.wei@example.com,2026-Q4,bookings,',
      'amount: the amount is empty. Write 0 for no quota, or remove the line.',
    ],
    ['li.wei@example.com,2026-Q4,bookings,-5', 'amount: "-5" is negative. A quota is 0 or more.'],
    ['li.wei@example.com,2026-Q4,bookings,1e308', 'amount: "1e308" is too large. Write a smaller number.'],
    ['li.wei@example.com,2026-Q4,calls,1e308', 'amount: "1e308" is too large. Write a smaller number.'],
    [
      'li.wei@example.com,2026-Q4,bookings,$5',
      'amount: "$5" is not a number. Write it as a plain number such as 300000 or 300000.50.',
    ],
    [
      'li.wei@example.com,2026-Q4,bookings,"300,000"',
      'amount: "300,000" is not a number. Write it as a plain number such as 300000 or 300000.50.',
    ],
    [
      'li.wei@example.com,2026-Q4,bookings,NaN',
      'amount: "NaN" is not a number. Write it as a plain number such as 300000 or 300000.50.',
    ],
    [
      'li.wei@example.com,2026-Q4,bookings,1.005',
      'amount: "1.005" has too many decimals. Here an amount has at most 2 decimals.',
    ],
    [
      'li.wei@example.com,2026-Q4,calls,1.5',
      'amount: "1.5" has too many decimals. Here an amount has whole numbers only.',
    ],
    [
      'li.wei@example.com,2026-Q4,bookings,300,000',
      ': there are 5 values instead of 4. Put an amount that contains a comma into quotation marks.',
    ],
  ])('%s', (row, expected) => {
    const separator = expected.startsWith(':') ? '' : ', ';
    expect(check(row)).toEqual({ wishes: [], problems: [`line 2${separator}${expected}`] });
  });

  it('is told everything that is wrong with it at once', () => {
    expect(check('nobody@example.org,soon,luck,-1').problems).toHaveLength(4);
  });

  it('for the same person, metric and period as another is a duplicate', () => {
    const { wishes, problems } = check(
      'li.wei@example.com,2026-Q4,calls,5',
      'LI.WEI@example.com,2026-Q4,calls,6',
      'li.wei@example.com,2026-10,calls,7',
    );
    expect(wishes).toHaveLength(2);
    expect(problems).toEqual([
      'line 3: the same person, metric and period are on line 2. Keep one of the two lines.',
    ]);
  });

  it('may set a quota of 0, and trailing zeros are no decimals', () => {
    expect(check('li.wei@example.com,2026-Q4,calls,0.000').wishes).toMatchObject([{ amount: 0n }]);
  });

  it('may carry a weight, the first day it holds for, and a reason', () => {
    const { lines } = readQuotaLines(
      `${HEADER},weight,effective_on,reason\nli.wei@example.com,2026-Q4,bookings,5,40%,2026-11-16,Territory moved\n`,
    );
    expect(checkQuotaLines(lines, known)).toMatchObject({
      wishes: [{ weight: 4_000, effectiveOn: '2026-11-16', reason: 'Territory moved' }],
      problems: [],
    });
  });

  it.each([
    ['140,', 'weight: "140" is no weight. Write a percentage from 0 to 100, such as 40 or 12.5.'],
    [
      ',2027-01-01',
      'effective_on: 2027-01-01 is outside of 2026-10-01 to 2026-12-31. Write the first day it holds for, such as 2026-11-16, or leave it empty.',
    ],
    [
      ',2026-13-01',
      'effective_on: "2026-13-01" is no day. Write the first day it holds for, such as 2026-11-16, or leave it empty.',
    ],
  ])('with %s in these columns says what is wrong', (values, expected) => {
    const { lines } = readQuotaLines(
      `${HEADER},weight,effective_on\nli.wei@example.com,2026-Q4,bookings,5,${values}\n`,
    );
    expect(checkQuotaLines(lines, known).problems.map(problemText)).toEqual([`line 2, ${expected}`]);
  });
});
