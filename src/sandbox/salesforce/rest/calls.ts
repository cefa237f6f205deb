/** How often each kind of call was made, in all and per object: what tests of an app's thrift look at. */
export interface CallCounts {
  readonly total: number;
  /** `query`, `queryMore`, `queryAll`, `describe`, `updated`, `deleted`, `create`, `token`, … */
  readonly byKind: Readonly<Record<string, number>>;
  readonly byObject: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export class CallCounter {
  #total = 0;
  #byKind: Record<string, number> = {};
  #byObject: Record<string, Record<string, number>> = {};

  note(kind: string, object: string | undefined): void {
    this.#total++;
    this.#byKind[kind] = (this.#byKind[kind] ?? 0) + 1;
    if (object === undefined) return;
    const kinds = (this.#byObject[object] ??= {});
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }

  counts(): CallCounts {
    return structuredClone({ total: this.#total, byKind: this.#byKind, byObject: this.#byObject });
  }

  reset(): void {
    this.#total = 0;
    this.#byKind = {};
    this.#byObject = {};
  }
}
