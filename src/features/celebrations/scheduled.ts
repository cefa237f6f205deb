import type { AboutScheduled, ScheduledMessage, ScheduledMessages, Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import type { Store } from '#store/store.ts';
import { celebrationTitle, whenWords } from './celebration.ts';
import { prefixOf } from './keys.ts';
import type { ListedCelebration } from './list-views.ts';
import { messagesPerWeek } from './load.ts';
import { seeReached } from './quota-look.ts';
import { sampleMessage } from './sample.ts';
import { SETUP, setupModal } from './setup-views.ts';
import { note } from './start.ts';
import { readCelebration, readCelebrations, setPaused, setRunning } from './store.ts';
import { readManagers } from './teams.ts';

/** The celebrations, for admins to try, change, pause and resume. */
export const scheduledCelebrations: ScheduledMessages = {
  id: 'celebrations',
  shows: ['D9'],
  start: { action: SETUP, label: 'Celebrate in a channel' },
  list: readScheduled,
  async sample({ store }, { id, now }) {
    const celebration = await readCelebration(store, numberOf(id));
    return celebration && sampleMessage(await metricContext(store, now), celebration);
  },
  async edit({ store }, { id, now }) {
    const celebration = await readCelebration(store, numberOf(id));
    if (celebration === undefined) return undefined;
    const context = await metricContext(store, now);
    const managers = await readManagers(companyToday(context));
    const { channelId, timeZone, teamId } = celebration;
    const teamEmail = managers.find((one) => one.id === teamId)?.email;
    return setupModal({ channelId, timeZone, currency: context.currency, celebration, teamEmail });
  },
  pause,
  resume,
};

/** All of them with the names of their teams. */
export async function readListed(
  { store }: Pick<Services, 'store'>,
  now: Temporal.Instant,
): Promise<readonly ListedCelebration[]> {
  const celebrations = await readCelebrations(store);
  if (celebrations.length === 0) return [];
  const managers = await readManagers(companyToday(await metricContext(store, now)));
  const nameOf = new Map(managers.map(({ id, name }) => [id, name]));
  return celebrations.map((celebration) => ({ celebration, teamName: nameOf.get(celebration.teamId) }));
}

async function readScheduled(
  services: Services,
  now: Temporal.Instant,
): Promise<readonly ScheduledMessage[]> {
  const listed = await readListed(services, now);
  if (listed.length === 0) return [];
  const company = companyToday(await metricContext(services.store, now));
  return Promise.all(
    listed.map(async ({ celebration, teamName }) => ({
      id: String(celebration.id),
      title: celebrationTitle(celebration, teamName),
      audience: celebration.channelId,
      when: whenWords(celebration),
      nextAt: undefined,
      perWeek: await messagesPerWeek(company, celebration),
      pause: celebration.pause,
    })),
  );
}

/** What had not left yet is not said; what was said is still taken back where a deal reopens. */
async function pause({ store, outbox }: Services, about: AboutScheduled): Promise<boolean> {
  const id = numberOf(about.id);
  return store.transaction(async (tx) => {
    if ((await readCelebration(tx, id)) === undefined) return false;
    if (!(await setPaused(tx, id, { by: about.actor.slackUserId, at: about.now }))) return true;
    await outbox.withdraw(tx, prefixOf(id));
    await noteAbout(tx, 'celebration.paused', about);
    return true;
  });
}

async function resume({ store }: Services, about: AboutScheduled): Promise<boolean> {
  const id = numberOf(about.id);
  return store.transaction(async (tx) => {
    if ((await readCelebration(tx, id)) === undefined) return false;
    if (!(await setRunning(tx, id, about.now))) return true;
    await seeReached(tx, about.now);
    await noteAbout(tx, 'celebration.resumed', about);
    return true;
  });
}

async function noteAbout(tx: Store, action: string, { id, actor, now }: AboutScheduled): Promise<void> {
  await note(tx, action, { id: numberOf(id), by: actor.slackUserId, now, detail: {} });
}

/** 0 is none. */
function numberOf(id: string): number {
  return /^\d{1,9}$/.test(id) ? Number(id) : 0;
}
