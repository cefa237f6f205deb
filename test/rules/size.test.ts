import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sizes = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, lines: readFileSync(join('src', file), 'utf8').split('\n').length }))
  .toSorted((a, b) => a.lines - b.lines);

describe('small files', () => {
  it('have a median of at most 80 lines and a 95th percentile of at most 200', () => {
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThanOrEqual(80);
    expect(sizes[Math.floor(sizes.length * 0.95)]?.lines).toBeLessThanOrEqual(200);
  });

  it('never pass 300 lines', () => {
    expect(sizes.filter(({ lines }) => lines > 301)).toEqual([]);
  });
});

describe('tests', () => {
  it('are never skipped, singled out or retried', () => {
    const offenders = readdirSync('test', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts') && !file.endsWith('size.test.ts'))
      .filter((file) =>
        /\b(it|test|describe)\.(skip|only|todo)\(|retry: \d/.test(readFileSync(join('test', file), 'utf8')),
      );
    expect(offenders).toEqual([]);
  });
});
