import { z } from 'zod';

const target = {
  /** A Web API method, `response_url`, `delivery`, or `*` for any method. */
  method: z.string().min(1),
  /** How many calls it strikes. */
  times: z.number().int().positive().default(1),
};

/** A failure to order: it strikes the next calls of a method. */
export const Fault = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rate_limit'), retryAfter: z.number().int().positive().default(1), ...target }),
  z.object({ kind: z.literal('status'), status: z.number().int().min(400).max(599), ...target }),
  z.object({ kind: z.literal('error'), error: z.string().min(1), ...target }),
  z.object({ kind: z.literal('delay'), ms: z.number().int().positive(), ...target }),
  /** The call never arrives. */
  z.object({ kind: z.literal('drop_request'), ...target }),
  /** The call is carried out at once, and answered late. */
  z.object({ kind: z.literal('delay_reply'), ms: z.number().int().positive(), ...target }),
  /** The call is carried out, and something between answers with this status. */
  z.object({ kind: z.literal('status_after'), status: z.number().int().min(500).max(599), ...target }),
  /** The connection breaks at once, and the call is carried out later. */
  z.object({ kind: z.literal('commit_late'), ms: z.number().int().positive(), ...target }),
  /** What is sent to the app is sent twice; the method is `delivery`. */
  z.object({ kind: z.literal('twice'), ...target }),
  /** The call is carried out, and the connection breaks before the answer. */
  z.object({ kind: z.literal('drop_reply'), ...target }),
]);
export type Fault = z.infer<typeof Fault>;

export interface Faults {
  add(fault: z.input<typeof Fault>): void;
  clear(): void;
  list(): readonly Fault[];
  /** The fault that strikes this call, used up by one. */
  strike(method: string): Fault | undefined;
}

export function createFaults(): Faults {
  let pending: readonly Fault[] = [];
  return {
    add(fault) {
      pending = [...pending, Fault.parse(fault)];
    },
    clear() {
      pending = [];
    },
    list: () => pending,
    strike(method) {
      const struck = pending.find(
        (fault) => fault.method === method || (fault.method === '*' && method !== 'delivery'),
      );
      if (!struck) return undefined;
      const left = { ...struck, times: struck.times - 1 };
      pending = pending.flatMap((fault) => (fault !== struck ? [fault] : left.times > 0 ? [left] : []));
      return struck;
    },
  };
}
