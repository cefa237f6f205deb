import { decide } from './policy/decide.ts';
import type { DataClass, Decision, GivenRole, Relation, Role } from './policy/terms.ts';

/** Who asks, as far as we have confirmed. An unlinked person has no `personId`. */
export interface Actor {
  readonly slackUserId: string;
  readonly personId: string | null;
  /** May configure: the installer is the first ops admin and may name others. */
  readonly isInstaller: boolean;
  /** The roles they were given; none where nothing is said. */
  readonly roles?: readonly GivenRole[];
  /** People whom they stand in for today. */
  readonly standsInFor?: readonly string[];
  /** What they were granted about single people, as far as it is in force today. */
  readonly grants?: readonly { readonly subjectId: string; readonly dataClass: DataClass }[];
}

/** Somebody of whom we know nothing that would let them see anything: guests are this, whoever they are linked to. */
export function nobody(slackUserId: string): Actor {
  return { slackUserId, personId: null, isInstaller: false };
}

/** What a handler needs before it may run; every handler names one. `installer` is every ops admin. */
export const PERMISSIONS = ['anyone', 'linked', 'installer', 'auditor'] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What a handler declares: who may use it, and of which classes its answers show anything. */
export interface Entry {
  readonly permission: Permission;
  /** Empty for what says nothing about anybody: help, a question back. */
  readonly shows: readonly DataClass[];
}

/** The roles of an actor for the policy. */
export function rolesOf(actor: Actor): readonly Role[] {
  const given: readonly Role[] = actor.roles ?? [];
  const admin: readonly Role[] = actor.isInstaller && !given.includes('ops_admin') ? ['ops_admin'] : [];
  return [...(actor.personId === null ? [] : (['rep'] as const)), ...given, ...admin];
}

/** Whether an actor may use a handler at all. What they may see is decided by `mayRead`. */
export function mayUse(actor: Actor, permission: Permission): boolean {
  switch (permission) {
    case 'anyone':
      return true;
    case 'linked':
      return actor.personId !== null;
    case 'installer':
      return rolesOf(actor).includes('ops_admin');
    case 'auditor':
      return rolesOf(actor).some((role) => role === 'auditor' || role === 'ops_admin');
  }
}

/** Whether a handler may serve an actor: its permission, and that who is nobody gets nothing about anybody. */
export function mayEnter(actor: Actor, { permission, shows }: Entry): boolean {
  return mayUse(actor, permission) && (shows.length === 0 || rolesOf(actor).length > 0);
}

/** How an actor stands to a person whose managers today are these, nearest first. */
function relationTo(
  { personId, standsInFor = [] }: Actor,
  subjectId: string,
  managersOfSubject: readonly string[],
): Relation {
  if (personId === subjectId) return 'self';
  const own = [...(personId === null ? [] : [personId]), ...standsInFor];
  const nearest = managersOfSubject.findIndex((id) => own.includes(id));
  if (nearest < 0) return 'peer';
  return nearest === 0 ? 'manager' : 'skip_manager';
}

/** The decision about the personal figures of somebody, answered privately. */
export function decideFigures(
  actor: Actor,
  subjectId: string,
  managersOfSubject: readonly string[],
): Decision {
  return decide({
    isKnown: rolesOf(actor).length > 0,
    roles: rolesOf(actor),
    dataClass: 'D2',
    relation: relationTo(actor, subjectId, managersOfSubject),
    surface: 'answer',
    grants: (actor.grants ?? []).filter((it) => it.subjectId === subjectId).map((it) => it.dataClass),
  });
}

/**
 * Whether an actor may read the personal figures of a person: their own, those of everyone below them or below
 * somebody they stand in for, and what they were granted.
 */
export function mayRead(actor: Actor, subjectId: string, managersOfSubject: readonly string[]): boolean {
  return decideFigures(actor, subjectId, managersOfSubject).allowed;
}
