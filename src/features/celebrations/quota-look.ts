import { managersOf } from '#access/managers.ts';
import type { Fact, FactName, Services } from '#feature.ts';
import { type MetricContext, metricContext, readStanding } from '#metrics/context.ts';
import { companyToday } from '#metrics/today.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import type { Store } from '#store/store.ts';
import { askTime, type Linked } from './ask-time.ts';
import type { Celebration } from './celebration.ts';
import type { NameSource } from './names.ts';
import { dueAt } from './policy.ts';
import { askKey, askPost, quotaKey, quotaPost } from './quota-keys.ts';
import { keyOf, type ReachedKey, stateFor, textOf } from './reached.ts';
import { keepReached, readChoices, readReached, readState } from './reached-store.ts';
import { readStandings, type Standing } from './read-reached.ts';
import { readCelebrations } from './store.ts';

const HEEDED: ReadonlySet<FactName> = new Set([
  'figures.changed',
  'quota.changed',
  'data.restored',
  'names.changed',
]);

/** Asks who has newly reached a quota, or tells where they want it told; what was told is looked at again. */
export async function heedQuotas(
  services: Services,
  facts: readonly Fact[],
  sources: readonly NameSource[],
): Promise<void> {
  if (!facts.some(({ name }) => HEEDED.has(name))) return;
  const { store, clock } = services;
  const now = clock.now();
  const celebrations = (await readCelebrations(store)).filter((one) => one.withQuotas && !one.pause);
  if (celebrations.length === 0) return;
  const context = await metricContext(store, now);
  if ((await readStanding(context)).trouble !== undefined) return;
  const standings = await readStandings(context);
  const people = [...new Set(standings.map(({ personId }) => personId))];
  const known = new Map((await readReached(store, people)).map((one) => [textOf(one), one.state]));
  const reached = standings.filter((one) => one.isReached && !known.has(textOf(keyOf(one))));
  const fresh = new Set(await keepFresh(services, reached, { now, sources }));
  const isOpen = (one: Standing) => ['asked', 'told'].includes(known.get(textOf(keyOf(one))) ?? '');
  for (const standing of standings.filter((one) => fresh.has(one) || isOpen(one)))
    await bringUpToDate(services, context, { standing, celebrations });
  await services.outbox.wake();
}

/** Keeps what is newly reached by people who can be asked and may be named; returns those. */
async function keepFresh(
  services: Services,
  reached: readonly Standing[],
  { now, sources }: { readonly now: Temporal.Instant; readonly sources: readonly NameSource[] },
): Promise<readonly Standing[]> {
  const { store } = services;
  const people = [...new Set(reached.map(({ personId }) => personId))];
  if (people.length === 0) return [];
  const allowed = await Promise.all(sources.map((mayBeNamed) => mayBeNamed(services, people)));
  const [choices, linked] = await Promise.all([readChoices(store, people), readLinked(store, people)]);
  const fresh = reached.filter(
    ({ personId }) => linked.has(personId) && allowed.every((some) => some.has(personId)),
  );
  for (const standing of fresh) {
    const state = stateFor(choices.get(standing.personId) ?? 'ask');
    await keepReached(store, { ...keyOf(standing), state }, now);
  }
  return fresh;
}

/** Says in each channel what the person lets it hear; what is not so any more does not leave. */
export async function bringUpToDate(
  { store, outbox }: Services,
  context: MetricContext,
  { standing, celebrations }: { readonly standing: Standing; readonly celebrations: readonly Celebration[] },
): Promise<void> {
  const key = keyOf(standing);
  const state = await readState(store, key);
  if (state === undefined || state === 'seen') return;
  const { personId } = standing;
  const linked = (await readLinked(store, [personId])).get(personId);
  if (state === 'asked' && standing.isReached && linked !== undefined) {
    const notBefore = await askTime(store, { ...linked, personId }, context.now);
    await outbox.record(store, askPost(key, { ...linked, notBefore }));
  } else await outbox.withdraw(store, askKey(key));
  await outbox.refresh(store, askKey(key));
  for (const celebration of await channelsFor(context, celebrations, personId)) {
    const postKey = quotaKey(celebration.id, key);
    if (state === 'told' && standing.isReached)
      await outbox.record(store, quotaPost(celebration, key, await dueNow(context, celebration)));
    else await outbox.withdraw(store, postKey);
    await outbox.refresh(store, postKey);
  }
}

/** Keeps what is reached already: it was no news when a channel began to celebrate. */
export async function seeReached(tx: Store, now: Temporal.Instant): Promise<void> {
  const standings = await readStandings(await metricContext(tx, now));
  for (const standing of standings.filter(({ isReached }) => isReached))
    await keepReached(tx, { ...keyOf(standing), state: 'seen' }, now);
}

/** Those that celebrate the quotas of this person: of everyone, or of a team they are in or lead. */
export async function channelsFor(
  context: MetricContext,
  celebrations: readonly Celebration[],
  personId: ReachedKey['personId'],
): Promise<readonly Celebration[]> {
  const above = (await managersOf(companyToday(context), [personId])).get(personId) ?? [];
  return celebrations.filter(({ teamId }) => teamId === '' || teamId === personId || above.includes(teamId));
}

async function dueNow({ store, now }: MetricContext, celebration: Celebration): Promise<Temporal.Instant> {
  const work = await readWorkCalendar(store);
  return dueAt(celebration, (day) => work.isWorkingDay(day, ''), now);
}

async function readLinked(store: Store, people: readonly string[]): Promise<ReadonlyMap<string, Linked>> {
  if (people.length === 0) return new Map();
  const rows = await store.db
    .selectFrom('identity_link')
    .innerJoin('person', 'person.id', 'identity_link.person_id')
    .select(['person_id', 'slack_user_id', 'time_zone'])
    .where('person_id', 'in', [...people])
    .where('is_active', '=', true)
    .execute();
  return new Map(
    rows.map(({ person_id, slack_user_id: slackUserId, time_zone: timeZone }) => [
      person_id,
      { slackUserId, timeZone },
    ]),
  );
}
