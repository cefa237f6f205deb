import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { boardLines, boardMessage } from '#features/leaderboard/views.ts';
import { listMessage } from '#features/leaderboard/list-views.ts';
import { doneModal, previewModal, setupModal } from '#features/leaderboard/setup-views.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import { slackModal } from '#slack/modal-view.ts';
import { contentOf, figureOf, usd } from './figures.ts';

const FIGURES = [
  figureOf('Dana Cole', usd(42_000)),
  figureOf('Ana Silva', usd(30_000)),
  figureOf('Li Wei', usd(30_000)),
  figureOf('Otto Kern', usd(0)),
];

const textOf = (...args: Parameters<typeof contentOf>) => guard(boardMessage(contentOf(...args))).text;

describe('the words of a board', () => {
  it('say the leaders, every place, and how many have none', () => {
    expect(textOf(FIGURES, { total: figureOf('Company', usd(110_000)) })).toBe(
      [
        'Bookings, 2026-W47, Nov 16 – 22, 2026: Dana Cole leads in bookings this week with $42,000, then Ana Silva and Li Wei with $30,000 each.',
        '1. Dana Cole: $42,000',
        '2. Ana Silva: $30,000',
        '2. Li Wei: $30,000',
        '1 person has no bookings yet this week.',
        'Company total of bookings: $110,000, people who have left included.',
        'Salesforce data as of <!date^1794992400^{date_short_pretty} {time}|Nov 18, 2026, 09:00 UTC>.',
        'This board is posted every Monday at 08:00 Europe/Berlin.',
      ].join('\n'),
    );
  });

  it.each([
    ['an equal lead', [usd(5), usd(5)], 'A and B lead in bookings this week with $5 each.'],
    [
      'a lead shared by many',
      [usd(5), usd(5), usd(5), usd(5)],
      'A, B and 2 others lead in bookings this week with $5 each.',
    ],
    [
      'three different places',
      [usd(5), usd(4), usd(3), usd(2)],
      'A leads in bookings this week with $5, then B with $4 and C with $3.',
    ],
    ['nobody yet', [usd(0)], 'Nobody has bookings yet this week.'],
  ])('name %s', (_what, values, sentence) => {
    expect(textOf(values.map((value, i) => figureOf('ABCD'[i] ?? '', value)))).toContain(sentence);
  });

  it('say how it ended once the period is over', () => {
    const text = textOf(FIGURES, { today: day('2026-11-23') });
    expect(text).toContain('(final): Dana Cole led in bookings in 2026-W47 with $42,000');
    expect(text).toContain('1 person has no bookings in 2026-W47.');
  });

  it('say movement in words', () => {
    const text = textOf([...FIGURES].reverse(), { since: 'last Monday' });
    expect(text).toContain('1. Dana Cole: $42,000 (up 3)');
    expect(text).toContain('2. Li Wei: $30,000 (same)');
    expect(text).toContain('Change: places compared with last Monday. Equal results share a place.');
    expect(textOf(FIGURES)).not.toContain('Change:');
  });

  it('say how many rates are too thin to be ranked', () => {
    const rate = (by: bigint) => ({ kind: 'quotient', sum: 1n, by, per: 'ratio' }) as const;
    const figures = [figureOf('A', rate(40n), 'win_rate'), figureOf('B', rate(2n), 'win_rate')];
    const text = textOf(figures, { metric: metricNamed('win_rate') });
    expect(text).toContain('A leads in win rate this week with 2.5%.');
    expect(text).toContain('1 person has fewer than 30 deals to go by, too few to be ranked.');
  });

  it.each([
    ['Dana Cole', "Dana Cole's team"],
    ['יעל לוי', "\u2068יעל לוי\u2069's team"],
  ])('call a team after its manager, %s', (manager, name) => {
    const team = figureOf(manager, usd(1));
    const content = contentOf([{ ...team, subject: { ...team.subject, kind: 'team' } }]);
    const text = boardMessage({ ...content, spec: { ...content.spec, by: 'team' } }).text;
    expect(text).toContain(`${name} leads in bookings`);
  });
});

