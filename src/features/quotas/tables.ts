import type { Generated, JSONColumnType } from 'kysely';
import type { Store } from '#store/store.ts';

/** Quotas that were changed together, and are taken back together. */
export interface QuotaBatchTable {
  id: Generated<number>;
  kind: 'import' | 'set' | 'split' | 'rollback';
  /** A Slack user id, or `cli`. */
  made_by: string;
  made_at: string;
  approved_by: string;
  reason: string | null;
  quotas: number;
  /** The batch that this one takes back. */
  rolls_back: number | null;
}

/** Changes that somebody wants and may not decide alone. */
interface QuotaProposalTable {
  id: Generated<number>;
  kind: 'set' | 'import' | 'split' | 'rollback';
  /** The batch it takes back; it has no wishes then. */
  takes_back: number | null;
  /** How many people's quotas it touches. */
  people: number;
  made_by: string;
  made_by_person: string | null;
  made_at: string;
  reason: string | null;
  wishes: JSONColumnType<Record<string, string | number | null>[]>;
  decision: 'approved' | 'rejected' | null;
  decided_by: string | null;
  decided_at: string | null;
  batch_id: number | null;
}

/** That a person accepted a version of their quota. */
interface QuotaAcceptanceTable {
  person_id: string;
  metric: string;
  start_on: string;
  end_on: string;
  is_salesforce: boolean;
  version: number;
  accepted_by: string;
  accepted_at: string;
}

type QuotaTables = {
  quota_batch: QuotaBatchTable;
  quota_proposal: QuotaProposalTable;
  quota_acceptance: QuotaAcceptanceTable;
};

/** The feature's own tables beside the core's. */
export function tables(store: Store) {
  return store.db.withTables<QuotaTables>();
}
