import type { Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { metricContext, type MetricContext } from '#metrics/context.ts';
import { FOCUSES } from './focuses.ts';
import { PROMPT, promptKey } from './keys.ts';
import { readPair } from './pair.ts';
import { findingsFor, nextFocus } from './policy.ts';
import { lastPeriods, readMembers } from './read-members.ts';
import { readLeading } from './stand-ins.ts';
import { type Kept, keepFocus, readFocuses } from './store.ts';

type Found = Pick<
  Kept,
  'personId' | 'coachId' | 'metric' | 'periodType' | 'periodStart' | 'foundOn' | 'isInPlace'
>;

/** Looks at everyone, and asks whoever leads them, or stands in for who does, to talk about what stands out. */
export async function look({ store, outbox }: Services, now: Temporal.Instant): Promise<void> {
  const found = await findAll(await metricContext(store, now));
  if (found.length === 0) return;
  const pair = await readPair(
    store,
    found.map(({ coachId }) => coachId),
  );
  await store.transaction(async (tx) => {
    for (const one of found) {
      const audience = pair.get(one.coachId)?.slackUserId;
      const id = audience === undefined ? undefined : await keepFocus(tx, one);
      if (audience === undefined || id === undefined) continue;
      await outbox.record(tx, {
        key: promptKey({ id }),
        kind: PROMPT,
        params: { focus: id },
        audience,
      });
    }
  });
  await outbox.wake();
}

/** Whom to talk with about what, of those who are there today and linked, as is whoever is to talk with them. */
async function findAll(context: MetricContext): Promise<readonly Found[]> {
  const { store, calendar, now } = context;
  const periods = lastPeriods(context);
  if (periods === undefined) return [];
  const [period] = periods;
  const members = await readMembers(context, periods);
  const today = dayIn(calendar.zone, now);
  const ids = members.map(({ personId }) => personId);
  if (ids.length === 0) return [];
  const [before, leading] = await Promise.all([
    readFocuses(store, ids),
    readLeading({ store, day: today }, ids),
  ]);
  const periodStart = period.start.toString();
  return members.flatMap((member): readonly Found[] => {
    const { personId, isAwayToday } = member;
    const coach = leading.coachOf(personId);
    if (coach === undefined || isAwayToday) return [];
    const own = before.filter((one) => one.personId === personId);
    const focus = nextFocus(findingsFor(member, members, FOCUSES), own, { today, periodStart });
    if (focus === undefined) return [];
    const { metric } = focus;
    return [{ personId, ...coach, metric, periodType: period.type, periodStart, foundOn: today }];
  });
}
