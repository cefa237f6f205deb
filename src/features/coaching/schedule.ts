import { z } from 'zod';
import type { Schedule, Services } from '#feature.ts';
import { companyDay, isCompanyKnown } from '#store/company.ts';
import { readSetting, writeSetting } from '#store/settings.ts';
import { mayAnnounce } from '#sync/read-freshness.ts';
import { followUp } from './follow-up.ts';
import { handOn } from './hand-on.ts';
import { look } from './look.ts';

const LOOKED = 'coaching.looked';
const Looked = z.object({ day: z.string(), hour: z.string() });

/** Each hour what is due, each day who stands out: those wait while the data cannot be trusted. */
export const coachingSchedule: Schedule = {
  name: 'coaching.daily',
  shows: ['D2', 'D5'],
  async run(services: Services, now: Temporal.Instant) {
    const { store, outbox } = services;
    const last = Looked.safeParse(await readSetting(store, LOOKED)).data;
    const hour = now.toString().slice(0, 13);
    if (last?.hour === hour) return;
    if (!(await isCompanyKnown(store))) return;
    await followUp(services, now);
    await handOn(services, now);
    const today = (await companyDay(store, now)).toString();
    const isLooked = last?.day === today || !(await mayAnnounce(store, now));
    if (!isLooked) await look(services, now);
    const value = { day: isLooked ? (last?.day ?? '') : today, hour };
    await writeSetting(store, { name: LOOKED, value, by: 'coaching', now });
    await outbox.wake();
  },
};
