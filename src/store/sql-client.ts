import type { EventEmitter } from 'node:events';

/** What a statement gave back, in the form of node-postgres. */
export interface SqlResult<R = Record<string, unknown>> {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: R[];
}

/** A checked-out session: what is begun on it is its own until it ends. */
export interface SqlClient extends EventEmitter {
  query<R>(text: string, parameters?: readonly unknown[]): Promise<SqlResult<R>>;
  release(destroy?: boolean): void;
}

/** The part of node-postgres' Pool that Kysely and the queue work with; the embedded engine offers the same. */
export interface SqlPool extends EventEmitter {
  readonly options: object;
  query<R>(text: string, parameters?: readonly unknown[]): Promise<SqlResult<R>>;
  connect(): Promise<SqlClient>;
  end(): Promise<void>;
}
