import { sql } from 'kysely';
import { opportunitySplitType } from '#salesforce/objects/opportunity-split-type.ts';
import { opportunityStage } from '#salesforce/objects/opportunity-stage.ts';
import { period } from '#salesforce/objects/period.ts';
import { territory } from '#salesforce/objects/territory.ts';
import { territoryAssociation } from '#salesforce/objects/territory-association.ts';
import { userRole } from '#salesforce/objects/user-role.ts';
import type { Store } from '#store/store.ts';
import { upsertRows } from '#store/upsert-rows.ts';
import { markSplitDeals } from './changed-records.ts';
import { CONVERSION_RATES } from './conversion-rates.ts';
import { type Stored, type WholeMirror, whole } from './mirror.ts';
import { replaceTerritoryAssignments } from './territory-assignments.ts';
import { WORKING_TIME } from './working-time.ts';

type NodeTable = 'role' | 'territory';
type NodeRow = {
  readonly id: string;
  readonly name: string;
  readonly developer_name: string | null;
  readonly parent_id: string | null;
};

async function replaceNodes(tx: Store, table: NodeTable, rows: readonly NodeRow[]): Promise<Stored> {
  const changed = await upsertRows(tx, table, rows, { key: ['id'] });
  const deleted = await removeOthers(tx, table, { key: 'id', keep: rows.map(({ id }) => id) });
  return { changed: changed.length, deleted };
}

/** Removes the rows whose key is not in the list; returns how many there were. */
async function removeOthers(
  tx: Store,
  table: NodeTable | 'fiscal_period' | 'stage' | 'split_type',
  { key, keep }: { readonly key: string; readonly keep: readonly string[] },
): Promise<number> {
  const { rows } = await sql`
    delete from ${tx.table(table)} where ${sql.ref(key)} <> all(${[...keep]}::text[]) returning 1`.execute(
    tx.db,
  );
  return rows.length;
}

export const periods = whole(period, async (tx, rows) => {
  const changed = await upsertRows(tx, 'fiscal_period', rows, { key: ['id'] });
  const deleted = await removeOthers(tx, 'fiscal_period', { key: 'id', keep: rows.map(({ id }) => id) });
  return { changed: changed.length, deleted };
});

const stages = whole(opportunityStage, async (tx, rows) => {
  const changed = await upsertRows(tx, 'stage', rows, { key: ['api_name'] });
  const keep = rows.map((stage) => stage.api_name);
  return { changed: changed.length, deleted: await removeOthers(tx, 'stage', { key: 'api_name', keep }) };
});

const splitTypes = whole(opportunitySplitType, async (tx, rows) => {
  const changed = await upsertRows(tx, 'split_type', rows, { key: ['id'] });
  const deleted = await removeOthers(tx, 'split_type', { key: 'id', keep: rows.map(({ id }) => id) });
  if (changed.length + deleted > 0) await markSplitDeals(tx);
  return { changed: changed.length, deleted };
});

/** Small objects that are read whole each time. Periods are read before these: quotas refer to them. */
export const WHOLE: readonly WholeMirror[] = [
  whole(userRole, (tx, rows) => replaceNodes(tx, 'role', rows)),
  whole(territory, (tx, rows) => replaceNodes(tx, 'territory', rows)),
  whole(territoryAssociation, replaceTerritoryAssignments),
  stages,
  splitTypes,
  ...CONVERSION_RATES,
  ...WORKING_TIME,
];
