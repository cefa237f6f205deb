/** A metric, its value before anything is divided or rounded, and its remarks. */
export type Row = readonly [metric: string, value: string, remarks: readonly string[]];
