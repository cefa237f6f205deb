import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bug } from '#lib/errors.ts';
import { blockComplaints } from '#sandbox/slack/rules/check.ts';
import { actions } from '#slack/blocks/button.ts';
import { chart } from '#slack/blocks/chart.ts';
import { excessOf, type Surface } from '#slack/blocks/excess.ts';
import { clamp, clampBlocks, guard } from '#slack/blocks/guard.ts';
import { numberInput, textInput, timeInput } from '#slack/blocks/inputs.ts';
import { context, divider, fields, header, section } from '#slack/blocks/layout.ts';
import { lengthOf } from '#slack/blocks/limits.ts';
import type { Block } from '#slack/blocks/message.ts';
import { channelInput, radioInput, selectInput, userInput } from '#slack/blocks/selects.ts';
import { dataTable, fitTable } from '#slack/blocks/table.ts';
import { escapeText, mrkdwn } from '#slack/blocks/text.ts';

/** What our guard and, independently of it, the local Slack find wrong. */
function faultsOf(blocks: readonly Block[], surface: Surface): readonly unknown[] {
  return [
    ...excessOf(blocks, surface),
    ...blockComplaints(
      blocks.map((block) => ({ ...block })),
      surface,
    ),
  ];
}

const anyText = fc.string({ unit: 'binary', maxLength: 400 });

function rowsOf(count: number, name = 'Dana Cole') {
  return Array.from({ length: count }, (_, n) => [
    { value: n + 1, text: String(n + 1) },
    `${name} ${n}`,
    { value: 1_000_000 - n, text: `$${(1_000_000 - n).toLocaleString('en-US')}` },
  ]);
}

const board = { caption: 'Bookings, Q4', header: ['Rank', 'Person', 'Bookings'], rowHeaderColumn: 1 };

