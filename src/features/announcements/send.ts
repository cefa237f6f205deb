import type { Services } from '#feature.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { companyZone } from '#store/company.ts';
import type { Store } from '#store/store.ts';
import type { Announcement } from './announcement.ts';
import type { KnownReader } from './audience.ts';
import { saveDeliveries } from './deliveries.ts';
import { PAGE, pageKey, POSTED, TOLD, toldKey } from './keys.ts';
import { readMeanings, saveMeant } from './meanings-store.ts';
import { dueAt, remindAt } from './plan.ts';

/** Fixes when each reader and each channel gets it, and hands it to the outbox; its author gets a page. */
export async function send(
  { outbox }: Services,
  tx: Store,
  {
    announcement: { id, authorId, audience, sendOn, sendHour },
    readers,
    now,
  }: {
    readonly announcement: Announcement;
    readonly readers: readonly KnownReader[];
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const calendar = await readWorkCalendar(tx);
  const when = { on: sendOn, hour: sendHour };
  const params = { announcement: id };
  const deliveries = readers.map(({ slackUserId, timeZone }) => {
    const due = dueAt({ ...when, timeZone }, now);
    const remind = remindAt({ due, timeZone }, (on) => calendar.isWorkingDay(on, ''));
    return { slackUserId, dueAt: due, remindAt: remind };
  });
  await saveDeliveries(tx, id, deliveries);
  await saveMeant(tx, id, { readers, meanings: await readMeanings(tx, id) });
  for (const { slackUserId: audienceId, dueAt: notBefore } of deliveries)
    await outbox.record(tx, {
      key: `${toldKey(id)}${audienceId}`,
      kind: TOLD,
      params,
      audience: audienceId,
      notBefore,
    });
  // A channel has no zone: the company's.
  const notBefore = dueAt({ ...when, timeZone: await companyZone(tx) }, now);
  for (const channel of audience.channels)
    await outbox.record(tx, {
      key: `${toldKey(id)}${channel}`,
      kind: POSTED,
      params,
      audience: channel,
      notBefore,
    });
  await outbox.record(tx, { key: pageKey(id), kind: PAGE, params, audience: authorId });
}

/** Every message of it that is there says what has become of it. */
export async function refreshAll({ outbox }: Services, tx: Store, id: number): Promise<void> {
  for (const key of await toldKeys(tx, id)) await outbox.refresh(tx, key);
  await outbox.refresh(tx, pageKey(id));
}

async function toldKeys(tx: Store, id: number): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('post')
    .select('key')
    .where('kind', 'in', [TOLD, POSTED])
    .where('key', 'like', `${toldKey(id)}%`)
    .execute();
  return rows.map(({ key }) => key);
}
