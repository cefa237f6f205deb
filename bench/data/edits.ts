import { observeDeals } from '#sync/deal-states.ts';
import { countedDays } from '#sync/activity-days.ts';
import { markChanged } from '#sync/changed-records.ts';
import { markDirty } from '#store/dirty-days.ts';
import type { Store } from '#store/store.ts';
import { upsertRows } from '#store/upsert-rows.ts';
import { KINDS } from './activities.ts';
import type { Company } from './company.ts';
import { LOST, NONE, OPEN, WON } from './deals.ts';
import { idOf, PREFIX } from './ids.ts';
import { MANAGERS, REPS, TERRITORIES } from './people.ts';
import type { Random } from './random.ts';
import { dayAt, momentOn, PAST_DAYS } from './timeline.ts';

/** Changes to a company that reach its arrays and its store alike. */
export interface Editing {
  readonly store: Store;
  readonly company: Company;
  readonly now: Temporal.Instant;
}

/**
 * Any change that a deal can see: of outcome, day, amount, owner, territory, deletion and undeletion. A deal that stays
 * closed keeps its owner, so that the owner in the arrays is the one it is credited to.
 */
export function changeDeal({ deals }: Company, deal: number, random: Random): void {
  const was = deals.outcome[deal];
  deals.closeOn[deal] = random.below(PAST_DAYS);
  deals.outcome[deal] = [OPEN, WON, WON, LOST][random.below(4)] ?? OPEN;
  if (random.chance(0.3)) deals.amount[deal] = random.chance(0.1) ? NONE : 50_000 + random.below(5_000_000);
  const staysClosed = deals.outcome[deal] === was && was !== OPEN;
  if (random.chance(0.2) && !staysClosed) deals.owner[deal] = MANAGERS + random.below(REPS);
  if (random.chance(0.1)) deals.territory[deal] = random.chance(0.5) ? NONE : random.below(TERRITORIES);
  deals.isDeleted[deal] = random.chance(0.05) ? 1 : 0;
}

/** Moves an activity to another person and day. */
export function changeActivity({ activities }: Company, activity: number, random: Random): void {
  activities.owner[activity] = MANAGERS + random.below(REPS);
  activities.day[activity] = random.below(PAST_DAYS + 1);
  activities.kind[activity] = random.below(KINDS.length);
}

/** Writes deals as they are in the arrays, the way a sync does: row, state and mark in one transaction. */
export async function writeDeals({ store, company, now }: Editing, deals: readonly number[]): Promise<void> {
  const rows = deals.map((deal) => opportunityRow(company, deal, now));
  await store.transaction(async (tx) => {
    const changed = await upsertRows(tx, 'opportunity', rows, { key: ['id'], unlessOlder: 'modified_at' });
    const ids = changed.map((row) => row.id);
    await observeDeals(tx, ids, { now, first: true });
    await markChanged(tx, 'opportunity', ids);
  });
}

export async function writeActivities(
  { store, company, now }: Editing,
  nth: readonly number[],
): Promise<void> {
  const rows = nth.map((activity) => activityRow(company, activity, now));
  const ids = rows.map((row) => row.id);
  await store.transaction(async (tx) => {
    const before = await countedDays(tx, ids);
    await upsertRows(tx, 'activity', rows, { key: ['id'], unlessOlder: 'modified_at' });
    await markDirty(tx, [...before, ...(await countedDays(tx, ids))]);
  });
}

function opportunityRow({ deals }: Company, deal: number, now: Temporal.Instant) {
  const outcome = deals.outcome[deal] ?? OPEN;
  const amount = deals.amount[deal] ?? NONE;
  const territory = deals.territory[deal] ?? NONE;
  return {
    id: idOf(PREFIX.deal, deal),
    name: `Deal ${deal}`,
    account_id: null,
    owner_id: idOf(PREFIX.person, deals.owner[deal] ?? 0),
    stage: ['Prospecting', 'Closed Won', 'Closed Lost'][outcome] ?? '',
    amount: amount === NONE ? null : BigInt(amount),
    currency: 'USD',
    probability: null,
    close_on: dayAt(deals.closeOn[deal] ?? 0).toString(),
    created_at: Temporal.Instant.fromEpochMilliseconds(momentOn(deals.created[deal] ?? 0) * 1000).toString(),
    is_closed: outcome !== OPEN,
    is_won: outcome === WON,
    is_deleted: deals.isDeleted[deal] === 1,
    is_private: false,
    territory_id: territory === NONE ? null : idOf(PREFIX.territory, territory),
    forecast_category: null,
    type: null,
    next_step: null,
    last_stage_change_at: null,
    modified_at: now.toString(),
  };
}

function activityRow({ activities }: Company, nth: number, now: Temporal.Instant) {
  return {
    id: idOf(PREFIX.task, nth),
    source: 'task' as const,
    kind: KINDS[activities.kind[nth] ?? 0] ?? 'other',
    owner_id: idOf(PREFIX.person, activities.owner[nth] ?? 0),
    counts_on: dayAt(activities.day[nth] ?? 0).toString(),
    record_id: null,
    account_id: null,
    subject: null,
    is_deleted: false,
    modified_at: now.toString(),
  };
}
