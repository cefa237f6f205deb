import { type Actor, mayRead, rolesOf } from './access.ts';
import { decide } from './policy/decide.ts';

/** Whose a record behind a figure is. */
export interface RecordOwners {
  /** Who owns it in Salesforce today; '' for nobody. */
  readonly ownerId: string;
  /** Whom its amount is credited to; '' for nobody. */
  readonly creditedTo: string;
  /** Marked as private in Salesforce. */
  readonly isPrivate: boolean;
}

/**
 * Whether an actor may see a record by itself, and not only as a part of a sum: it is theirs or of someone below them
 * today, by owner or by credit. A private one is for its owner and the managers above alone, whoever else is credited.
 */
export function maySeeRecord(
  actor: Actor,
  { ownerId, creditedTo, isPrivate }: RecordOwners,
  managersOf: (personId: string) => readonly string[],
): boolean {
  const reads = (personId: string) => personId !== '' && mayRead(actor, personId, managersOf(personId));
  return reads(ownerId) || (!isPrivate && reads(creditedTo));
}

/** Whether an actor may read the total of a group they belong to, of so many people. */
export function mayReadTotal(actor: Actor, groupSize: number): boolean {
  const roles = rolesOf(actor);
  return decide({
    isKnown: roles.length > 0,
    roles,
    dataClass: 'D8',
    relation: 'self',
    surface: 'answer',
    grants: [],
    circumstances: { groupSize },
  }).allowed;
}
