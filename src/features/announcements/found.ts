import { z } from 'zod';
import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Call, SubmitCall } from '#slack/routes.ts';
import type { Announcement } from './announcement.ts';
import { requireRight } from './rights.ts';
import { readAnnouncement } from './store.ts';

/** Whoever is somebody here may come as far as being told who may announce. */
export const FOR_ANNOUNCERS = { permission: 'anyone', shows: ['D9'] } as const;

const Confirmed = z.object({ id: z.int(), people: z.int() });

/** What a preview carries: which announcement, and how many people it said that it reaches. */
export async function confirmed({ services, metadata }: SubmitCall<Services>): Promise<{
  readonly announcement: Announcement;
  readonly people: number;
}> {
  const carried = Confirmed.safeParse(parsed(metadata));
  const announcement = carried.success ? await readAnnouncement(services.store, carried.data.id) : undefined;
  if (!carried.success || announcement === undefined) throw noDraft();
  return { announcement, people: carried.data.people };
}

/** An announcement of one's own. @throws Refusal for anything else. */
export async function ownOf(
  { services, actor, now }: Pick<Call<Services>, 'services' | 'actor' | 'now'>,
  value: string,
): Promise<Announcement> {
  await requireRight(services.store, actor, now);
  const id = /^\d{1,9}$/.test(value) ? Number(value) : undefined;
  const found = id === undefined ? undefined : await readAnnouncement(services.store, id);
  if (found?.authorId !== actor.slackUserId) throw noDraft();
  return found;
}

export function noDraft(): Refusal {
  return new Refusal('That is no draft or announcement of yours any more.', 'See /attain announce.');
}

/** What a window carried, as far as it can be read. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
