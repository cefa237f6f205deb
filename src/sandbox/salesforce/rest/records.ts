import { jsonOf } from '#sandbox/salesforce/org/value.ts';
import { noSuchColumn } from '#sandbox/salesforce/soql/scope.ts';
import { createRecord } from '#sandbox/salesforce/writes/create.ts';
import { deleteRecord } from '#sandbox/salesforce/writes/delete.ts';
import { updateRecord } from '#sandbox/salesforce/writes/update.ts';
import { contextOf, readFields } from './actor.ts';
import { objectNamed, recordNamed } from './addressed.ts';
import { json, noContent, type ApiRequest, type Reply } from './exchange.ts';
import type { Platform } from './platform.ts';

/** POST /sobjects/X. */
export function answerCreate(platform: Platform, request: ApiRequest, name: string): Reply {
  const table = objectNamed(platform.org, name);
  const { id, changes } = createRecord(table, readFields(request.body), contextOf(platform, request));
  platform.org.commit(changes);
  return json({ id, success: true, errors: [] }, 201);
}

/** PATCH /sobjects/X/id. */
export function answerUpdate(platform: Platform, request: ApiRequest, name: string, id: string): Reply {
  const table = objectNamed(platform.org, name);
  const { row } = recordNamed(table, id);
  const context = contextOf(platform, request);
  platform.org.commit(updateRecord({ table, row }, readFields(request.body), context));
  return noContent;
}

/** DELETE /sobjects/X/id. */
export function answerDelete(platform: Platform, request: ApiRequest, name: string, id: string): Reply {
  const table = objectNamed(platform.org, name);
  const { row } = recordNamed(table, id);
  platform.org.commit(deleteRecord({ table, row }, contextOf(platform, request)));
  return noContent;
}

/** GET /sobjects/X/id, all readable fields or those of `?fields=`. */
export function answerRetrieve(platform: Platform, request: ApiRequest, name: string, id: string): Reply {
  const table = objectNamed(platform.org, name);
  const { row, id: full } = recordNamed(table, id);
  const asked = request.search
    .get('fields')
    ?.split(',')
    .map((field) => field.trim());
  const columns = asked?.map((field) => {
    const column = table.column(field);
    if (column === undefined) throw noSuchColumn(field, { table, text: field });
    return column;
  });
  const parts = (columns ?? table.visibleColumns()).map(
    (column) => `,"${column.name}":${jsonOf(column.type, row[column.position] ?? null)}`,
  );
  const attributes = JSON.stringify({
    type: table.name,
    url: `${request.base}/sobjects/${table.name}/${full}`,
  });
  return { status: 200, body: `{"attributes":${attributes}${parts.join('')}}` };
}
