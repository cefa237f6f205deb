import { describe, expect, test } from 'vitest';
import { checkMessage, checkView } from '#sandbox/slack/rules/check.ts';
import { ALL_RULES } from '#sandbox/slack/rules/rules.ts';
import { Block } from '#sandbox/slack/workspace/message.ts';
import { ViewInput } from '#sandbox/slack/workspace/view.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (action_id: string, text = 'Open') => ({
  type: 'button',
  action_id,
  text: { type: 'plain_text', text },
});
const cell = (text: string) => ({ type: 'raw_text', text });
const table = (rows: unknown[], more: object = {}) => ({
  type: 'data_table',
  caption: 'Leaders',
  rows,
  ...more,
});
const twoRows = [
  [cell('Rep'), cell('Won')],
  [cell('Dana'), cell('3')],
];
const points = [
  { label: 'Oct', value: 1 },
  { label: 'Nov', value: -2 },
];
const bars = (series: unknown[], categories = ['Oct', 'Nov']) => ({
  type: 'data_visualization',
  title: 'Won',
  chart: { type: 'bar', series, axis_config: { categories } },
});
const pie = (count: number) => ({
  type: 'data_visualization',
  title: 'Pipeline',
  chart: {
    type: 'pie',
    segments: Array.from({ length: count }, (_, at) => ({ label: `Stage ${at}`, value: at + 1 })),
  },
});

function refusal(blocks: readonly object[]): readonly string[] {
  return (
    checkMessage(ALL_RULES, { text: '', blocks: blocks.map((block) => Block.parse(block)) })?.messages ?? []
  );
}

describe('a message that Slack takes', () => {
  const accepted: readonly [string, object[]][] = [
    ['a section of exactly 3,000 characters', [section('x'.repeat(3000))]],
    ['3,000 emoji, counted as characters and not as code units', [section('🏆'.repeat(3000))]],
    ['50 blocks', Array.from({ length: 50 }, () => ({ type: 'divider' }))],
    ['a table of 101 rows', [table([twoRows[0], ...Array.from({ length: 100 }, () => twoRows[1])])]],
    ['a chart with negative values', [bars([{ name: 'Net', data: points }])]],
    ['two charts and a table', [pie(6), pie(2), table(twoRows)]],
    [
      'the same action_id in two blocks',
      [
        { type: 'actions', elements: [button('open')] },
        { type: 'actions', elements: [button('open')] },
      ],
    ],
    ['a header with a level', [{ type: 'header', level: 2, text: { type: 'plain_text', text: 'Q4' } }]],
  ];
  test.each(accepted)('%s', (_name, blocks) => expect(refusal(blocks)).toEqual([]));
});

