/** What a ledger makes unreachable, by row, and why. Such a row shows its measured ratio and does not fail the run. */
export const UNREACHABLE: Readonly<Record<string, string>> = {};
