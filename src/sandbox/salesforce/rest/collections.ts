import { z } from 'zod';
import { ApiError } from '#sandbox/salesforce/org/api-error.ts';
import { createRecord } from '#sandbox/salesforce/writes/create.ts';
import { deleteRecord } from '#sandbox/salesforce/writes/delete.ts';
import { updateRecord } from '#sandbox/salesforce/writes/update.ts';
import type { WriteContext } from '#sandbox/salesforce/writes/context.ts';
import { contextOf, parserError, readJson } from './actor.ts';
import { objectNamed, recordNamed } from './addressed.ts';
import { json, type ApiRequest, type Reply } from './exchange.ts';
import type { Platform } from './platform.ts';

const MOST_RECORDS = 200;

const id = z.string().optional();
const record = z.looseObject({ attributes: z.object({ type: z.string() }), id, Id: id });
const collection = z.object({ allOrNone: z.boolean().default(false), records: z.array(record) });
type CollectionRecord = z.infer<typeof record>;

type Outcome = { readonly id?: string; readonly success: boolean; readonly errors: readonly unknown[] };

/** POST, PATCH and DELETE /composite/sobjects: up to 200 records, each with its own outcome. */
export function answerCollection(platform: Platform, request: ApiRequest): Reply {
  const { works, allOrNone } = worksOf(platform, request);
  if (works.length > MOST_RECORDS) {
    const message = `Maximum number of records exceeded: ${works.length} records were sent, ${MOST_RECORDS} are allowed`;
    throw new ApiError('EXCEEDED_ID_LIMIT', message);
  }
  let outcomes: readonly Outcome[] = [];
  const undo = platform.org.record(() => {
    outcomes = works.map(attempt);
  });
  if (!allOrNone || outcomes.every(({ success }) => success)) return json(outcomes);
  undo();
  return json(outcomes.map((outcome) => (outcome.success ? ROLLED_BACK : outcome)));
}

const ROLLED_BACK: Outcome = {
  success: false,
  errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK', message: 'Record rolled back', fields: [] }],
};

function worksOf(
  platform: Platform,
  request: ApiRequest,
): { readonly works: readonly (() => string)[]; readonly allOrNone: boolean } {
  const context = contextOf(platform, request);
  if (request.method === 'DELETE') {
    const ids = (request.search.get('ids') ?? '').split(',').filter((id) => id !== '');
    const works = ids.map((id) => () => removeAnywhere(id, context));
    return { works, allOrNone: request.search.get('allOrNone') === 'true' };
  }
  const parsed = collection.safeParse(readJson(request.body));
  if (!parsed.success) return parserError('records must be a list of records with attributes.type');
  const save = request.method === 'POST' ? create : update;
  const works = parsed.data.records.map((one) => () => save(one, context));
  return { works, allOrNone: parsed.data.allOrNone };
}

function attempt(work: () => string): Outcome {
  try {
    return { id: work(), success: true, errors: [] };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { errorCode: statusCode, message, fields } = error;
    return { success: false, errors: [{ statusCode, message, fields }] };
  }
}

function create({ attributes, ...fields }: CollectionRecord, context: WriteContext): string {
  const { id, changes } = createRecord(objectNamed(context.org, attributes.type), fields, context);
  context.org.commit(changes);
  return id;
}

function update({ attributes, ...given }: CollectionRecord, context: WriteContext): string {
  const { Id = '', id = Id, ...fields } = given;
  const table = objectNamed(context.org, attributes.type);
  const { row, id: full } = recordNamed(table, id);
  context.org.commit(updateRecord({ table, row }, fields, context));
  return full;
}

function removeAnywhere(id: string, context: WriteContext): string {
  const table = context.org.tables().find((candidate) => candidate.get(id) !== undefined);
  if (table === undefined) throw new ApiError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  const { row } = recordNamed(table, id);
  context.org.commit(deleteRecord({ table, row }, context));
  return id;
}
