/** One call the app made, for tests to look at. */
export interface ApiCall {
  readonly method: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly httpStatus: number;
  /** Undefined for a success. */
  readonly error: string | undefined;
}

export interface CallLog {
  add(call: ApiCall): void;
  list(method?: string): readonly ApiCall[];
}

const LONGEST = 20_000;

export function createCallLog(): CallLog {
  const calls: ApiCall[] = [];
  return {
    add(call) {
      calls.push(call);
      if (calls.length > LONGEST) calls.shift();
    },
    list: (method) => (method === undefined ? [...calls] : calls.filter((call) => call.method === method)),
  };
}
