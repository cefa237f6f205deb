/** What travels between the main thread and the thread that holds the embedded engine. */

export interface ThreadData {
  /** Folder of the database; undefined keeps it in memory. */
  readonly dataDir: string | undefined;
  /** An initialised, empty database as a compressed archive; read when present, written when not. */
  readonly image: string | undefined;
}

export type Ask =
  | {
      readonly kind: 'run';
      readonly id: number;
      readonly text: string;
      readonly parameters: readonly (string | null)[];
    }
  | { readonly kind: 'close' };

export interface Outcome {
  readonly command: string;
  readonly rowCount: number;
  /** A small answer as it is; a large one as pages, so that no single one holds the main thread for long. */
  readonly rows: readonly Record<string, unknown>[];
  readonly pages: readonly Uint8Array<ArrayBuffer>[];
}

export interface Failure {
  readonly message: string;
  /** The fields of PostgreSQL's error: code, detail, constraint and so on; undefined for other errors. */
  readonly fields: Readonly<Record<string, string>> | undefined;
}

export type Tell =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly message: string }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'notification'; readonly channel: string; readonly payload: string }
  | { readonly kind: 'closed' };
