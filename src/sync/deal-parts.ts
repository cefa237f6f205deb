import type { SalesforceObject } from '#salesforce/objects/define-object.ts';
import { opportunityLineItem } from '#salesforce/objects/opportunity-line-item.ts';
import { opportunitySplit } from '#salesforce/objects/opportunity-split.ts';
import { opportunityTeamMember } from '#salesforce/objects/opportunity-team-member.ts';
import type { Store } from '#store/store.ts';
import { upsertRows } from '#store/upsert-rows.ts';
import { markDealsOf } from './changed-records.ts';
import { type DealPart, flagDeleted, liveIdsAfter, withoutUnknownDeleted } from './deletions.ts';
import { type StreamedMirror, streamed } from './mirror.ts';

const STAMPED = { key: ['id'], unlessOlder: 'modified_at' } as const;

interface PartRow {
  readonly id: string;
  readonly is_deleted: boolean;
}

type Upsert<Row> = (tx: Store, rows: readonly Row[]) => Promise<readonly { readonly id: string }[]>;

/** Rows that belong to a deal and count with it: what changes them has the deal looked at again. */
export const DEAL_PARTS: readonly StreamedMirror[] = [
  partOfDeal(opportunityLineItem, 'line_item', (tx, rows) => upsertRows(tx, 'line_item', rows, STAMPED)),
  partOfDeal(opportunitySplit, 'deal_split', (tx, rows) => upsertRows(tx, 'deal_split', rows, STAMPED)),
  partOfDeal(opportunityTeamMember, 'deal_team_member', (tx, rows) =>
    upsertRows(tx, 'deal_team_member', rows, STAMPED),
  ),
];

function partOfDeal<Row extends PartRow>(
  object: SalesforceObject<Row>,
  table: DealPart,
  upsert: Upsert<Row>,
): StreamedMirror {
  return streamed(object, {
    async write(tx, rows) {
      const changed = await upsert(tx, await withoutUnknownDeleted(tx, table, rows));
      const ids = changed.map(({ id }) => id);
      await markDealsOf(tx, table, ids);
      return ids;
    },
    async drop(tx, gone) {
      const changed = await flagDeleted(tx, table, gone);
      await markDealsOf(tx, table, changed);
      return changed;
    },
    liveIds: (store, after) => liveIdsAfter(store, table, { after, prefix: undefined }),
  });
}
