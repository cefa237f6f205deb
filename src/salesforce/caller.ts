import type { Connection } from 'jsforce';
import { TryLater } from '#lib/errors.ts';
import { admit, type ApiUse, type Meter, readLimitHeader } from './api-use.ts';
import { explainApiError, isExpiredSession } from './errors.ts';
import type { HttpAnswer } from './http.ts';
import { parseHttpDate } from './http-date.ts';
import type { Session } from './session.ts';

/** What the headers of the last answers said. */
export class Observed {
  use: ApiUse | undefined;
  #time: Temporal.Instant | undefined;

  note(answer: HttpAnswer): void {
    this.use = readLimitHeader(answer.headers['sforce-limit-info']) ?? this.use;
    this.#time = parseHttpDate(answer.headers['date'] ?? '') ?? this.#time;
  }

  time(): Temporal.Instant {
    if (this.#time) return this.#time;
    throw new TryLater('No answer of Salesforce has said what time it is there.');
  }
}

export interface Caller {
  /** GET of a path below the org's address; renews the session once when it has expired. */
  get(path: string, doing: string): Promise<unknown>;
  /** The same for background reading, which keeps to its share of the org's API calls. */
  read(path: string, doing: string): Promise<unknown>;
}

export function createCaller(parts: {
  readonly connection: Connection;
  readonly session: Session;
  readonly observed: Observed;
  readonly budget: { readonly share: number; readonly pause: number };
}): Caller {
  const { connection, session, observed, budget } = parts;

  async function get(path: string, doing: string): Promise<unknown> {
    const token = connection.accessToken;
    try {
      return await connection.request({ method: 'GET', url: path });
    } catch (error) {
      if (!isExpiredSession(error)) throw explainApiError(error, doing);
    }
    await session.replace(token);
    try {
      // The path is relative, so the repeated call goes to wherever the org lives now.
      return await connection.request({ method: 'GET', url: path });
    } catch (error) {
      throw explainApiError(error, doing);
    }
  }

  return {
    get,
    async read(path, doing) {
      await admit(observed.use, budget);
      return get(path, doing);
    },
  };
}

export function countInto(meter: Meter, answer: HttpAnswer): void {
  meter.counted(readLimitHeader(answer.headers['sforce-limit-info']));
}