describe('a message that Slack refuses', () => {
  const refused: readonly [string, object[], string][] = [
    [
      '51 blocks',
      Array.from({ length: 51 }, () => ({ type: 'divider' })),
      'no more than 50 items allowed [json-pointer:/blocks]',
    ],
    [
      'a section of 3,001 characters',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header of 151 characters',
      [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a button text of 76 characters',
      [{ type: 'actions', elements: [button('a', 'x'.repeat(76))] }],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    ['a section without text', [{ type: 'section' }], 'missing required field: text'],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['an unknown block', [{ type: 'progress' }], 'unsupported type: progress [json-pointer:/blocks/0]'],
    [
      'an unknown field',
      [{ type: 'divider', color: 'red' }],
      'invalid additional property: color [json-pointer:/blocks/0]',
    ],
    [
      'an alert',
      [{ type: 'alert', text: { type: 'mrkdwn', text: 'Late' } }],
      'alert is not allowed in a message',
    ],
    [
      'a repeated block_id',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      '`block_id` already exists: a [json-pointer:/blocks/1/block_id]',
    ],
    [
      'a repeated action_id in one block',
      [{ type: 'actions', elements: [button('a'), button('a')] }],
      '`action_id` already exists: a [json-pointer:/blocks/0]',
    ],
    [
      'a table of one row',
      [table([twoRows[0]])],
      'no fewer than 2 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'a table of 102 rows',
      [table([twoRows[0], ...Array.from({ length: 101 }, () => twoRows[1])])],
      'no more than 101 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'a table of 21 columns',
      [table(Array.from({ length: 2 }, () => Array.from({ length: 21 }, () => cell('x'))))],
      'no more than 20 items allowed',
    ],
    [
      'a table with rows of different length',
      [table([twoRows[0], [cell('x')]])],
      'all rows must have 2 cells [json-pointer:/blocks/0/rows/1]',
    ],
    [
      'a table without caption',
      [{ type: 'data_table', rows: twoRows }],
      'missing required field: caption [json-pointer:/blocks/0]',
    ],
    [
      'a formatted header cell',
      [table([[cell('Rep'), { type: 'rich_text', elements: [] }], twoRows[1]])],
      'rich_text is not allowed in the header row [json-pointer:/blocks/0/rows/0/1]',
    ],
    [
      'a row header that is no column',
      [table(twoRows, { row_header_column_index: 2 })],
      'must be the index of a column',
    ],
    ['two tables', [table(twoRows), table(twoRows)], 'only_one_table_allowed [json-pointer:/blocks/1]'],
    [
      'a table of 10,001 characters',
      [table([twoRows[0], [cell('x'.repeat(10_000)), cell('y')]])],
      'table text must be less than 10001 characters',
    ],
    [
      'three charts',
      [pie(1), pie(1), pie(1)],
      'no more than 2 data_visualization blocks allowed [json-pointer:/blocks/2]',
    ],
    [
      'a pie of seven segments',
      [pie(7)],
      'no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]',
    ],
    [
      'a chart title of 51 characters',
      [{ ...pie(1), title: 'x'.repeat(51) }],
      'must be less than 51 characters [json-pointer:/blocks/0/title]',
    ],
    [
      'a series without a point for a category',
      [bars([{ name: 'Won', data: points.slice(0, 1) }])],
      'must have one point for every category [json-pointer:/blocks/0/chart/series/0/data]',
    ],
    [
      'a pie segment of zero',
      [
        {
          type: 'data_visualization',
          title: 'P',
          chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] },
        },
      ],
      'must be more than 0',
    ],
    [
      'an image without description',
      [{ type: 'image', image_url: 'https://example.com/a.png' }],
      'missing required field: alt_text',
    ],
  ];
  test.each(refused)('%s', (_name, blocks, line) => {
    expect(
      refusal(blocks).some((message) => message.startsWith('[ERROR] ') && message.includes(line)),
      refusal(blocks).join('\n'),
    ).toBe(true);
  });

  test('a text above 40,000 characters', () => {
    expect(checkMessage(ALL_RULES, { text: 'x'.repeat(40_001), blocks: [] })?.error).toBe('msg_too_long');
  });
});

describe('a modal', () => {
  const modal = (more: object) =>
    ViewInput.parse({ type: 'modal', title: { type: 'plain_text', text: 'Set up' }, blocks: [], ...more });
  const lines = (more: object) => checkView(ALL_RULES, modal(more))?.messages.join('\n') ?? '';

  test('is taken with a title and a submit word', () => {
    expect(checkView(ALL_RULES, modal({ submit: { type: 'plain_text', text: 'Save' } }))).toBeUndefined();
  });
  test('needs a submit word when it asks for something', () => {
    const label = { type: 'plain_text', text: 'Name' };
    const input = { type: 'input', label, element: { type: 'plain_text_input', action_id: 'name' } };
    expect(lines({ blocks: [input] })).toContain('missing required field: submit [json-pointer:/view]');
  });
  test('has a title of at most 24 characters', () => {
    expect(lines({ title: { type: 'plain_text', text: 'x'.repeat(25) } })).toContain('/view/title/text');
  });
  test('holds no chart and no data table', () => {
    expect(lines({ blocks: [pie(1)] })).toContain(
      'data_visualization is not allowed in a modal [json-pointer:/view/blocks/0]',
    );
    expect(lines({ blocks: [table(twoRows)] })).toContain('data_table is not allowed in a modal');
  });
  test('is at most 250 KB', () => {
    const blocks = Array.from({ length: 90 }, () => section('x'.repeat(3000)));
    expect(checkView(ALL_RULES, modal({ blocks }))?.error).toBe('view_too_large');
  });
});

test('with the rule off, anything is taken', () => {
  const blocks = [Block.parse({ type: 'progress' })];
  expect(
    checkMessage({ ...ALL_RULES, blockLimits: false }, { text: 'x'.repeat(50_000), blocks }),
  ).toBeUndefined();
});
