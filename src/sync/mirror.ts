import type { SalesforceObject } from '#salesforce/objects/define-object.ts';
import type { Store } from '#store/store.ts';
import type { Gone } from './deletions.ts';
import { withoutErased } from './erased-people.ts';
import { keepMapped } from './field-mapping.ts';
import type { Run } from './run.ts';
import { noteProblems, readPage } from './stored-page.ts';

/** What storing rows may depend on. */
export interface Storing extends Run {
  /** The fields that were asked for. */
  readonly fields: ReadonlySet<string>;
  /** True while an object is read for the first time: its past is reconstructed rather than observed. */
  readonly isLoad: boolean;
}

export interface Stored {
  readonly changed: number;
  readonly deleted: number;
}

/** An object that is read by changes: pages are written as they come, deletes are told by the org. */
export interface StreamedMirror {
  readonly kind: 'streamed';
  readonly object: SalesforceObject<unknown>;
  /** Writes records and all that follows from them; returns how many rows changed. */
  write(tx: Store, records: readonly unknown[], storing: Storing): Promise<number>;
  /** Marks rows as deleted; returns for how many that is news. */
  drop(tx: Store, gone: readonly Gone[], storing: Storing): Promise<number>;
  /** Stored live ids after one, in order; undefined for objects whose rows are kept for ever. */
  readonly liveIds: ((store: Store, after: string) => Promise<string[]>) | undefined;
}

/** A small object without a log of changes: it is read whole and compared. */
export interface WholeMirror {
  readonly kind: 'whole';
  readonly object: SalesforceObject<unknown>;
  replace(tx: Store, records: readonly unknown[], storing: Storing): Promise<Stored>;
}

export type Mirror = StreamedMirror | WholeMirror;

interface StreamedParts<Row> {
  readonly write: (tx: Store, rows: readonly Row[], storing: Storing) => Promise<readonly unknown[]>;
  readonly drop?: (tx: Store, gone: readonly Gone[], storing: Storing) => Promise<readonly unknown[]>;
  readonly liveIds?: (store: Store, after: string) => Promise<string[]>;
}

export function streamed<Row>(object: SalesforceObject<Row>, parts: StreamedParts<Row>): StreamedMirror {
  return {
    kind: 'streamed',
    object,
    async write(tx, told, storing) {
      const records = await withoutErased(tx, told);
      const page = readPage(object, records, { ...storing.facts, fields: storing.fields });
      await noteProblems(tx, object.name, { page, isWhole: false });
      await keepMapped(tx, object.name, records);
      return (await parts.write(tx, page.rows, storing)).length;
    },
    drop: async (tx, gone, storing) => (await parts.drop?.(tx, gone, storing))?.length ?? 0,
    liveIds: parts.liveIds,
  };
}

export function whole<Row>(
  object: SalesforceObject<Row>,
  replace: (tx: Store, rows: readonly Row[], storing: Storing) => Promise<Stored>,
): WholeMirror {
  return {
    kind: 'whole',
    object,
    async replace(tx, told, storing) {
      const records = await withoutErased(tx, told);
      const page = readPage(object, records, { ...storing.facts, fields: storing.fields });
      await noteProblems(tx, object.name, { page, isWhole: true });
      return replace(tx, page.rows, storing);
    },
  };
}
