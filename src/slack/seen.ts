/** Remembers the last keys, to answer what Slack delivers twice only once. Per process; handlers are idempotent besides. */
export interface Seen {
  /** True the first time a key is shown, false while it is remembered. */
  isFirst(key: string): boolean;
}

export function createSeen(capacity = 2_000): Seen {
  const keys = new Set<string>();
  return {
    isFirst(key) {
      if (keys.has(key)) return false;
      keys.add(key);
      const oldest = keys.size > capacity ? keys.values().next().value : undefined;
      if (oldest !== undefined) keys.delete(oldest);
      return true;
    },
  };
}
