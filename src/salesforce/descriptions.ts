import { machineNow } from '#lib/clock.ts';
import { salesforceCode } from './errors.ts';

export interface Described {
  readonly fields: ReadonlySet<string>;
  /** Whether the deleted and updated logs know the object. */
  readonly isReplicated: boolean;
}

interface Known {
  readonly described: Described;
  readonly at: number;
}

/**
 * Remembers descriptions for a while: describing every object before each sync would cost as many API calls as reading
 * the changes. A query that names a field no longer there shows that they are out of date.
 */
export class Descriptions {
  readonly #known = new Map<string, Known>();
  readonly #keep: number;

  constructor(keepMilliseconds: number) {
    this.#keep = keepMilliseconds;
  }

  async of(object: string, ask: () => Promise<Described>): Promise<Described> {
    const known = this.#known.get(object);
    if (known && machineNow() - known.at < this.#keep) return known.described;
    const described = await ask();
    this.#known.set(object, { described, at: machineNow() });
    return described;
  }

  /** Forgets everything when an error says that a field or object is not there. */
  doubt(error: unknown): void {
    const code = salesforceCode(error);
    if (code === 'INVALID_FIELD' || code === 'INVALID_TYPE') this.#known.clear();
  }
}
