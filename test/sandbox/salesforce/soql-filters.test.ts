import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openOrg } from '#sandbox/salesforce/org-folder.ts';
import { runSoql } from '#sandbox/salesforce/soql/run.ts';
import { company, dealRow, NOON } from './support.ts';

interface Sample {
  readonly Name: string;
  readonly Amount: string;
  readonly CloseDate: string;
  readonly IsWon: string;
  readonly SystemModstamp: string;
}

/** A condition both as SOQL and as a plain test on the values a row was made from. */
interface Clause {
  readonly soql: string;
  readonly holds: (row: Sample) => boolean;
}

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
const stamp = fc
  .tuple(day, fc.integer({ min: 0, max: 23 }))
  .map(([d, h]) => `${d}T${String(h).padStart(2, '0')}:00:00Z`);
const amount = fc.integer({ min: -50, max: 50 }).map((cents) => (cents / 10).toFixed(1));
const word = fc.constantFrom('alpha', 'Beta', "it's", 'back\\slash', 'per%cent', '');
const sample: fc.Arbitrary<Sample> = fc.record({
  Name: word,
  Amount: fc.oneof(fc.constant(''), amount),
  CloseDate: day,
  IsWon: fc.constantFrom('true', 'false'),
  SystemModstamp: stamp,
});

const comparison = fc.constantFrom('<', '<=', '>', '>=', '=', '!=');

function compares(operator: string, difference: number): boolean {
  const truths: Readonly<Record<string, boolean>> = {
    '<': difference < 0,
    '<=': difference <= 0,
    '>': difference > 0,
    '>=': difference >= 0,
    '=': difference === 0,
    '!=': difference !== 0,
  };
  return truths[operator] ?? false;
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const textOrder = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

const onAmount = fc.tuple(comparison, amount).map(([operator, value]): Clause => {
  const holds = ({ Amount }: Sample) =>
    Amount === '' ? operator === '!=' : compares(operator, Number(Amount) - Number(value));
  return { soql: `Amount ${operator} ${value}`, holds };
});
const onDay = fc.tuple(comparison, day).map(([operator, value]): Clause => {
  return {
    soql: `CloseDate ${operator} ${value}`,
    holds: (row) => compares(operator, textOrder(row.CloseDate, value)),
  };
});
const onStamp = fc.tuple(comparison, stamp).map(([operator, value]): Clause => {
  const holds = (row: Sample) => compares(operator, textOrder(row.SystemModstamp, value));
  return { soql: `SystemModstamp ${operator} ${value}`, holds };
});
const onFlag = fc.boolean().map((value): Clause => {
  return { soql: `IsWon = ${value}`, holds: (row) => row.IsWon === String(value) };
});
const onNames = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([words, isIn]): Clause => {
    const lower = words.map((one) => one.toLowerCase());
    const holds = (row: Sample) => lower.includes(row.Name.toLowerCase()) === isIn;
    return { soql: `Name ${isIn ? 'IN' : 'NOT IN'} (${words.map(quoted).join(', ')})`, holds };
  });
const onNothing = fc.boolean().map((isBlank): Clause => {
  return { soql: `Amount ${isBlank ? '=' : '!='} null`, holds: (row) => (row.Amount === '') === isBlank };
});

const { clause } = fc.letrec<{ clause: Clause }>((tie) => ({
  clause: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(onAmount, onDay, onStamp, onFlag, onNames, onNothing),
    tie('clause').map(
      ({ soql, holds }): Clause => ({ soql: `(NOT (${soql}))`, holds: (row) => !holds(row) }),
    ),
    fc.tuple(tie('clause'), fc.constantFrom('AND', 'OR'), tie('clause')).map(([a, joint, b]): Clause => {
      const holds = (row: Sample) =>
        joint === 'AND' ? a.holds(row) && b.holds(row) : a.holds(row) || b.holds(row);
      return { soql: `(${a.soql} ${joint} ${b.soql})`, holds };
    }),
  ),
}));

/** Salesforce's grammar is imitated up to two NOTs in a row; a third is refused. */
const answerable = clause.filter(({ soql }) => !/NOT[\s(]+NOT[\s(]+NOT/.test(soql));

describe('a WHERE clause', () => {
  it('finds what a plain filter finds, in the order asked', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sample, { maxLength: 30 }),
        fc.array(answerable, { minLength: 1, maxLength: 3 }),
        async (samples, clauses) => {
          const rows = samples.map((fields, i) => ({ row: dealRow(i + 1, { ...fields }), fields }));
          const org = await openOrg(company({ Opportunity: rows.map(({ row }) => row) }));
          const where = clauses.map(({ soql }) => soql).join(' AND ');
          const soql = `SELECT Id FROM Opportunity WHERE ${where} ORDER BY SystemModstamp, Id`;
          const result = runSoql(org, soql, { all: false, now: NOON });
          const expected = rows
            .filter(({ fields }) => clauses.every(({ holds }) => holds(fields)))
            .sort(
              (a, b) =>
                textOrder(a.fields.SystemModstamp, b.fields.SystemModstamp) ||
                textOrder(a.row.Id ?? '', b.row.Id ?? ''),
            )
            .map(({ row }) => row.Id);
          const position = org.table('Opportunity')?.column('Id')?.position ?? -1;
          expect(result.kind === 'rows' && result.rows.map((row) => row[position])).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });
});
