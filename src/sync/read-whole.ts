import type { SalesforceObject } from '#salesforce/objects/define-object.ts';
import { select } from '#salesforce/soql.ts';
import type { Selection } from './description.ts';
import type { SyncContext } from './run.ts';

type There = Extract<Selection, { is: 'there' }>;

/** The query of all rows of an object, in the order of their ids. */
export function wholeQuery(object: SalesforceObject<unknown>, { fields }: There): string {
  const orderBy = fields.includes('Id') ? ['Id'] : [];
  return select({ fields, from: object.name, where: object.where(new Set(fields)), orderBy });
}

/** All records of a small object. */
export async function readWhole(
  { salesforce }: Pick<SyncContext, 'salesforce'>,
  object: SalesforceObject<unknown>,
  selection: There,
): Promise<unknown[]> {
  const records: unknown[] = [];
  for await (const page of salesforce.pages(wholeQuery(object, selection))) records.push(...page);
  return records;
}
