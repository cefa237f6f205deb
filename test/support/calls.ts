/** Records calls and lets a test wait for a number of them. */
export function calls<T>() {
  const seen: T[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  return {
    seen,
    note(value: T): void {
      seen.push(value);
      for (const { count, resolve } of waiting) if (seen.length >= count) resolve();
    },
    /** Resolves when there have been so many calls since the beginning. */
    reached(count: number): Promise<void> {
      if (seen.length >= count) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
  };
}
