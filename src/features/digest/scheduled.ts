import type { AboutScheduled, CompanySetting, ScheduledMessages, Services } from '#feature.ts';
import { nextDue } from '#lib/weekly.ts';
import type { ChangedBy } from '#store/change-setting.ts';
import { companyZone } from '#store/company.ts';
import { KIND } from './about.ts';
import { naturalAbouts } from './commands.ts';
import { wholeWeek } from './edition.ts';
import type { CommitmentSource } from './read-week.ts';
import { DEFAULT_WISHES, skipMissed } from './readers-store.ts';
import { PAUSE, pauseOf, readPause, readRules, savePause } from './rules.ts';
import { rulesModal } from './setup.ts';
import { weekMessage } from './views.ts';

/** The digests as admins see them: one line for all, for each reader has their own hour. */
export function scheduledDigests(sources: readonly CommitmentSource[]): ScheduledMessages {
  return {
    id: KIND,
    shows: ['D2', 'D3', 'D5', 'D8'],
    list: async ({ store }, now) => {
      const { weekday, hour } = DEFAULT_WISHES;
      const weekly = { days: [weekday], hour, timeZone: await companyZone(store) };
      return [
        {
          id: KIND,
          title: 'the weekly digest of a team, or of the company',
          audience: 'managers and executives',
          when: 'every Monday at 08:00 where each of them is, or when they chose',
          nextAt: nextDue(weekly, now),
          perWeek: 1,
          pause: await readPause(store),
        },
      ];
    },
    async sample(services, { actor, now }) {
      const [about] = await naturalAbouts({ services, actor, now });
      const content = about && (await wholeWeek(services, about, { actor, now, sources }));
      return content && weekMessage(content);
    },
    edit: async ({ store }) => rulesModal(await readRules(store)),
    pause: (services, asked) => rest(services, asked, true),
    resume: (services, asked) => rest(services, asked, false),
  };
}

/** Whether they rest, for admins to see and to take back. */
export const pauseSetting: CompanySetting = {
  name: PAUSE,
  title: 'The weekly digest',
  words: (value) => (pauseOf(value) ? 'paused: none comes by itself' : 'comes every week'),
  restore: (services, { value, ...change }) => setPause(services, pauseOf(value) !== undefined, change),
};

async function rest(
  services: Services,
  { id, actor, now }: AboutScheduled,
  isPaused: boolean,
): Promise<boolean> {
  if (id !== KIND) return false;
  await setPause(services, isPaused, { by: actor.slackUserId, now });
  return true;
}

/** Nothing that waits leaves after a pause; nothing that was missed is made up after it. */
async function setPause(
  { store, outbox }: Services,
  isPaused: boolean,
  { by, now, undoes }: ChangedBy,
): Promise<void> {
  await store.transaction(async (tx) => {
    if (((await readPause(tx)) !== undefined) === isPaused) return;
    await savePause(tx, isPaused, { by, now, undoes });
    if (isPaused) await outbox.withdraw(tx, `${KIND}/`);
    else await skipMissed(tx, now);
  });
}
