import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ask, readAsk, type Vocabulary, type Who } from '#features/attainment/ask.ts';
import { day } from '#lib/days.ts';
import type { Period } from '#model/period.ts';

const PERIODS: Readonly<Record<string, Period>> = {
  'last quarter': { type: 'quarter', id: '2026-Q3', start: day('2026-07-01'), end: day('2026-10-01') },
  '2026-q3': { type: 'quarter', id: '2026-Q3', start: day('2026-07-01'), end: day('2026-10-01') },
  'this week': { type: 'week', id: '2026-W47', start: day('2026-11-16'), end: day('2026-11-23') },
  'fy2026 q3': { type: 'quarter', id: 'FY2026 Q3', start: day('2026-07-01'), end: day('2026-10-01') },
  '2026': { type: 'year', id: '2026', start: day('2026-01-01'), end: day('2027-01-01') },
};

const words: Vocabulary = {
  metrics: [
    { id: 'bookings', names: ['bookings', 'revenue', 'sales'] },
    { id: 'win_rate', names: ['win rate'] },
    { id: 'deals_won', names: ['deals won', 'won deals', 'wins'] },
    { id: 'calls', names: ['calls'] },
    { id: 'sales_cycle_days', names: ['sales cycle'] },
  ],
  parsePeriod: (text) => PERIODS[text.toLowerCase()],
};

/** The parts of a question in short: metric | period | who | team | rest. */
function inShort(ask: Ask): string {
  const who = (one: Who) => (one.kind === 'slack' ? one.userId : one.kind === 'email' ? one.email : 'me');
  const periods = ask.periods.map((period) => period.id);
  const team = ask.team ? ['team'] : [];
  return [
    ...ask.metrics,
    ...periods,
    ...ask.people.map(who),
    ...team,
    ...ask.rest.map((run) => `?${run}`),
  ].join(' | ');
}

describe('a question', () => {
  it.each([
    ['', ''],
    ['bookings', 'bookings'],
    ['bookings last quarter', 'bookings | 2026-Q3'],
    ['last quarter bookings', 'bookings | 2026-Q3'],
    ['win rate 2026-Q3', 'win_rate | 2026-Q3'],
    ['Win-Rate, 2026-q3!', 'win_rate | 2026-Q3'],
    ['win_rate', 'win_rate'],
    ['sales', 'bookings'],
    ['sales cycle', 'sales_cycle_days'],
    ['deals won FY2026 Q3', 'deals_won | FY2026 Q3'],
    ['team', 'team'],
    ['my team', 'me | team'],
    ['calls this week team', 'calls | 2026-W47 | team'],
    ['<@U0123ABC|dana>', 'U0123ABC'],
    ['<@U0123ABC> wins of 2026', 'deals_won | 2026 | U0123ABC'],
    ['dana.cole@example.com', 'dana.cole@example.com'],
    ['<mailto:Dana.Cole@example.com|dana.cole@example.com>', 'dana.cole@example.com'],
    ['@Dana bookings', 'bookings | ?Dana'],
    ['the bookings of Dana Cole in last quarter', 'bookings | 2026-Q3 | ?Dana Cole'],
    ["Dana's calls", 'calls | ?Dana'],
    ['my bookings', 'bookings | me'],
    ['bokings last quarter', '2026-Q3 | ?bokings'],
    ['bookings bookings', 'bookings'],
    ['bookings calls', 'bookings | calls'],
    ['last quarter 2026-Q3', '2026-Q3'],
    ['my team of <@U0123ABC>', 'U0123ABC | team'],
  ])('"%s" reads as "%s"', (text, expected) => {
    expect(inShort(readAsk(text, words))).toBe(expected);
  });

  it('means the same in whatever order its parts are written', () => {
    const parts = [
      fc.constantFrom('bookings', 'win rate', 'Deals won', 'sales cycle', 'calls'),
      fc.constantFrom('last quarter', '2026-Q3', 'this week', 'FY2026 Q3', '2026'),
      fc.constantFrom('<@U0123ABC|dana>', 'dana.cole@example.com', 'me', '<@U7>'),
      fc.constantFrom('team', 'the team'),
    ];
    const ordered = fc
      .tuple(...parts)
      .chain((chosen) =>
        fc.record({ chosen: fc.constant(chosen), mixed: fc.shuffledSubarray([...chosen], { minLength: 4 }) }),
      );
    fc.assert(
      fc.property(ordered, fc.constantFrom(' ', '  ', ', '), ({ chosen, mixed }, between) => {
        expect(inShort(readAsk(mixed.join(between), words))).toBe(inShort(readAsk(chosen.join(' '), words)));
      }),
    );
  });

  it('keeps every word it does not know, so that the answer can name it', () => {
    const unknown = fc.stringMatching(/^[b-df-hj-np-tv-z]{4,12}$/);
    fc.assert(
      fc.property(unknown, unknown, (one, other) => {
        const ask = readAsk(`${one} bookings ${other}`, words);
        expect(ask.rest).toEqual([one, other]);
        expect(ask.metrics).toEqual(['bookings']);
      }),
    );
  });

  it('reads whatever is typed without failing', () => {
    const piece = fc.constantFrom(
      '<@',
      'U1',
      '>',
      '|',
      '@',
      ' ',
      '\t',
      ',',
      '.',
      'my',
      'win',
      'rate',
      '2026',
      'é',
      '👩',
      '\ud800',
    );
    const typed = fc.string({ unit: piece, maxLength: 40 });
    fc.assert(fc.property(typed, (text) => void readAsk(text, words)));
  });
});
