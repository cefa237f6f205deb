import type { RowContext } from '#salesforce/objects/define-object.ts';

/** An org in New York that counts in dollars, with standard years from Monday to Sunday. */
export const CONTEXT: RowContext = {
  fields: new Set(),
  zone: 'America/New_York',
  currency: 'USD',
  calendar: { standardById: new Map([['022000000000001AAA', true]]), weekStart: 1 },
};