describe('the message of a board', () => {
  it('is a table with a chart of the same numbers', () => {
    const blocks = boardMessage(contentOf(FIGURES, { since: 'last Monday' })).blocks;
    expect(blocks.map(({ type }) => type)).toEqual([
      'header',
      'section',
      'data_table',
      'data_visualization',
      'section',
      'actions',
      'context',
    ]);
    const table = blocks.find((block) => block.type === 'data_table');
    expect(table?.rows.map((row) => row.map((cell) => ('text' in cell ? cell.text : '')))).toEqual([
      ['Place', 'Name', 'Bookings', 'Change'],
      ['1', 'Dana Cole', '$42,000', '= same'],
      ['2', 'Ana Silva', '$30,000', '= same'],
      ['2', 'Li Wei', '$30,000', '▲ up 1'],
    ]);
    expect(table?.row_header_column_index).toBe(1);
  });

  it('draws no chart of one bar or of more than can be told apart', () => {
    const kinds = (count: number) => {
      const figures = Array.from({ length: count }, (_, i) => figureOf(`P${i}`, usd(i + 1)));
      const content = contentOf(figures);
      return boardMessage({ ...content, spec: { ...content.spec, rows: 100 } }).blocks.map(
        ({ type }) => type,
      );
    };
    expect(kinds(1)).not.toContain('data_visualization');
    expect(kinds(20)).toContain('data_visualization');
    expect(kinds(21)).not.toContain('data_visualization');
  });

  it('names no more than the rows asked for and says how many follow', () => {
    const figures = Array.from({ length: 15 }, (_, i) => figureOf(`Rep ${i}`, usd(100 - i)));
    const text = boardMessage(contentOf(figures)).text;
    expect(text).toContain('10. Rep 9');
    expect(text).not.toContain('Rep 10');
    expect(text).toContain('5 more people are ranked below these.');
  });
});

const HOSTILE = [
  '<!channel>',
  '@here & <@U123>',
  'x'.repeat(400),
  '\u202eevil\u202c \u2066name',
  'محمد عبد الله الطويل جدا '.repeat(8),
  '👩‍👩‍👧‍👦'.repeat(60),
  '*bold* _it_ `code`',
  '\u0000\u0007 ',
  '=HYPERLINK("http://x")',
];

/** Everything Slack would read as mrkdwn. */
function mrkdwnOf({ text, blocks }: Message): string {
  const found = JSON.stringify(blocks).match(/"type":"mrkdwn","text":"(?:[^"\\]|\\.)*"/g) ?? [];
  return [text, ...found].join('\n');
}

describe('within Slack’s limits', () => {
  it.each([3, 10, 100])('stays a board of 5,000 people with unkind names, %d rows', (rows) => {
    const figures = Array.from({ length: 5_000 }, (_, i) =>
      figureOf(`${HOSTILE[i % HOSTILE.length]} ${i}`, usd(i / 3)),
    );
    const content = contentOf(figures, { since: 'x'.repeat(500), total: figureOf('All', usd(1e9)) });
    const whole = { ...content, spec: { ...content.spec, rows } };
    const message = guard(boardMessage(whole));
    expect(mrkdwnOf(message)).not.toMatch(/<!channel>|<@U123>|\u202e/);
    expect(slackModal(previewModal(whole.spec, boardLines(whole))).blocks.length).toBeLessThan(20);
    expect(JSON.stringify(previewModal(whole.spec, []))).toMatch(/Each reader of the channel gets 1 message/);
    expect(message.text).toMatch(/\d more people are ranked below these\./);
  });

  it('stays whatever people are called', () => {
    const piece = fc.constantFrom(
      '<',
      '!',
      '>',
      '&',
      '@here',
      '|',
      '*',
      ' ',
      '\n',
      'a',
      'م',
      '👩',
      '\u202e',
      '\ud800',
      '\0',
    );
    const names = fc.array(fc.string({ unit: piece, maxLength: 90 }), { maxLength: 25 });
    fc.assert(
      fc.property(names, (all) => {
        const content = contentOf(all.map((name, i) => figureOf(name, usd(i))));
        guard(boardMessage({ ...content, spec: { ...content.spec, rows: 100 } }));
      }),
      { numRuns: 25 },
    );
  });

  it('stay the windows and the list of boards', () => {
    const { spec } = contentOf([]);
    slackModal(setupModal({ channelId: 'C1', timeZone: 'Europe/Berlin' }));
    slackModal(setupModal({ channelId: 'D1', timeZone: 'America/Argentina/ComodRivadavia' }));
    slackModal(doneModal(spec));
    const board = {
      ...spec,
      id: 1,
      createdBy: 'U1',
      lastSlot: Temporal.Instant.from('2026-11-16T08:00:00Z'),
      pause: undefined,
    };
    const boards = Array.from({ length: 60 }, (_, id) => ({
      board: { ...board, id },
      metricName: 'Bookings',
    }));
    expect(guard(listMessage(boards)).text).toContain('40 more are not shown here.');
    expect(guard(listMessage([], 3)).text).toContain('Board 3 is removed.');
  });
});
