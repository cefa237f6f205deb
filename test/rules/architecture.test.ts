import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** A folder may import only from folders of a smaller rank; `app`, `cli` and the files in src/ join everything. */
const RANK: Readonly<Record<string, number>> = {
  lib: 0,
  model: 1,
  store: 2,
  queue: 2,
  salesforce: 2,
  slack: 2,
  sync: 3,
  ledger: 3,
  outbox: 3,
  metrics: 4,
  access: 4,
  governor: 5,
  'feature.ts': 5,
  features: 6,
};

interface Import {
  readonly file: string;
  readonly from: string;
  readonly target: string;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join('src', file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?'([^']+)'/g)].map((match) => ({
    file,
    from: file.split('/')[0] ?? '',
    target: match[1] ?? '',
  }));
});
const inner = imports.filter((it) => it.target.startsWith('#'));
const layerOf = (target: string) => target.slice(1).split('/')[0] ?? '';

describe('the shape of the code', () => {
  it('finds the imports it is about to judge', () => {
    expect(inner.length).toBeGreaterThan(100);
  });

  it('imports only downwards', () => {
    const breaches = inner.filter(({ from, target }) => {
      const mine = RANK[from];
      const theirs = RANK[layerOf(target)];
      if (mine === undefined || from === layerOf(target)) return false;
      return theirs === undefined || theirs >= mine;
    });
    expect(breaches).toEqual([]);
  });

  it('keeps the sandbox out of the product', () => {
    const allowed = new Set(['sandbox', 'main.ts', 'cli', 'sides.ts', 'sides']);
    expect(inner.filter((it) => layerOf(it.target) === 'sandbox' && !allowed.has(it.from))).toEqual([]);
  });

  it('lets features meet only through contributions', () => {
    const crossings = inner.filter(({ file, target }) => {
      const mine = /^features\/([^/]+)\//.exec(file)?.[1];
      const theirs = /^#features\/([^/]+)\//.exec(target)?.[1];
      return mine !== undefined && theirs !== undefined && mine !== theirs;
    });
    expect(crossings).toEqual([]);
  });

  it('never climbs out of a folder', () => {
    expect(imports.filter((it) => it.target.startsWith('../'))).toEqual([]);
  });

  it('reads pure files without a clock, a database or a wait', () => {
    const pure = files.filter((file) => /(^model\/|policy\.ts$|views\.ts$|^metrics\/catalogue\/)/.test(file));
    expect(pure.length).toBeGreaterThan(5);
    const impure = pure.filter((file) =>
      /\bawait\b|\basync\b|Temporal\.Now|Math\.random/.test(readFileSync(join('src', file), 'utf8')),
    );
    expect(impure).toEqual([]);
  });
});
