/** What changed in the workspace, as much as a watcher needs to know what to read again. */
export type Change =
  | { readonly kind: 'message'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'ephemeral'; readonly user: string; readonly channel: string }
  | { readonly kind: 'modal'; readonly user: string }
  | { readonly kind: 'home'; readonly user: string }
  /** Someone read a conversation to its end. */
  | { readonly kind: 'read'; readonly user: string }
  | { readonly kind: 'channels' }
  /** The app connected or was lost. */
  | { readonly kind: 'connections' }
  | { readonly kind: 'clock' };

export interface Changes {
  tell(change: Change): void;
  /** Calls `listener` on every change until the returned function is called. */
  watch(listener: (change: Change) => void): () => void;
}

export function createChanges(): Changes {
  const listeners = new Set<(change: Change) => void>();
  return {
    tell(change) {
      for (const listener of listeners) listener(change);
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
