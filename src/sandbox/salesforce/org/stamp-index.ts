import type { Row } from './table.ts';

/**
 * Rows in order of (SystemModstamp, Id), so that a window of changes is two binary searches and not a scan. Built when
 * first asked for; afterwards each change moves one row.
 */
export class StampIndex {
  readonly #stamp: number;
  readonly #id: number;
  #ordered: Row[] | undefined;

  constructor(stampPosition: number, idPosition: number) {
    this.#stamp = stampPosition;
    this.#id = idPosition;
  }

  replace(before: Row | undefined, after: Row | undefined): void {
    const ordered = this.#ordered;
    if (ordered === undefined) return;
    if (before !== undefined) ordered.splice(this.#firstNotBefore(ordered, this.#keyOf(before)), 1);
    if (after !== undefined) ordered.splice(this.#firstNotBefore(ordered, this.#keyOf(after)), 0, after);
  }

  /** Rows with from <= stamp < until. Rows without a stamp sort first and fall outside any window. */
  between(
    rows: ReadonlyMap<string, Row>,
    window: { readonly from: string | undefined; readonly until: string | undefined },
  ): readonly Row[] {
    this.#ordered ??= this.#build(rows);
    const start = window.from === undefined ? 0 : this.#firstNotBefore(this.#ordered, [window.from, '']);
    const end =
      window.until === undefined
        ? this.#ordered.length
        : this.#firstNotBefore(this.#ordered, [window.until, '']);
    return this.#ordered.slice(start, Math.max(start, end));
  }

  #build(rows: ReadonlyMap<string, Row>): Row[] {
    const ordered = [...rows.values()];
    return ordered.sort((a, b) => compareKeys(this.#keyOf(a), this.#keyOf(b)));
  }

  #keyOf(row: Row): Key {
    return [row[this.#stamp] ?? '', row[this.#id] ?? ''];
  }

  #firstNotBefore(ordered: readonly Row[], key: Key): number {
    let low = 0;
    let high = ordered.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = ordered[middle];
      if (row !== undefined && compareKeys(this.#keyOf(row), key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

type Key = readonly [stamp: string, id: string];

function compareKeys(a: Key, b: Key): number {
  return compareText(a[0], b[0]) || compareText(a[1], b[1]);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
