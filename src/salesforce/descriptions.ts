import { machineNow } from '#lib/clock.ts';
import { salesforceCode } from './errors.ts';

export interface Described {
  readonly fields: ReadonlySet<string>;
  /** Whether the deleted and updated logs know the object. */
  readonly isReplicated: boolean;
}

/** What an object was found to be, or the error that says there is none. */
type Known = { readonly at: number } & ({ readonly described: Described } | { readonly absence: unknown });

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
    if (known && machineNow() - known.at < this.#keep) {
      if ('absence' in known) throw known.absence;
      return known.described;
    }
    try {
      const described = await ask();
      this.#known.set(object, { described, at: machineNow() });
      return described;
    } catch (error) {
      if (isAbsent(error)) this.#known.set(object, { absence: error, at: machineNow() });
      throw error;
    }
  }

  /** Forgets everything when an error says that a field or object is not there. */
  doubt(error: unknown): void {
    const code = salesforceCode(error);
    if (code === 'INVALID_FIELD' || code === 'INVALID_TYPE') this.#known.clear();
  }
}

/** Whether an error says that the org has no such object, or shows it to nobody like us. */
export function isAbsent(error: unknown): boolean {
  const code = salesforceCode(error);
  return code === 'INVALID_TYPE' || code === 'NOT_FOUND';
}
