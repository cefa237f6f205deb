import type { Findings } from '#slack/find-own.ts';
import type { WhenUnknown } from './outbox.ts';

/** Where a post of unknown outcome stands after it was looked for. */
export type LookEnd =
  /** It is there; what else stands there is too much. */
  | { readonly kind: 'there'; readonly ts: string; readonly others: readonly string[] }
  /** Certainly not there: back in line. */
  | { readonly kind: 'absent' }
  /** Not looked through yet. */
  | {
      readonly kind: 'later';
      readonly waitSeconds: number;
      readonly before: string | undefined;
      readonly reason: string;
    }
  /** Nobody can tell by looking: a person is asked, or it is left as it is. */
  | { readonly kind: 'untold'; readonly state: 'parked' | 'unknown'; readonly reason: string };

/** Decides by what reading back found; `whenUnknown` is what the kind of post declares for the case of no answer. */
export function afterLook(findings: Findings, whenUnknown: WhenUnknown): LookEnd {
  if (findings.kind === 'closed') {
    const state = whenUnknown === 'at-most-once' ? 'unknown' : 'parked';
    return { kind: 'untold', state, reason: `reading back is refused: ${findings.reason}` };
  }
  const [ts, ...others] = findings.stamps;
  if (ts !== undefined) return { kind: 'there', ts, others };
  return findings.kind === 'read' ? { kind: 'absent' } : { ...findings, kind: 'later' };
}
