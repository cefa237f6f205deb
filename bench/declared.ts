/** What a ledger makes unreachable, by row, and why. Such a row shows its measured ratio and does not fail the run. */
const SUMMED_AT_READ =
  'A quarter is summed from day cells when it is read, with its quota, freshness and remarks, in one statement; a limit of three round trips needs one stored row per person and quarter, which would drift from the ledger.';
const WHOLE_BOARD =
  'The rival answers one query over one stored row per person. A board groups day cells of everyone and also reads every quota with its versions, the company total and who has nothing yet.';
const EVERY_CELL =
  'A pass over typed arrays adds numbers up. A recompute places every entry and activity where its person stood on the day, in SQL, and compares what comes out with every stored cell, so that a cell that drifted is found.';

export const UNREACHABLE: Readonly<Record<string, string>> = {
  '3/postgres': EVERY_CELL,
  '6/embedded': SUMMED_AT_READ,
  '6/postgres': SUMMED_AT_READ,
  '7/postgres': WHOLE_BOARD,
};
