import type { PostParams } from '#outbox/outbox.ts';

/** What a digest is about: a team, the reader's own work, or the company by teams. */
export const ABOUTS = ['team', 'mine', 'company'] as const;

export interface About {
  readonly about: (typeof ABOUTS)[number];
  /** The manager of the team, or the person; '' for the company. */
  readonly subjectId: string;
}

export const KIND = 'weekly';
export const OWN_KIND = 'weekly.mine';

/** A digest of one week: named by the local day on which it is due. */
export interface Edition extends About {
  readonly slackUserId: string;
  readonly week: string;
}

/** One digest for a reader, a day and what it is about. */
export function editionKey({ slackUserId, week, about, subjectId }: Edition): string {
  return `${KIND}/${slackUserId}/${week}/${about}/${subjectId}`;
}

export function kindOf({ about }: About): typeof KIND | typeof OWN_KIND {
  return about === 'mine' ? OWN_KIND : KIND;
}

export function paramsOf({ week, about, subjectId }: Omit<Edition, 'slackUserId'>): PostParams {
  return { week, about, subject: subjectId };
}

/** Whether a deal is of whoever reads about it: nobody asks themselves about a deal. */
export function isReaders(
  { ownerId }: { readonly ownerId: string },
  { about, isOwn }: { readonly about: About; readonly isOwn: boolean },
): boolean {
  return isOwn && ownerId === about.subjectId;
}
