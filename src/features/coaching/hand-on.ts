import type { Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import { metricContext, type MetricContext } from '#metrics/context.ts';
import { factOn } from '#model/placement.ts';
import { PROMPT, promptKey } from './keys.ts';
import { lastPeriods } from './read-members.ts';
import { isStandingInOver, type Leading, readLeading } from './stand-ins.ts';
import { handFocus, type Kept, readLent } from './store.ts';

/**
 * What a stand-in has left alone goes to whoever is asked after them: the manager, or who stands in next. Where its
 * quarter is not the last one any more it ends, for what stands out now comes up by itself.
 */
export async function handOn(services: Services, now: Temporal.Instant): Promise<void> {
  const lent = await readLent(services.store);
  if (lent.length === 0) return;
  const context = await metricContext(services.store, now);
  const { store } = context;
  const today = dayIn(context.calendar.zone, now);
  const personIds = lent.map(({ personId }) => personId);
  const [leading, away] = await Promise.all([
    readLeading({ store, day: today }, personIds),
    readAway(context, personIds),
  ]);
  const [last] = lastPeriods(context) ?? [];
  for (const kept of lent) {
    const { personId, coachId } = kept;
    const managerId = leading.managerOf(personId);
    if (!isStandingInOver(coachId, { managerId, standIns: leading.standIns })) continue;
    const isCurrent = last?.type === kept.periodType && last.start.toString() === kept.periodStart;
    const next = isCurrent ? leading.coachOf(personId) : { coachId, isInPlace: false };
    // Nobody is brought up on leave, and nothing is handed to nobody: it waits. Once a day is enough to and fro.
    if (next === undefined || away.has(personId) || kept.handedOn?.equals(today) === true) continue;
    await give(services, kept, { ...next, handedOn: today, to: leading.reached.get(next.coachId) });
  }
}

interface Next extends Pick<Kept, 'coachId' | 'isInPlace'> {
  readonly handedOn: Temporal.PlainDate;
  readonly to: ReturnType<Leading['reached']['get']>;
}

/** What the stand-in reads of it becomes one line; whoever has it now gets a message of their own. */
async function give({ store, outbox }: Services, kept: Kept, { to, ...next }: Next): Promise<void> {
  await store.transaction(async (tx) => {
    if (!(await handFocus(tx, kept, next))) return;
    await outbox.withdraw(tx, promptKey(kept));
    await outbox.refresh(tx, promptKey(kept));
    if (next.coachId === kept.coachId || to?.slackUserId === undefined) return;
    await outbox.record(tx, {
      key: promptKey({ id: kept.id, handedOn: next.handedOn }),
      kind: PROMPT,
      params: { focus: kept.id, handed: next.handedOn.toString() },
      audience: to.slackUserId,
    });
  });
}

async function readAway(
  { store, calendar, now }: MetricContext,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const today = dayIn(calendar.zone, now).toString();
  const facts = Map.groupBy(
    await readPersonFacts(store, { kinds: ['leave'], personIds }),
    ({ personId }) => personId,
  );
  return new Set(personIds.filter((id) => factOn(facts.get(id) ?? [], today) !== undefined));
}
