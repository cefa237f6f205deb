/** Token buckets by key, on machine time. */
export interface Pacing {
  /** Takes one from the bucket. Returns 0, or the whole seconds to wait. */
  take(key: string, rate: { burst: number; perSecond: number }): number;
}

export function createPacing(machineNow: () => number): Pacing {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(key, rate) {
      const now = machineNow();
      const old = buckets.get(key) ?? { left: rate.burst, at: now };
      const left = Math.min(rate.burst, old.left + ((now - old.at) / 1000) * rate.perSecond);
      const granted = left >= 1;
      buckets.set(key, { left: granted ? left - 1 : left, at: now });
      return granted ? 0 : Math.max(1, Math.ceil((1 - left) / rate.perSecond));
    },
  };
}
