import type { Services } from '#feature.ts';
import { hasFigureWork } from '#ledger/waiting-work.ts';
import type { Store } from '#store/store.ts';
import { readInstaller } from '#store/identity.ts';
import {
  beginIncident,
  changeIncident,
  endIncident,
  type Incident,
  openIncident,
  readIncident,
} from '#sync/incidents.ts';
import { readFreshness } from '#sync/read-freshness.ts';
import { nextStep, type Step } from './policy.ts';
import { BEGUN, OVER, postKey } from './posts.ts';

/** Looks at the data, begins and ends incidents, and tells the owner: once each. */
export async function watchFreshness(services: Services, now: Temporal.Instant): Promise<void> {
  const { store, outbox } = services;
  const open = await openIncident(store);
  const { freshness, dataTime, isSure } = await readFreshness(store, now);
  const hasWork = open !== undefined && (await hasFigureWork(store));
  const step = nextStep({ open, freshness, isSure, hasWork });
  const isTold = await store.transaction(async (tx) => {
    await take(services, tx, { step, now, dataTime });
    return tellOwner(services, tx, step.kind === 'end' ? step.id : undefined);
  });
  if (isTold) await outbox.wake();
}

async function take(
  { outbox, log }: Services,
  tx: Store,
  { step, now, dataTime }: { step: Step; now: Temporal.Instant; dataTime: Temporal.Instant | null },
): Promise<void> {
  switch (step.kind) {
    case 'begin':
      log.warn({ trouble: step.trouble }, 'scheduled messages wait: the data cannot be trusted');
      await beginIncident(tx, step.trouble, { now, dataTime });
      return;
    case 'change':
      await changeIncident(tx, step.id, step.trouble);
      await outbox.refresh(tx, postKey(BEGUN, step.id));
      return;
    case 'end': {
      const incident = await readIncident(tx, step.id);
      if (incident && (await endIncident(tx, step.id, now))) await tellFeatures(tx, incident, now);
      return;
    }
    case 'nothing':
  }
}

/** The message is asked for as long as the incident lasts: nobody may have been known to tell as it began. */
async function tellOwner({ outbox }: Services, tx: Store, ended: number | undefined): Promise<boolean> {
  const open = ended === undefined ? await openIncident(tx) : undefined;
  const id = ended ?? open?.id;
  if (id === undefined) return false;
  const audience = await readInstaller(tx);
  if (audience === undefined) return false;
  const kind = ended === undefined ? BEGUN : OVER;
  await outbox.record(tx, { key: postKey(kind, id), kind, params: { incident: id }, audience });
  return true;
}

/** Messages may have gone out on data that was already old: their features look at them again. */
async function tellFeatures(
  tx: Store,
  { id, dataTime, beganAt }: Incident,
  now: Temporal.Instant,
): Promise<void> {
  const payload = { incident: id, since: (dataTime ?? beganAt).toString(), until: now.toString() };
  await tx.db
    .insertInto('fact')
    .values({
      name: 'data.restored',
      subject: String(id),
      payload: JSON.stringify(payload),
      at: now.toString(),
    })
    .execute();
}
