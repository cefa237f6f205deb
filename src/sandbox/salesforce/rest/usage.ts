const HOURS = 24;
const MS_PER_HOUR = 3_600_000;

/** API calls of the last 24 hours of business time against the org's daily limit. */
export class Usage {
  #limit: number;
  readonly #byHour = new Map<number, number>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get limit(): number {
    return this.#limit;
  }

  setLimit(limit: number): void {
    this.#limit = limit;
  }

  used(now: Temporal.Instant): number {
    const hour = hourOf(now);
    for (const old of this.#byHour.keys()) if (old <= hour - HOURS) this.#byHour.delete(old);
    return this.#byHour.values().reduce((sum, count) => sum + count, 0);
  }

  isUsedUp(now: Temporal.Instant): boolean {
    return this.used(now) >= this.#limit;
  }

  add(now: Temporal.Instant, calls = 1): void {
    const hour = hourOf(now);
    this.#byHour.set(hour, (this.#byHour.get(hour) ?? 0) + calls);
  }

  /** As if exactly this many calls had been made by others and us. */
  setUsed(now: Temporal.Instant, used: number): void {
    this.#byHour.clear();
    this.add(now, used);
  }

  /** The Sforce-Limit-Info header. */
  header(now: Temporal.Instant): string {
    return `api-usage=${this.used(now)}/${this.#limit}`;
  }
}

function hourOf(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / MS_PER_HOUR);
}
