/** The person asked for something we will not or cannot do: say it in plain words, raise no alarm. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** What the person can do next, in one sentence. */
  readonly hint: string | undefined;
  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** An outside thing failed in a way that passes: the same work may be tried again. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  /** Seconds to wait before the next try, when the other side said so. */
  readonly waitSeconds: number | undefined;
  constructor(message: string, options?: ErrorOptions & { waitSeconds?: number }) {
    super(message, options);
    this.waitSeconds = options?.waitSeconds;
  }
}

/** Trying again cannot mend it: a person must act. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp';
  /** What mends it, in one sentence. */
  readonly remedy: string | undefined;
  constructor(message: string, options?: ErrorOptions & { remedy?: string }) {
    super(message, options);
    this.remedy = options?.remedy;
  }
}

/** A promise of our own code was broken. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** Narrows away undefined and null where our own code guarantees a value. */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Bug(`expected ${what}`);
  return value;
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
