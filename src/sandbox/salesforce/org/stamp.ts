/** A moment already in canonical form, on a day every month has: it needs no reading, and most files hold nothing else. */
const CERTAIN =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}\+0000$/;

/**
 * A moment as Salesforce writes it: UTC, milliseconds, `+0000`. All stamps are kept in this one form, so comparing
 * them as text compares them in time.
 */
export function stampOf(instant: Temporal.Instant): string {
  return `${instant.toString({ smallestUnit: 'millisecond' }).slice(0, -1)}+0000`;
}

export function instantOf(stamp: string): Temporal.Instant {
  return Temporal.Instant.from(stamp);
}

/** Reads any ISO moment that carries a zone, or undefined. */
export function readStamp(text: string): string | undefined {
  if (CERTAIN.test(text)) return text;
  try {
    return stampOf(Temporal.Instant.from(text));
  } catch {
    return undefined;
  }
}
