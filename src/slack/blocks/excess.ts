import type { DataTableBlock, SectionBlock } from '@slack/types';
import type { DataVisualizationBlock } from './chart.ts';
import { lengthOf, LIMITS } from './limits.ts';
import type { Block } from './message.ts';
import { cellText } from './table.ts';

/** Where blocks are shown: not every surface takes every block, nor as many. */
export type Surface = 'message' | 'modal' | 'home';

const ONLY_IN_MESSAGES = new Set(['data_visualization', 'data_table', 'table', 'container', 'markdown']);

/** Everything in `blocks` that Slack would refuse, one line each; empty when it fits. */
export function excessOf(blocks: readonly Block[], surface: Surface): readonly string[] {
  const most = surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  const tables = blocks.filter((block) => block.type === 'data_table');
  const tableChars = tables.reduce((sum, table) => sum + charsOf(table), 0);
  return [
    ...over('blocks', blocks.length, most),
    ...over('tables', tables.length, LIMITS.tablesPerMessage),
    ...over(
      'charts',
      blocks.filter((block) => block.type === 'data_visualization').length,
      LIMITS.chartsPerMessage,
    ),
    ...over('characters in tables', tableChars, LIMITS.tableChars),
    ...over('bytes', sizeOf(blocks), surface === 'message' ? LIMITS.messageBytes : LIMITS.viewBytes),
    ...blocks.flatMap((block, index) => misplaced(block, surface).concat(blockExcess(block)).map(at(index))),
  ];
}

export function sizeOf(blocks: readonly Block[]): number {
  return Buffer.byteLength(JSON.stringify(blocks));
}

export function charsOf(table: DataTableBlock): number {
  return table.rows.flat().reduce((sum, cell) => sum + lengthOf(cellText(cell)), 0);
}

function misplaced(block: Block, surface: Surface): string[] {
  return surface !== 'message' && ONLY_IN_MESSAGES.has(block.type)
    ? [`a ${surface} takes no ${block.type}`]
    : [];
}

function blockExcess(block: Block): readonly string[] {
  if (block.type === 'header') return text(block.text.text, LIMITS.header);
  if (block.type === 'section') return sectionExcess(block);
  if (block.type === 'context') {
    const lines = block.elements.flatMap((one) => ('text' in one ? text(one.text, LIMITS.contextText) : []));
    return [...over('elements', block.elements.length, LIMITS.contextElements), ...lines];
  }
  if (block.type === 'actions') return over('elements', block.elements.length, LIMITS.actions);
  if (block.type === 'data_table') return tableExcess(block);
  if (block.type === 'data_visualization') return chartExcess(block);
  return block.type === 'input' ? inputExcess(block.element) : [];
}

function sectionExcess(block: SectionBlock): readonly string[] {
  return [
    ...text(block.text?.text, LIMITS.sectionText),
    ...over('fields', block.fields?.length ?? 0, LIMITS.fields),
    ...(block.fields ?? []).flatMap((field) => text(field.text, LIMITS.fieldText)),
  ];
}

function tableExcess(table: DataTableBlock): readonly string[] {
  const widths = new Set(table.rows.map((row) => row.length));
  return [
    ...over('rows', table.rows.length, LIMITS.tableRows),
    ...over('columns', Math.max(...widths), LIMITS.tableColumns),
    ...(table.rows.length < 2 ? ['a table needs a row below its header'] : []),
    ...(widths.size > 1 ? ['rows of different lengths'] : []),
  ];
}

function chartExcess({ chart, title }: DataVisualizationBlock): readonly string[] {
  if (chart.type === 'pie') return over('segments', chart.segments.length, LIMITS.chartSeries);
  const values = chart.series.flatMap((series) => series.data.map((point) => point.value));
  return [
    ...text(title, LIMITS.chartTitle),
    ...over('series', chart.series.length, LIMITS.chartSeries),
    ...over('categories', chart.axis_config.categories.length, LIMITS.chartPoints),
    ...(values.length === 0 ? ['a chart needs a value'] : []),
    ...(values.every(Number.isFinite) ? [] : ['a value that is no finite number']),
  ];
}

function inputExcess(element: object): readonly string[] {
  if (!('options' in element) || !Array.isArray(element.options)) return [];
  const radio = 'type' in element && element.type === 'radio_buttons';
  if (element.options.length === 0) return ['no options'];
  return over('options', element.options.length, radio ? LIMITS.radioOptions : LIMITS.options);
}

function text(value: string | undefined, most: number): readonly string[] {
  if (value === undefined) return [];
  return value === '' ? ['an empty text'] : over('characters', lengthOf(value), most);
}

function over(what: string, count: number, most: number): readonly string[] {
  return count > most ? [`${count} ${what}, at most ${most}`] : [];
}

function at(index: number): (line: string) => string {
  return (line) => `block ${index + 1}: ${line}`;
}
