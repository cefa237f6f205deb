import { type Audience, EVERYBODY } from './announcement.ts';
import { type Reader, readersOf } from './plan.ts';

/** A role or a team of an audience. Everybody and channels are none: they read the same words. */
export interface Part {
  readonly kind: 'role' | 'team';
  readonly partId: string;
}

/** What a change means for one part of its audience, in its author's words: nobody else reads them. */
export interface Meaning extends Part {
  readonly words: string;
}

/** The same with the name of the role, or of who leads the team; null where it is gone. */
export interface NamedMeaning extends Meaning {
  readonly name: string | null;
}

/** Parts with words of their own; for more than these, the words for all say it better. */
export const MOST_PARTS = 20;
export const LONGEST_MEANING = 300;

/** The parts of an audience for which something of their own can be said. */
export function partsOf({ roles, teams }: Pick<Audience, 'roles' | 'teams'>): readonly Part[] {
  return [
    ...roles.flatMap((partId) => (partId === EVERYBODY ? [] : [{ kind: 'role' as const, partId }])),
    ...teams.map((partId) => ({ kind: 'team' as const, partId })),
  ];
}

/** The audience that is this part alone. */
export function audienceOf({ kind, partId }: Part): Audience {
  return { roles: kind === 'role' ? [partId] : [], teams: kind === 'team' ? [partId] : [], channels: [] };
}

/** What is meant for a reader: of every part in which they are. */
export function meantFor<M extends Part>(reader: Reader, meanings: readonly M[]): readonly M[] {
  return meanings.filter((one) => readersOf([reader], audienceOf(one)).length > 0);
}
