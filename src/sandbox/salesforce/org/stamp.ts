const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/;

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
  try {
    const instant = Temporal.Instant.from(text);
    // Most files already hold this form: keeping their string saves a copy of every stamp.
    return CANONICAL.test(text) ? text : stampOf(instant);
  } catch {
    return undefined;
  }
}
