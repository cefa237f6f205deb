import type { Selectable } from 'kysely';
import type { FreshnessIncidentTable } from '#store/freshness-tables.ts';
import type { Store } from '#store/store.ts';
import type { Trouble } from './freshness.ts';

/** A time in which the data could not be trusted. */
export interface Incident extends Trouble {
  readonly id: number;
  /** Up to when Salesforce had been read completely as it began. */
  readonly dataTime: Temporal.Instant | null;
  readonly beganAt: Temporal.Instant;
  /** Undefined while it lasts. */
  readonly endedAt: Temporal.Instant | undefined;
}

/** The incident that lasts, if there is one. */
export async function openIncident(store: Store): Promise<Incident | undefined> {
  const row = await store.db
    .selectFrom('freshness_incident')
    .selectAll()
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && incidentOf(row);
}

export async function readIncident(store: Store, id: number): Promise<Incident | undefined> {
  const row = await store.db
    .selectFrom('freshness_incident')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && incidentOf(row);
}

/** Incidents that last or ended after a moment, oldest first. */
export async function incidentsSince(store: Store, moment: Temporal.Instant): Promise<readonly Incident[]> {
  const rows = await store.db
    .selectFrom('freshness_incident')
    .selectAll()
    .where((incident) =>
      incident.or([incident('ended_at', 'is', null), incident('ended_at', '>', moment.toString())]),
    )
    .orderBy('id')
    .execute();
  return rows.map(incidentOf);
}

/** Begins an incident; undefined where another process has just done so. */
export async function beginIncident(
  tx: Store,
  { kind, cause, remedy }: Trouble,
  at: { readonly now: Temporal.Instant; readonly dataTime: Temporal.Instant | null },
): Promise<number | undefined> {
  const row = await tx.db
    .insertInto('freshness_incident')
    .values({
      kind,
      cause,
      remedy,
      data_time: at.dataTime?.toString() ?? null,
      began_at: at.now.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** What keeps the data from being trusted may change while it lasts. */
export async function changeIncident(tx: Store, id: number, { kind, cause, remedy }: Trouble): Promise<void> {
  await tx.db
    .updateTable('freshness_incident')
    .set({ kind, cause, remedy })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/** Ends an incident; false when it had ended already. */
export async function endIncident(tx: Store, id: number, now: Temporal.Instant): Promise<boolean> {
  const result = await tx.db
    .updateTable('freshness_incident')
    .set({ ended_at: now.toString() })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

function incidentOf(row: Selectable<FreshnessIncidentTable>): Incident {
  return {
    id: row.id,
    kind: row.kind,
    cause: row.cause,
    remedy: row.remedy,
    dataTime: row.data_time === null ? null : Temporal.Instant.from(row.data_time),
    beganAt: Temporal.Instant.from(row.began_at),
    endedAt: row.ended_at === null ? undefined : Temporal.Instant.from(row.ended_at),
  };
}
