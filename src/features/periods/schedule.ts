import { z } from 'zod';
import type { CompanySetting, Services } from '#feature.ts';
import { dayIn, type Day } from '#lib/days.ts';
import { metricContext } from '#metrics/context.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import type { Calendar } from '#model/calendar.ts';
import type { Period } from '#model/period.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';
import { changeSetting } from '#store/change-setting.ts';
import { readSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';
import { changePeriod } from './change.ts';
import { CLOSING_TYPES, periodThatEnded } from './policy.ts';
import { readStates } from './states.ts';

const NAME = 'periods.soft_close';

/** When a period that ended is closed softly by itself. */
const SoftClose = z.object({ type: z.enum(CLOSING_TYPES), afterWorkingDays: z.int().min(0).max(60) });
export type SoftClose = z.infer<typeof SoftClose>;

/** The setting; undefined while nothing closes by itself, which is so unless somebody asked for it. */
export async function readSoftClose(store: Store): Promise<SoftClose | undefined> {
  return SoftClose.safeParse(await readSetting(store, NAME)).data;
}

/** Sets it, or switches it off. */
export async function saveSoftClose(
  store: Store,
  setting: SoftClose | undefined,
  by: { readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  await changeSetting(store, { name: NAME, value: setting ?? { off: true }, ...by });
}

/** The setting, for admins to see and to take back. */
export const softCloseSetting: CompanySetting = {
  name: NAME,
  title: 'Closing periods by itself',
  words(value) {
    const setting = SoftClose.safeParse(value);
    if (!setting.success) return 'nothing closes by itself';
    const { type, afterWorkingDays: days } = setting.data;
    return `each ${type} closes softly ${days} working ${days === 1 ? 'day' : 'days'} after its end`;
  },
};

/** Closes the period that ended once enough working days have passed; what a person decided about it stands. */
export async function closeWhatEnded(services: Services, now: Temporal.Instant): Promise<void> {
  const setting = await readSoftClose(services.store);
  if (setting === undefined) return;
  const [{ calendar }, work, states] = await Promise.all([
    metricContext(services.store, now),
    readWorkCalendar(services.store),
    readStates(services.store),
  ]);
  const due = dueForClosing(setting, { calendar, work, today: dayIn(calendar.zone, now) });
  if (due === undefined || states.standingOf(due) !== undefined) return;
  const days = setting.afterWorkingDays;
  const reason = `${days} working ${days === 1 ? 'day' : 'days'} after its end`;
  await changePeriod(services, { period: due, to: 'soft', reason, by: 'schedule', now });
}

/** The period that ended last, once so many whole working days have passed since; never the running one. */
export function dueForClosing(
  { type, afterWorkingDays }: SoftClose,
  {
    calendar,
    work,
    today,
  }: { readonly calendar: Calendar; readonly work: WorkCalendar; readonly today: Day },
): Period | undefined {
  const ended = periodThatEnded(calendar, type, today);
  return ended && work.workingDays(ended.end, today, '') >= afterWorkingDays ? ended : undefined;
}
