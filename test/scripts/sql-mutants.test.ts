import { describe, expect, it } from 'vitest';
import { sqlMutants } from '../../scripts/mutation/sql-mutants.ts';

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

  it('leave the rest of the file as it is, and say the line', () => {
    const [mutant] = sqlMutants('const a = 1;\nconst q = sql<Row>`select where b is null`;\n');
    expect(mutant).toMatchObject({
      line: 2,
      text: 'const a = 1;\nconst q = sql<Row>`select where b is not null`;\n',
    });
  });
});
