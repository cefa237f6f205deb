import { setTimeout as pause } from 'node:timers/promises';

/** Every wait has an end: rejects with what was waited for when it does not come in `ms` milliseconds. */
export async function within<T>(
  awaited: Promise<T>,
  { ms, what }: { readonly ms: number; readonly what: string },
): Promise<T> {
  const isOver = new AbortController();
  const late = pause(ms, undefined, { signal: isOver.signal }).then(() => {
    throw new Error(`waited ${ms / 1_000} s in vain for ${what}`);
  });
  try {
    return await Promise.race([awaited, late]);
  } finally {
    isOver.abort();
  }
}
