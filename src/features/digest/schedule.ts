import type { Services } from '#feature.ts';
import { messageOf } from '#lib/errors.ts';
import { companyDay, isCompanyKnown } from '#store/company.ts';
import type { Store } from '#store/store.ts';
import { mayAnnounce } from '#sync/read-freshness.ts';
import { type About, editionKey, kindOf, paramsOf } from './about.ts';
import { type Due, dueReaders, isLookDue, mayBeDue, type Reader } from './plan.ts';
import { OWN_TOPIC } from './posts.ts';
import { markSlot, meetReader, readKeptReaders } from './readers-store.ts';
import { readLookedAt, readPause, saveLookedAt } from './rules.ts';
import { leadsWhoSell } from './selling.ts';
import { entitledReaders } from './teams.ts';

/**
 * Asks for every digest that is due where its reader is. A missed one is caught up once; while the data cannot be trusted
 * all of them wait.
 */
export async function runDueDigests(services: Services, now: Temporal.Instant): Promise<void> {
  const { store, outbox } = services;
  if (!isLookDue(await readLookedAt(store), now)) return;
  if (!(await isCompanyKnown(store)) || (await readPause(store)) || !(await mayAnnounce(store, now))) return;
  const readers = await readReaders(services, now);
  if (readers === undefined) return;
  const due = await withoutEmpty(services, dueReaders(readers, now), now);
  for (const one of due) await store.transaction((tx) => askFor(services, tx, one));
  await saveLookedAt(store, now);
  if (due.length > 0) await outbox.wake();
}

/** A team that sells nothing has nothing to be told: its digest is not asked for. */
async function withoutEmpty(
  { store }: Services,
  due: readonly Due[],
  now: Temporal.Instant,
): Promise<readonly Due[]> {
  const leads = due.flatMap(({ reader }) => reader.abouts.filter(isTeam).map(({ subjectId }) => subjectId));
  const selling = await leadsWhoSell({ store, day: await companyDay(store, now) }, leads);
  return due.map((one) => {
    const abouts = one.reader.abouts.filter((it) => !isTeam(it) || selling.has(it.subjectId));
    return { ...one, reader: { ...one.reader, abouts } };
  });
}

const isTeam = ({ about }: About) => about === 'team';

async function askFor({ outbox }: Services, tx: Store, { reader, slot, day: week }: Due): Promise<void> {
  const { slackUserId, abouts } = reader;
  for (const about of abouts) {
    const edition = { ...about, slackUserId, week };
    await outbox.record(tx, {
      key: editionKey(edition),
      kind: kindOf(about),
      params: paramsOf(edition),
      audience: slackUserId,
    });
  }
  await markSlot(tx, slackUserId, slot);
}

/** Everyone whose digest may be due, with when; undefined while Slack does not say where people are: a later look asks again. */
async function readReaders(
  services: Services,
  now: Temporal.Instant,
): Promise<readonly Reader[] | undefined> {
  const { store, directory, log } = services;
  const day = await companyDay(store, now);
  const entitled = await entitledReaders({ store, day }, { now, wantsOwn: await wantsOwn(store) });
  const wanted = entitled.filter(({ abouts }) => abouts.length > 0);
  for (const { slackUserId } of wanted) await meetReader(store, slackUserId, now);
  const kept = new Map((await readKeptReaders(store)).map((one) => [one.slackUserId, one]));
  const possible = wanted.flatMap((reader) => {
    const own = kept.get(reader.slackUserId);
    return own && mayBeDue(own, now) ? [{ ...own, ...reader }] : [];
  });
  if (possible.length === 0) return [];
  try {
    const zones = new Map((await directory.everyone()).map(({ id, timeZone }) => [id, timeZone]));
    const unknown = possible.filter(({ slackUserId }) => !zones.has(slackUserId));
    for (const { slackUserId } of unknown) await markSlot(store, slackUserId, now);
    return possible.flatMap((reader) => {
      const timeZone = zones.get(reader.slackUserId);
      return timeZone === undefined ? [] : [{ ...reader, timeZone }];
    });
  } catch (error) {
    log.warn({ reason: messageOf(error) }, 'weekly digests wait: Slack does not say where people are');
    return undefined;
  }
}

/** Whoever turned on the digest of their own week: nobody gets it unasked. */
async function wantsOwn(store: Store): Promise<ReadonlySet<string>> {
  const rows = await store.db
    .selectFrom('attention_topic')
    .select('slack_user_id')
    .where('topic', '=', OWN_TOPIC.id)
    .where('mode', 'in', ['on', 'digest'])
    .execute();
  return new Set(rows.map(({ slack_user_id }) => slack_user_id));
}
