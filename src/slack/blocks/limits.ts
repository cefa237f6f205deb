/**
 * What Slack refuses, in one table. Characters are Unicode code points. Where the documentation and the live
 * validator disagree the smaller number stands here: data tables (101 rows, 10,000 characters), chart series (6).
 */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  messageText: 4_000,
  /** Our own: Slack answers `msg_blocks_too_long` at a size it does not publish. */
  messageBytes: 90_000,
  viewBytes: 250_000,
  metadata: 3_000,
  viewTitle: 24,
  header: 150,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  contextElements: 10,
  /** Our own, for one line of small print; a text object takes 3,000. */
  contextText: 2_000,
  actions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  accessibilityLabel: 75,
  id: 255,
  label: 2_000,
  placeholder: 150,
  inputText: 3_000,
  options: 100,
  radioOptions: 10,
  optionText: 75,
  optionValue: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  /** The header row included. */
  tableRows: 101,
  tableColumns: 20,
  tableChars: 10_000,
  tablePage: 100,
  tablesPerMessage: 1,
  chartsPerMessage: 2,
  chartTitle: 50,
  chartLabel: 20,
  chartAxis: 50,
  chartSeries: 6,
  chartPoints: 20,
} as const;

/** The length of a text as Slack counts it, in Unicode code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
