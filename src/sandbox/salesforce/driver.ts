import { must } from '#lib/errors.ts';
import type { Change } from './org/change.ts';
import { fullId } from './org/ids.ts';
import type { OpenTransaction } from './org/late-commits.ts';
import type { Row, Table } from './org/table.ts';
import type { CallCounts } from './rest/calls.ts';
import type { Fault } from './rest/faults.ts';
import type { Platform } from './rest/platform.ts';
import { ApiError } from './org/api-error.ts';
import { invalidType } from './soql/scope.ts';
import { createRecord } from './writes/create.ts';
import type { WriteContext } from './writes/context.ts';
import { deleteRecord, purgeRecord, undeleteRecord } from './writes/delete.ts';
import { toldChanges, type ToldChange } from './writes/tell.ts';
import { updateRecord } from './writes/update.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Late {
  /** Business milliseconds until the record, stamped now, becomes visible. */
  readonly commitsAfterMs?: number;
}

/** Writes that bear the moment they are made and are seen only from `commit` on. */
interface Transaction {
  create(type: string, fields: Fields): string;
  update(type: string, id: string, fields: Fields): void;
  commit(): void;
}

/**
 * What a test or the sandbox can do to the org from inside the process. Writes have the rights of the platform: they
 * may set read-only fields and stamps, and nothing is required. Derived fields and history follow as for anyone.
 */
export interface Driver {
  create(type: string, fields: Fields, late?: Late): string;
  update(type: string, id: string, fields: Fields, late?: Late): void;
  delete(type: string, id: string, late?: Late): void;
  undelete(type: string, id: string, late?: Late): void;
  /** Empties one record from the recycle bin. */
  purge(type: string, id: string): void;
  /**
   * Writes rows as they stand, stamped at their own moments unless they say otherwise: no rule adds to them, so a
   * story brings its own history rows. Changes to objects the org does not have are passed over.
   */
  tell(changes: Iterable<ToldChange>): void;
  begin(): Transaction;
  hideField(type: string, field: string): void;
  showField(type: string, field: string): void;
  removeObject(type: string): void;
  restoreObject(type: string): void;
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Ends every session; with `refresh` the refresh tokens as well. */
  revokeTokens(options?: { readonly refresh: boolean }): void;
  /** A refresh token as the web-server flow would have given it. */
  issueRefreshToken(clientId: string, userId: string): string;
  setDailyLimit(limit: number, used?: number): void;
  expireCursors(): void;
  calls(): CallCounts;
  resetCalls(): void;
}

/** The user in whose name the sandbox writes. */
const PLATFORM_USER = '005000000000000AAA';

export function createDriver(platform: Platform): Driver {
  const { org, clock, faults, tokens, usage, cursors, calls } = platform;
  const setHidden = (type: string, field: string, hidden: boolean) => {
    const table = tableNamed(platform, type);
    table.setHidden(must(table.columnOfPlatform(field), `a field ${field} in ${type}`), hidden);
  };
  return {
    ...writesOf(platform),
    tell: (changes) => org.commit(toldChanges(changes, { org, userId: PLATFORM_USER })),
    begin: () => beginTransaction(platform),
    hideField: (type, field) => setHidden(type, field, true),
    showField: (type, field) => setHidden(type, field, false),
    removeObject: (type) => org.setRemoved(type, true),
    restoreObject: (type) => org.setRemoved(type, false),
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    revokeTokens: (options = { refresh: false }) => tokens.revokeAll(options),
    issueRefreshToken: (clientId, userId) => tokens.openRefresh({ clientId, userId }),
    setDailyLimit: (limit, used) => {
      usage.setLimit(limit);
      if (used !== undefined) usage.setUsed(clock.now(), used);
    },
    expireCursors: () => cursors.expireAll(),
    calls: () => calls.counts(),
    resetCalls: () => calls.reset(),
  };
}

type Writes = Pick<Driver, 'create' | 'update' | 'delete' | 'undelete' | 'purge'>;

function writesOf(platform: Platform): Writes {
  const save = (changes: readonly Change[], { commitsAfterMs }: Late = {}) => {
    if (commitsAfterMs === undefined) return platform.org.commit(changes);
    const startedAt = platform.clock.now();
    const commitsAt = startedAt.add({ milliseconds: commitsAfterMs });
    return platform.org.late.add({ changes, startedAt, commitsAt });
  };
  return {
    create: (type, fields, late) => {
      const { id, changes } = createRecord(tableNamed(platform, type), fields, contextOf(platform));
      save(changes, late);
      return id;
    },
    update: (type, id, fields, late) =>
      save(updateRecord(recordNamed(platform, type, id), fields, contextOf(platform)), late),
    delete: (type, id, late) =>
      save(deleteRecord(recordNamed(platform, type, id), contextOf(platform)), late),
    undelete: (type, id, late) =>
      save(undeleteRecord(recordNamed(platform, type, id), contextOf(platform)), late),
    purge: (type, id) => save(purgeRecord(recordNamed(platform, type, id), contextOf(platform))),
  };
}

function beginTransaction(platform: Platform): Transaction {
  const changes: Change[] = [];
  const transaction: OpenTransaction = { changes, startedAt: platform.clock.now(), commitsAt: undefined };
  platform.org.late.add(transaction);
  return {
    create: (type, fields) => {
      const written = createRecord(tableNamed(platform, type), fields, contextOf(platform));
      changes.push(...written.changes);
      return written.id;
    },
    update: (type, id, fields) => {
      changes.push(...updateRecord(recordNamed(platform, type, id), fields, contextOf(platform)));
    },
    commit: () => platform.org.commit(platform.org.late.take(transaction)),
  };
}

function contextOf({ org, clock }: Platform): WriteContext {
  org.settle(clock.now());
  return { org, userId: PLATFORM_USER, now: clock.now(), asPlatform: true };
}

function tableNamed({ org }: Platform, type: string): Table {
  const table = org.table(type);
  if (table === undefined) throw invalidType(type);
  return table;
}

function recordNamed(
  platform: Platform,
  type: string,
  id: string,
): { readonly table: Table; readonly row: Row } {
  const table = tableNamed(platform, type);
  const row = table.get(fullId(id));
  if (row === undefined) throw new ApiError('NOT_FOUND', `There is no ${type} ${id}.`, { status: 404 });
  return { table, row };
}
