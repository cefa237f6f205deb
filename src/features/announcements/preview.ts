import type { Services } from '#feature.ts';
import { type Announcement, EVERYBODY } from './announcement.ts';
import { readChoices, readEveryone } from './audience.ts';
import { audienceOf, type Part, partsOf } from './meaning.ts';
import { partName } from './meanings-form.ts';
import { readMeanings } from './meanings-store.ts';
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
  const [everyone, choices, tied, others, meanings] = await Promise.all([
    readEveryone(services, now),
    readChoices(store),
    readTied(store, announcement),
    otherAnnouncers(store, authorId, now),
    readMeanings(store, announcement.id),
  ]);
  const count = (part: Part) => readersOf(everyone, audienceOf(part)).length;
  const readers = readersOf(everyone, audience);
  return {
    announcement,
    tied,
    people: readers.length,
    zones: new Set(readers.map(({ timeZone }) => timeZone)).size,
    needsApproval: others.length > 0,
    parts: [
      ...(audience.roles.includes(EVERYBODY) ? [{ name: 'Everybody', people: everyone.length }] : []),
      ...partsOf(audience).map((part) => ({ name: partName(part, choices), people: count(part) })),
    ],
    meanings: meanings.map((meaning) => ({
      name: partName(meaning, choices),
      people: count(meaning),
      meaning,
    })),
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
