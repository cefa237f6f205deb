import type { Clock } from '#lib/clock.ts';
import { type Day, dayIn } from '#lib/days.ts';
import type { Log } from '#lib/log.ts';
import type { SalesforceConnection } from '#salesforce/connection.ts';
import type { RowContext } from '#salesforce/objects/define-object.ts';
import type { Store } from '#store/store.ts';
import type { Beat } from './beat.ts';

/** How far one object has come; `total` is unknown while changes are read. */
export interface Progress {
  readonly object: string;
  readonly step: 'load' | 'changes' | 'history';
  readonly read: number;
  readonly total: number | undefined;
}

export interface SyncContext {
  readonly store: Store;
  readonly salesforce: SalesforceConnection;
  readonly clock: Clock;
  readonly log: Log;
  readonly progress?: (progress: Progress) => void;
  /** ISO code for an org that names no currency anywhere. */
  readonly currency?: string | undefined;
  /** Without one, every sync reads everything. */
  readonly beat?: Beat;
}

/** How much a sync looks at: everything, or only what changes often. */
export type Reach = 'all' | 'often';

/** One sync under way: what all objects share once the organization has been read. */
export interface Run extends SyncContext {
  readonly facts: Omit<RowContext, 'fields'>;
}

/** What happened to one object. Rows read again and found unchanged are read, not changed. */
export interface ObjectSummary {
  readonly read: number;
  readonly changed: number;
  readonly deleted: number;
}

export const NOTHING: ObjectSummary = { read: 0, changed: 0, deleted: 0 };

export function added(a: ObjectSummary, b: Partial<ObjectSummary>): ObjectSummary {
  return {
    read: a.read + (b.read ?? 0),
    changed: a.changed + (b.changed ?? 0),
    deleted: a.deleted + (b.deleted ?? 0),
  };
}

/** The business day in the org's zone. */
export function today(run: Pick<Run, 'clock' | 'facts'>): Day {
  return dayIn(run.facts.zone, run.clock.now());
}