describe('a table', () => {
  it('of 5,000 people stays inside Slack’s limits and says how many are left out', () => {
    const blocks = fitTable({ ...board, rows: rowsOf(5_000) });
    expect(faultsOf(blocks, 'message')).toEqual([]);
    expect(blocks[0]).toMatchObject({
      type: 'data_table',
      row_header_column_index: 1,
      caption: 'Bookings, Q4',
    });
    expect(JSON.stringify(blocks[1])).toContain('The first 100 of 5,000 rows; 4,900 more are not shown.');
  });

  it('fits whatever the cells hold and however many rows there are', () => {
    const cell = fc.oneof(anyText, fc.record({ value: fc.double({ noNaN: true }), text: anyText }));
    const rows = fc.array(fc.tuple(cell, cell), { maxLength: 130 });
    fc.assert(
      fc.property(rows, anyText, (some, caption) => {
        const blocks = fitTable({ caption, header: ['a', 'b'], rowHeaderColumn: 0, rows: some });
        expect(faultsOf(blocks, 'message')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('shows a missing value as missing and keeps numbers sortable', () => {
    const table = dataTable({ ...board, rows: [[{ value: 1, text: '1' }, 'Dana', '']] });
    expect(table.rows[1]).toEqual([
      { type: 'raw_number', value: 1, text: '1' },
      { type: 'raw_text', text: 'Dana' },
      { type: 'raw_text', text: '–' },
    ]);
  });

  it('without a row is a sentence', () => {
    expect(fitTable({ ...board, rows: [] })).toEqual([section(mrkdwn`Bookings, Q4: nothing to show yet.`)]);
  });
});

describe('a chart', () => {
  it('of any names and values is one that Slack draws', () => {
    const names = fc.array(anyText, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(names, anyText, (categories, title) => {
        const values = categories.map((_, n) => n);
        const block = chart({ kind: 'bar', title, categories, series: [{ name: 'Won', values }] });
        expect(faultsOf([block], 'message')).toEqual([]);
        if (block.chart.type === 'pie') throw new Error('not a pie');
        const labels = block.chart.axis_config.categories;
        expect(new Set(labels).size).toBe(labels.length);
        for (const label of labels) expect(lengthOf(label)).toBeLessThanOrEqual(20);
        expect(block.chart.series[0]?.data.map((point) => point.label)).toEqual(labels);
      }),
      { numRuns: 200 },
    );
  });

  it('says in its title when it does not draw everything', () => {
    const categories = Array.from({ length: 40 }, (_, n) => `Person ${n}`);
    const drawn = chart({
      kind: 'bar',
      title: 'Bookings',
      categories,
      series: [{ name: 'Won', values: [] }],
    });
    expect(drawn.title).toBe('Bookings (20 of 40)');
  });
});

describe('every builder', () => {
  it('makes blocks that Slack takes from any text', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const words = mrkdwn`Deal: ${escapeText(raw)}`;
        const blocks: Block[] = [
          header(`Deal ${raw}`),
          section(words),
          fields([words, words]),
          context(words),
          divider(),
          actions({ action: 'deal.open', label: `Open ${raw}`, spoken: `Open ${raw}`, value: 'x' }),
        ];
        expect(faultsOf(blocks, 'message')).toEqual([]);
        const inputs: Block[] = [
          textInput({ id: 'note', label: `Note ${raw}`, hint: `About ${raw}` }),
          numberInput({ id: 'top', label: 'How many', min: 1, max: 100, initial: 10 }),
          timeInput({ id: 'at', label: 'When', initial: '08:00' }),
          channelInput({ id: 'channel', label: 'Where' }),
          userInput({ id: 'user', label: 'Who' }),
          selectInput({
            id: 'metric',
            label: 'What',
            choices: [{ value: 'bookings', label: `B ${raw}` }],
            initial: 'bookings',
          }),
          radioInput({ id: 'by', label: 'By', choices: [{ value: 'person', label: 'People' }] }),
        ];
        expect(faultsOf(inputs, 'modal')).toEqual([]);
      }),
    );
  });

  it('gives a choice its initial option only when it is one of the choices', () => {
    const choices = [{ value: 'a', label: 'A' }];
    expect(selectInput({ id: 'x', label: 'X', choices, initial: 'a' }).element).toHaveProperty(
      'initial_option',
    );
    expect(selectInput({ id: 'x', label: 'X', choices, initial: 'z' }).element).not.toHaveProperty(
      'initial_option',
    );
  });
});

describe('the guard', () => {
  const line = section(mrkdwn`line`);

  it.each<[string, readonly Block[]]>([
    ['51 blocks', Array.from({ length: 51 }, () => line)],
    ['two tables', [1, 2].map(() => dataTable({ ...board, rows: rowsOf(2) }))],
    ['102 rows', [dataTable({ ...board, rows: rowsOf(101) })]],
    ['10,001 characters in a table', [dataTable({ ...board, rows: rowsOf(90, 'x'.repeat(120)) })]],
    ['a table without a row', [dataTable({ ...board, rows: [] })]],
    [
      'three charts',
      [1, 2, 3].map(() =>
        chart({ kind: 'bar', title: 't', categories: ['a'], series: [{ name: 's', values: [1] }] }),
      ),
    ],
    ['an empty section', [section(mrkdwn``)]],
    ['11 fields', [fields(Array.from({ length: 11 }, () => mrkdwn`x`))]],
    ['26 buttons', [actions(...Array.from({ length: 26 }, (_, n) => ({ action: `a.${n}`, label: 'x' })))]],
  ])('refuses a message with %s', (_, blocks) => {
    expect(() => guard({ text: mrkdwn`x`, blocks })).toThrow(Bug);
    expect(faultsOf(clamp({ text: mrkdwn`x`, blocks }).blocks, 'message')).toEqual([]);
  });

  it('refuses a message without a text form', () => {
    expect(() => guard({ text: mrkdwn` `, blocks: [line] })).toThrow('no text form');
  });

  it('leaves a message that fits as it is', () => {
    const message = { text: mrkdwn`Dana leads`, blocks: [line] };
    expect(guard(message)).toBe(message);
    expect(clamp(message)).toEqual(message);
  });

  it('clamps by dropping from the end and says how much', () => {
    const { blocks } = clamp({ text: mrkdwn`x`, blocks: Array.from({ length: 80 }, () => line) });
    expect(blocks).toHaveLength(50);
    expect(JSON.stringify(blocks.at(-1))).toContain('31 more parts of this message did not fit');
  });

  it('clamps a table that grew too long to one that fits, with the rest counted', () => {
    const table = dataTable({ ...board, rows: rowsOf(400) });
    const { blocks } = clamp({ text: mrkdwn`x`, blocks: [table] });
    expect(JSON.stringify(blocks[1])).toContain('The first 100 of 400 rows');
  });

  it('keeps charts and tables out of Home, where Slack does not show them', () => {
    const blocks = clampBlocks([line, dataTable({ ...board, rows: rowsOf(3) })], 'home');
    expect(faultsOf(blocks, 'home')).toEqual([]);
    expect(JSON.stringify(blocks)).toContain('A part of this could not be shown here.');
  });
});
