import type { Table } from '#sandbox/salesforce/org/table.ts';
import { stampIn, type WriteContext, type Written } from './context.ts';
import { Draft } from './draft.ts';
import { readInput } from './input.ts';
import { ruleFor } from './rules.ts';
import { saved } from './saved.ts';
import { validate } from './validate.ts';

/** Makes a record and whatever the platform adds to it. Nothing is visible before the changes are committed. */
export function createRecord(
  table: Table,
  fields: Readonly<Record<string, unknown>>,
  context: WriteContext,
): Written {
  const given = readInput(table, fields, { verb: 'create', context });
  const draft = new Draft(table, undefined, given);
  const stamp = stampIn(context);
  draft.setIfBlank('Id', context.org.nextId(table));
  draft.setIfBlank('CreatedDate', stamp);
  draft.setIfBlank('CreatedById', context.userId);
  draft.setIfBlank('OwnerId', context.userId);
  const more = ruleFor(table.name)(draft, context);
  validate(draft, context);
  const changes = [draft, ...more].map((one) => saved(one, context));
  return { id: draft.get('Id') ?? '', changes };
}
