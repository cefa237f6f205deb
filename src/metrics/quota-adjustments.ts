import { z } from 'zod';
import { daysBetween } from '#lib/days.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import type { PersonFact } from '#model/person-facts.ts';
import type { WorkCalendar } from '#model/work-calendar.ts';
import { changeSetting } from '#store/change-setting.ts';
import { readSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';
import type { Scope } from './question.ts';
import type { StoredQuota } from './quota.ts';
import type { Adjustments } from './quota-adjusting.ts';
import { readWorkCalendar } from './work-calendar.ts';

/** What makes less of a person's quotas; undefined where nothing does. */
export type AdjustmentsOf = (personId: string) => Adjustments | undefined;

/** The setting's name. */
export const DAYS_SETTING = 'quotas.days';
const Chosen = z.object({ days: z.enum(['working', 'calendar']) });
/** Whether quotas are spread over working days or calendar days. */
export type DayMode = z.infer<typeof Chosen>['days'];

/**
 * Ramp and leave of the people of these quotas, and the days to count them by. Most quotas are not touched by any of
 * it: then nothing more is read.
 */
export async function readAdjustments(
  store: Store,
  rows: readonly StoredQuota[],
  { view }: Pick<Scope, 'view'>,
): Promise<AdjustmentsOf> {
  const touched = rows.filter(
    (row) => row.has_facts || (row.effective_on !== null && row.effective_on > row.start_on),
  );
  const people = [...new Set(touched.map((row) => row.person_id))];
  if (people.length === 0) return () => undefined;
  const [facts, calendar, mode] = await Promise.all([
    readPersonFacts(store, {
      kinds: ['ramp', 'leave', 'location'],
      personIds: people,
      knownBefore: view.knownBefore,
    }),
    readWorkCalendar(store),
    readDayMode(store),
  ]);
  const factsOf = Map.groupBy(facts, ({ personId }) => personId);
  const asked = new Set(people);
  return (personId) =>
    asked.has(personId) ? adjustmentsFrom(factsOf.get(personId) ?? [], { calendar, mode }) : undefined;
}

/** How quotas are spread: over working days, unless somebody chose calendar days. */
async function readDayMode(store: Store): Promise<DayMode> {
  const chosen = Chosen.safeParse(await readSetting(store, DAYS_SETTING));
  return chosen.success ? chosen.data.days : 'working';
}

/** Chooses how quotas are spread; figures of running and past periods follow at once. */
export async function chooseDayMode(
  store: Store,
  mode: DayMode,
  { by, now }: { readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  await changeSetting(store, { name: DAYS_SETTING, value: { days: mode }, by, now });
}

function adjustmentsFrom(
  facts: readonly PersonFact[],
  { calendar, mode }: { readonly calendar: WorkCalendar; readonly mode: DayMode },
): Adjustments {
  const own = facts.filter(({ kind }) => kind === 'ramp' || kind === 'leave');
  const places = facts.filter(({ kind }) => kind === 'location');
  const days = (from: string, to: string) => {
    const [first, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
    if (mode === 'calendar') return daysBetween(first, end);
    const place = places.find((fact) => fact.from <= from && from < fact.to);
    return calendar.workingDays(first, end, place?.value ?? '');
  };
  return { facts: own, days, unit: `${mode} days` };
}
