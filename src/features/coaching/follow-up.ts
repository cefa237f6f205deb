import type { Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { readPersonFacts } from '#ledger/person-facts.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { factOn } from '#model/placement.ts';
import { isComparisonDue, isPastMorning, momentDue } from './follow-ups.ts';
import { COMPARED, comparedKey, STEP, stepKey } from './keys.ts';
import { readPair } from './pair.ts';
import { heldOn } from './read-compared.ts';
import { readOpenSteps } from './step-store.ts';
import { readFocuses } from './store.ts';

/** Asks for every reminder of a step and every look back that is due where people are; again and again is once. */
export async function followUp(services: Services, now: Temporal.Instant): Promise<void> {
  await remind(services, now);
  await lookBack(services, now);
}

async function remind({ store, outbox }: Services, now: Temporal.Instant): Promise<void> {
  const steps = await readOpenSteps(store);
  if (steps.length === 0) return;
  const ownerIds = [...new Set(steps.map(({ ownerId }) => ownerId))];
  const [owners, work, facts] = await Promise.all([
    readPair(store, ownerIds),
    readWorkCalendar(store),
    readPersonFacts(store, { kinds: ['location', 'leave'], personIds: ownerIds }),
  ]);
  for (const step of steps) {
    const owner = owners.get(step.ownerId);
    if (owner?.slackUserId === undefined || !owner.isActive) continue;
    if (!isPastMorning(now, owner.timeZone)) continue;
    const today = dayIn(owner.timeZone, now);
    const held = (kind: 'location' | 'leave') =>
      factOn(
        facts.filter((fact) => fact.personId === step.ownerId && fact.kind === kind),
        today.toString(),
      );
    // Nobody is asked on leave; what comes after it is asked then.
    if (held('leave') !== undefined) continue;
    const moment = momentDue(step, { today, work, location: held('location')?.value ?? '' });
    if (moment === undefined) continue;
    await outbox.record(store, {
      key: stepKey(step.id, moment),
      kind: STEP,
      params: { step: step.id, moment },
      audience: owner.slackUserId,
    });
  }
}

/** Both of a pair, four weeks after their talk. One that was long ago when it was first looked at is left alone. */
async function lookBack({ store, outbox }: Services, now: Temporal.Instant): Promise<void> {
  const talks = (await readFocuses(store)).filter(({ state }) => state === 'noted' || state === 'confirmed');
  const pairs = await readPair(
    store,
    talks.flatMap(({ personId, coachId }) => [personId, coachId]),
  );
  for (const talk of talks) {
    const held = heldOn(talk);
    if (held === undefined) continue;
    for (const reader of ['coach', 'person'] as const) {
      const someone = pairs.get(reader === 'coach' ? talk.coachId : talk.personId);
      if (someone?.slackUserId === undefined || !isComparisonDue(held, dayIn(someone.timeZone, now)))
        continue;
      await outbox.record(store, {
        key: comparedKey(talk.id, reader),
        kind: COMPARED,
        params: { focus: talk.id },
        audience: someone.slackUserId,
      });
    }
  }
}
