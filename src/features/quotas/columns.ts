/** The columns of a quota file. */
export const COLUMNS = ['rep_email', 'period', 'metric', 'amount'] as const;
/** Columns that a file may have besides. */
export const OPTIONAL_COLUMNS = ['weight', 'effective_on', 'reason'] as const;
export type Column = (typeof COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number];
