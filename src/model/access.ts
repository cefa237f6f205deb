/** Who asks, as far as we have confirmed. An unlinked person has no `personId`. */
export interface Actor {
  readonly slackUserId: string;
  readonly personId: string | null;
  /** The installer sets up boards and links people; admin roles come later. */
  readonly isInstaller: boolean;
}

/** What a handler needs before it may run; every handler names one. */
export const PERMISSIONS = ['anyone', 'linked', 'installer'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Whether an actor may use a handler at all. What they may see is decided by `mayRead`. */
export function mayUse(actor: Actor, permission: Permission): boolean {
  if (permission === 'anyone') return true;
  if (permission === 'linked') return actor.personId !== null;
  return actor.isInstaller;
}

/**
 * Whether an actor may read the personal figures of a person: their own and those of everyone below them.
 * `managersOfSubject` is the subject's chain of managers today, nearest first.
 */
export function mayRead(actor: Actor, subjectId: string, managersOfSubject: readonly string[]): boolean {
  if (actor.personId === null) return false;
  return actor.personId === subjectId || managersOfSubject.includes(actor.personId);
}
