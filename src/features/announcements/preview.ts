import type { Services } from '#feature.ts';
import { type Announcement, EVERYBODY } from './announcement.ts';
import { readChoices, readEveryone } from './audience.ts';
import type { Tied } from './message-views.ts';
import { readersOf } from './plan.ts';
import type { Preview } from './preview-views.ts';
import { otherAnnouncers } from './rights.ts';
import { readAnnouncement, readCorrection } from './store.ts';

/** What goes out and to whom, as things stand. */
export async function readPreview(
  services: Services,
  announcement: Announcement,
  now: Temporal.Instant,
): Promise<Preview> {
  const { store } = services;
  const { audience, authorId } = announcement;
  const [everyone, choices, tied, others] = await Promise.all([
    readEveryone(services, now),
    readChoices(store),
    readTied(store, announcement),
    otherAnnouncers(store, authorId, now),
  ]);
  const nothing = { roles: [], teams: [], channels: [] };
  const count = (part: Partial<typeof audience>) => readersOf(everyone, { ...nothing, ...part }).length;
  const nameOf = new Map([...choices.roles, ...choices.teams].map(({ id, name }) => [id, name]));
  const readers = readersOf(everyone, audience);
  return {
    announcement,
    tied,
    people: readers.length,
    zones: new Set(readers.map(({ timeZone }) => timeZone)).size,
    needsApproval: others.length > 0,
    parts: [
      ...audience.roles.map((id) => ({
        name: id === EVERYBODY ? 'Everybody' : `In the role ${nameOf.get(id) ?? 'that is gone'}`,
        people: count({ roles: [id] }),
      })),
      ...audience.teams.map((id) => ({
        name: `In the team of ${nameOf.get(id) ?? 'somebody who has left'}`,
        people: count({ teams: [id] }),
      })),
    ],
  };
}

/** What it corrects and what corrects it. */
export async function readTied(store: Services['store'], { id, correctsId }: Announcement): Promise<Tied> {
  const [corrects, correctedBy] = await Promise.all([
    correctsId === null ? undefined : readAnnouncement(store, correctsId),
    readCorrection(store, id),
  ]);
  return { corrects, correctedBy };
}
