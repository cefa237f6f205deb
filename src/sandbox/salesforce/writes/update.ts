import type { Change } from '#sandbox/salesforce/org/change.ts';
import type { Row, Table } from '#sandbox/salesforce/org/table.ts';
import type { WriteContext } from './context.ts';
import { Draft } from './draft.ts';
import { readInput } from './input.ts';
import { ruleFor } from './rules.ts';
import { saved } from './saved.ts';
import { validate } from './validate.ts';

/** Changes a record as the platform would: derived fields, history and stamps follow. */
export function updateRecord(
  { table, row }: { readonly table: Table; readonly row: Row },
  fields: Readonly<Record<string, unknown>>,
  context: WriteContext,
): readonly Change[] {
  const draft = new Draft(table, row, readInput(table, fields, { verb: 'update', context }));
  const more = ruleFor(table.name)(draft, context);
  validate(draft, context);
  return [draft, ...more].map((one) => saved(one, context));
}
