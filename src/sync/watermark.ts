/**
 * How far back each reading starts again. SystemModstamp is given before a transaction commits, so rows can appear
 * with a stamp older than ones already read.
 */
export const OVERLAP = Temporal.Duration.from({ minutes: 15 });

/** The deleted log reaches back 15 days and may be cut short; beyond this we compare all ids instead. */
const LOG_REACH = Temporal.Duration.from({ hours: 14 * 24 });

/** The moment just after the server's clock, whose answer is cut to whole seconds. */
export function windowEnd(serverTime: Temporal.Instant): Temporal.Instant {
  return serverTime.add({ seconds: 1 });
}

/**
 * Everything stamped before this is in the store once a reading that began at `end` has been stored: what the org
 * itself declares covered, and never less than the overlap behind the reading. It does not move backwards.
 */
export function nextWatermark(reading: {
  readonly end: Temporal.Instant;
  readonly covered: Temporal.Instant | undefined;
  readonly previous: Temporal.Instant | undefined;
}): Temporal.Instant {
  const behind = reading.end.subtract(OVERLAP);
  const safe = reading.covered === undefined ? behind : earlier(reading.covered, behind);
  return reading.previous === undefined ? safe : later(safe, reading.previous);
}

/** Whether the deleted log still tells all deletes since the watermark. */
export function isWithinLog(watermark: Temporal.Instant, end: Temporal.Instant): boolean {
  return Temporal.Instant.compare(end.subtract(LOG_REACH), watermark) <= 0;
}

/** The middle of a span, for reading it in halves; undefined when it is shorter than a minute. */
export function middle(start: Temporal.Instant, end: Temporal.Instant): Temporal.Instant | undefined {
  const width = end.epochMilliseconds - start.epochMilliseconds;
  return width < 60_000 ? undefined : start.add({ milliseconds: Math.floor(width / 2) });
}

export function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}

function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) >= 0 ? a : b;
}
