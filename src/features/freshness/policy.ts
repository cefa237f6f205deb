import type { Freshness, Trouble } from '#sync/freshness.ts';
import type { Incident } from '#sync/incidents.ts';

/** What is to be done about the state of the data. */
export type Step =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'begin'; readonly trouble: Trouble }
  | { readonly kind: 'change'; readonly id: number; readonly trouble: Trouble }
  | { readonly kind: 'end'; readonly id: number };

export interface Situation {
  readonly open: Incident | undefined;
  readonly freshness: Freshness;
  /** False while data is late only because nobody has tried to read it since. */
  readonly isSure: boolean;
  /** Something that was read has not reached the figures yet. */
  readonly hasWork: boolean;
}

/**
 * One incident lasts from the first trouble until the data is fresh and has reached the figures, whatever else goes
 * wrong meanwhile: its owner is told once, and once when it is over.
 */
export function nextStep({ open, freshness, isSure, hasWork }: Situation): Step {
  if (freshness.kind === 'fresh')
    return open && !hasWork ? { kind: 'end', id: open.id } : { kind: 'nothing' };
  if (open === undefined) return isSure ? { kind: 'begin', trouble: freshness } : { kind: 'nothing' };
  const isSame = open.kind === freshness.kind && open.cause === freshness.cause;
  return isSame ? { kind: 'nothing' } : { kind: 'change', id: open.id, trouble: freshness };
}
