import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import type { QueryResult } from '#sandbox/salesforce/soql/run.ts';

type Rows = Extract<QueryResult, { kind: 'rows' }>;

interface Cursor {
  readonly result: Rows;
  readonly openedAt: Temporal.Instant;
}

const LIFE_HOURS = 48;
/** Each holds a list of rows; the oldest gives way, as a cursor of Salesforce does after two days. */
const KEPT = 200;

/** Results that did not fit on one page, by locator. Rows do not change, so a result stays as it was first read. */
export class Cursors {
  readonly #open = new Map<string, Cursor>();
  #made = 0;

  open(result: Rows, openedAt: Temporal.Instant): string {
    const locator = `01g${String(++this.#made).padStart(12, '0')}AAA`;
    this.#open.set(locator, { result, openedAt });
    const oldest = this.#open.keys().next().value;
    if (this.#open.size > KEPT && oldest !== undefined) this.#open.delete(oldest);
    return locator;
  }

  /** The result behind `<locator>-<offset>`. Throws INVALID_QUERY_LOCATOR when it is unknown, expired or misspelt. */
  read(
    name: string,
    now: Temporal.Instant,
  ): { readonly locator: string; readonly offset: number; readonly result: Rows } {
    const [, locator = '', offset] = /^(\w+)-(\d+)$/.exec(name) ?? [];
    const cursor = this.#open.get(locator);
    const isAlive = cursor !== undefined && now.since(cursor.openedAt).total('hours') < LIFE_HOURS;
    if (!isAlive || Number(offset) > cursor.result.rows.length) {
      throw new ApiError('INVALID_QUERY_LOCATOR', 'invalid query locator');
    }
    return { locator, offset: Number(offset), result: cursor.result };
  }

  objectOf(name: string): string | undefined {
    return this.#open.get(name.split('-')[0] ?? '')?.result.object;
  }

  expireAll(): void {
    this.#open.clear();
  }
}
