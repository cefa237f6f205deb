import type { ActivityRow } from '#salesforce/objects/activity.ts';
import { account } from '#salesforce/objects/account.ts';
import { event } from '#salesforce/objects/event.ts';
import { opportunity } from '#salesforce/objects/opportunity.ts';
import { opportunityHistory } from '#salesforce/objects/opportunity-history.ts';
import { product } from '#salesforce/objects/product.ts';
import { task } from '#salesforce/objects/task.ts';
import { user } from '#salesforce/objects/user.ts';
import { markDirty } from '#store/dirty-days.ts';
import type { Store } from '#store/store.ts';
import { upsertRows } from '#store/upsert-rows.ts';
import { countedDays } from './activity-days.ts';
import { updateAssignments } from './assignments.ts';
import { markChanged } from './changed-records.ts';
import { DEAL_PARTS } from './deal-parts.ts';
import { dealsWithStates, observeDeals } from './deal-states.ts';
import { markDoubles } from './double-logs.ts';
import {
  type FlaggedTable,
  flagDeleted,
  type Gone,
  liveIdsAfter,
  withoutUnknownDeleted,
} from './deletions.ts';
import { learnFacts } from './learnt-facts.ts';
import { type Storing, type StreamedMirror, streamed } from './mirror.ts';
import { tellPipeline } from './pipeline-changes.ts';
import { today } from './run.ts';

const STAMPED = { key: ['id'], unlessOlder: 'modified_at' } as const;

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

const live = (table: FlaggedTable, prefix?: string) => (store: Store, after: string) =>
  liveIdsAfter(store, table, { after, prefix });

const users = streamed(user, {
  async write(tx, rows, storing) {
    const changed = idsOf(await upsertRows(tx, 'person', rows, STAMPED));
    const day = { zone: storing.facts.zone, today: today(storing).toString() };
    const moved = await updateAssignments(tx, changed, day);
    // A manager who left is news to the teams below, whose own facts are the same.
    await markChanged(tx, 'person', [...moved, ...(await learnFacts(tx, changed, day))]);
    return changed;
  },
});

const accounts = streamed(account, {
  write: async (tx, rows) =>
    upsertRows(tx, 'account', await withoutUnknownDeleted(tx, 'account', rows), STAMPED),
  drop: (tx, gone) => flagDeleted(tx, 'account', gone),
  liveIds: live('account'),
});

const products = streamed(product, { write: (tx, rows) => upsertRows(tx, 'product', rows, { key: ['id'] }) });

/** A changed deal is looked at by the ledger; during a first load only once its past has been reconstructed. */
async function afterDeals(tx: Store, changed: readonly string[], { clock, isLoad }: Storing): Promise<void> {
  const now = clock.now();
  await tellPipeline(tx, await observeDeals(tx, changed, { now, first: !isLoad }), now);
  await markChanged(tx, 'opportunity', isLoad ? await dealsWithStates(tx, changed) : changed);
}

const deals = streamed(opportunity, {
  async write(tx, rows, storing) {
    const known = await withoutUnknownDeleted(tx, 'opportunity', rows);
    const changed = idsOf(await upsertRows(tx, 'opportunity', known, STAMPED));
    await afterDeals(tx, changed, storing);
    return changed;
  },
  async drop(tx, gone, storing) {
    const changed = await flagDeleted(tx, 'opportunity', gone);
    await afterDeals(tx, changed, storing);
    return changed;
  },
  liveIds: live('opportunity'),
});

const history = streamed(opportunityHistory, {
  write: (tx, rows) => upsertRows(tx, 'opportunity_history', rows, STAMPED),
});

async function writeActivities(tx: Store, rows: readonly ActivityRow[]): Promise<readonly string[]> {
  const known = await withoutUnknownDeleted(tx, 'activity', rows);
  const before = await countedDays(tx, idsOf(known));
  const changed = idsOf(await upsertRows(tx, 'activity', known, STAMPED));
  if (changed.length === 0) return changed;
  const days = [...before, ...(await countedDays(tx, changed))];
  await markDoubles(tx, days);
  await markDirty(tx, days);
  return changed;
}

async function dropActivities(tx: Store, gone: readonly Gone[]): Promise<readonly string[]> {
  const changed = await flagDeleted(tx, 'activity', gone);
  const days = await countedDays(tx, changed);
  await markDoubles(tx, days);
  await markDirty(tx, days);
  return changed;
}

const tasks = streamed(task, {
  write: writeActivities,
  drop: dropActivities,
  liveIds: live('activity', '00T'),
});
const events = streamed(event, {
  write: writeActivities,
  drop: dropActivities,
  liveIds: live('activity', '00U'),
});

/** Read page by page and from then on by changes. */
export const STREAMED: readonly StreamedMirror[] = [
  users,
  accounts,
  products,
  deals,
  history,
  ...DEAL_PARTS,
  tasks,
  events,
];
