import type { Change } from '#sandbox/salesforce/org/change.ts';
import { stampIn, type WriteContext } from './context.ts';
import type { Draft } from './draft.ts';

/** Stamps a draft as changed now by whoever writes; stamps the sandbox gave by hand stay. */
export function saved(draft: Draft, context: WriteContext): Change {
  const stamp = stampIn(context);
  draft.setUnlessGiven('LastModifiedDate', stamp);
  draft.setUnlessGiven('LastModifiedById', context.userId);
  draft.setUnlessGiven('SystemModstamp', stamp);
  return { table: draft.table, id: draft.get('Id') ?? '', row: draft.row() };
}
