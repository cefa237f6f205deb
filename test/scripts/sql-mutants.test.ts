import { describe, expect, it } from 'vitest';
import { sqlMutants, switchable } from '../../scripts/mutation/sql-mutants.ts';

const of = (source: string) => sqlMutants(source).map(({ was, now }) => `${was} → ${now}`.trim());

describe('mistakes in SQL', () => {
  it('move bounds, flip conditions and negations, one at a time', () => {
    expect(of('sql`select max(n) from t where a >= 1 and b is not null order by a desc`')).toEqual([
      '>= → >',
      'and → or',
      'is not null → is null',
      'max( → min(',
      'desc → asc',
    ]);
  });

  it('are made in SQL alone, not in code, not in what is put into it', () => {
    expect(of('if (a < b) sql`select ${a < b ? { x: `c >= d` } : 1} from t where x <> 1`')).toEqual([
      '<> → =',
    ]);
  });

  it('say the line, which template and which of its stretches, and how that reads with the mistake', () => {
    const source = 'const a = sql`select 1`;\nconst q = sql<Row>`select ${a} where b is null and c`;\n';
    expect(sqlMutants(source)[1]).toEqual({
      line: 2,
      was: 'is null',
      now: 'is not null',
      template: 1,
      part: 1,
      text: ' where b is not null and c',
    });
  });

  it('are made where each template can be switched by its number, and code stays code', () => {
    expect(switchable('const q = sql<Row>`a ${x ? sql`b` : noSql`c`} d`;')).toBe(
      'const q = sqlAt[0]<Row>`a ${x ? sqlAt[1]`b` : noSql`c`} d`;',
    );
  });
});
