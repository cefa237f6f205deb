import type { Change } from './change.ts';

/** A transaction that has stamped its rows but is not committed: nobody sees them yet. */
export interface OpenTransaction {
  readonly changes: readonly Change[];
  readonly startedAt: Temporal.Instant;
  /** When it commits by itself; undefined: only when told to. */
  readonly commitsAt: Temporal.Instant | undefined;
}

/**
 * The platform stamps a row when it is written and shows it when its transaction commits. A reader that goes by the
 * newest stamp it has seen loses such rows, so they can be made here on purpose.
 */
export class LateCommits {
  readonly #open = new Set<OpenTransaction>();

  add(transaction: OpenTransaction): void {
    this.#open.add(transaction);
  }

  take(transaction: OpenTransaction): readonly Change[] {
    return this.#open.delete(transaction) ? transaction.changes : [];
  }

  /** The changes whose moment has come. */
  takeDue(now: Temporal.Instant): readonly Change[] {
    const due = [...this.#open].filter(
      ({ commitsAt }) => commitsAt !== undefined && Temporal.Instant.compare(commitsAt, now) <= 0,
    );
    return due.flatMap((transaction) => this.take(transaction));
  }

  /** When the oldest open transaction began: nothing after it is safely covered. */
  oldestStart(): Temporal.Instant | undefined {
    return [...this.#open]
      .map(({ startedAt }) => startedAt)
      .sort((a, b) => Temporal.Instant.compare(a, b))[0];
  }
}
