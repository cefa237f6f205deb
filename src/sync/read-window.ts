import { z } from 'zod';
import { salesforceCode } from '#salesforce/errors.ts';
import type { SalesforceObject } from '#salesforce/objects/define-object.ts';
import { idLiteral, momentLiteral, select } from '#salesforce/soql.ts';
import { row } from '#salesforce/values.ts';
import type { Selection } from './description.ts';
import type { Position } from './object-state.ts';
import type { SyncContext } from './run.ts';
import { earlier, middle } from './watermark.ts';

export interface Window {
  readonly object: SalesforceObject<unknown>;
  readonly selection: Extract<Selection, { is: 'there' }>;
  /** Rows from this position on; an empty id takes all of its stamp. */
  readonly from: Position;
  /** The time the reading began. Nothing is left out after it; it only divides spans that are too wide. */
  readonly end: Temporal.Instant;
}

export interface WindowPage {
  readonly records: readonly unknown[];
  /** Behind the last record of the page. */
  readonly position: Position;
}

/** A locator is thrown away by Salesforce now and then; one that never lasts is another trouble. */
const MOST_RESTARTS = 5;

/**
 * Pages of all rows from a position on, in the order of SystemModstamp and Id, deleted and archived ones included. A
 * query that takes too long is read in halves; after a lost locator reading goes on behind the last page.
 */
export async function* readWindow(
  { salesforce }: Pick<SyncContext, 'salesforce'>,
  window: Window,
): AsyncGenerator<WindowPage> {
  let position = window.from;
  let width: Temporal.Duration | undefined;
  for (let restarts = 0; ; ) {
    const until = width && pieceEnd(position, { width, end: window.end });
    try {
      for await (const records of salesforce.pages(windowQuery(window, position, until), { all: true })) {
        position = behind(records) ?? position;
        yield { records, position };
      }
    } catch (error) {
      const code = salesforceCode(error);
      if (code === 'INVALID_QUERY_LOCATOR' && restarts++ < MOST_RESTARTS) continue;
      if (code !== 'QUERY_TIMEOUT' && code !== 'QUERY_TOO_COMPLICATED') throw error;
      const start = Temporal.Instant.from(position.stamp);
      const half = middle(start, until ?? window.end);
      if (half === undefined) throw error;
      width = start.until(half);
      continue;
    }
    if (until === undefined) return;
    position = { stamp: until.toString(), id: '' };
  }
}

/** Where the next piece ends; undefined when it reaches to the end, for then it takes all that is left. */
function pieceEnd(
  position: Position,
  { width, end }: { readonly width: Temporal.Duration; readonly end: Temporal.Instant },
): Temporal.Instant | undefined {
  const until = earlier(Temporal.Instant.from(position.stamp).add(width), end);
  return Temporal.Instant.compare(until, end) < 0 ? until : undefined;
}

function windowQuery(
  { object, selection }: Window,
  from: Position,
  until: Temporal.Instant | undefined,
): string {
  const stamp = momentLiteral(Temporal.Instant.from(from.stamp));
  const behind =
    from.id === ''
      ? `SystemModstamp >= ${stamp}`
      : `((SystemModstamp = ${stamp} AND Id > ${idLiteral(from.id)}) OR SystemModstamp > ${stamp})`;
  const before = until === undefined ? [] : [`SystemModstamp < ${momentLiteral(until)}`];
  return select({
    fields: selection.fields,
    from: object.name,
    where: [...object.where(new Set(selection.fields)), behind, ...before],
    orderBy: ['SystemModstamp', 'Id'],
  });
}

const Stamped = z.object({ Id: row.id, SystemModstamp: row.instant });

function behind(records: readonly unknown[]): Position | undefined {
  if (records.length === 0) return undefined;
  const last = Stamped.parse(records.at(-1));
  return { stamp: last.SystemModstamp, id: last.Id };
}
