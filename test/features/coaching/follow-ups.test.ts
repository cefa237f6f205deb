import { describe, expect, it } from 'vitest';
import { isComparisonDue, momentDue, spansAround } from '#features/coaching/follow-ups.ts';
import { TOPICS } from '#features/coaching/focuses.ts';
import { DEFAULT_BANK, questionsFor, readQuestions } from '#features/coaching/questions.ts';
import { day } from '#lib/days.ts';
import { createWorkCalendar } from '#model/work-calendar.ts';

const thanksgiving = { day: day('2026-11-26'), location: '', off: undefined };
const work = createWorkCalendar({ zone: 'UTC', hours: [], holidays: [thanksgiving] });

describe('a next step', () => {
  const due = (today: string, step = { dueOn: day('2026-11-30'), agreedOn: day('2026-11-10') }) =>
    momentDue(step, { today: day(today), work, location: '' });

  it('is asked about two working days before, on the day and three working days after', () => {
    // Monday, Nov 30: Friday is one working day before, Thursday is a holiday, Wednesday is the second.
    expect(due('2026-11-24')).toBeUndefined();
    expect(due('2026-11-25')).toBe(-2);
    expect(due('2026-11-29')).toBe(-2);
    expect(due('2026-11-30')).toBe(0);
    expect(due('2026-12-02')).toBe(0);
    expect(due('2026-12-03')).toBe(3);
  });

  it('is asked about once for what was missed, and not long after', () => {
    expect(due('2026-12-12')).toBe(3);
    expect(due('2026-12-13')).toBeUndefined();
  });

  it('due on a weekend is asked about on the next working day', () => {
    const step = { dueOn: day('2026-11-28'), agreedOn: day('2026-11-10') };
    expect(due('2026-11-28', step)).toBe(-2);
    expect(due('2026-11-30', step)).toBe(0);
  });

  it('agreed on shortly before is not asked about for days that were over by then', () => {
    const step = { dueOn: day('2026-11-30'), agreedOn: day('2026-11-27') };
    expect(due('2026-11-29', step)).toBeUndefined();
    expect(due('2026-11-30', step)).toBe(0);
  });
});

describe('the look back', () => {
  it('comes when four weeks are over and sets as many before beside them', () => {
    const held = day('2026-11-24');
    expect(isComparisonDue(held, day('2026-12-21'))).toBe(false);
    expect(isComparisonDue(held, day('2026-12-22'))).toBe(true);
    expect(isComparisonDue(held, day('2027-02-01'))).toBe(false);
    const { before, after } = spansAround(held);
    expect([before.start, before.end, after.start, after.end].map(String)).toEqual([
      '2026-10-27',
      '2026-11-24',
      '2026-11-24',
      '2026-12-22',
    ]);
  });
});

describe('questions', () => {
  it('are three that fit, and other ones the next time', () => {
    const first = questionsFor(DEFAULT_BANK, 'winning', 0);
    expect(first).toEqual(DEFAULT_BANK.winning.slice(0, 3));
    expect(questionsFor(DEFAULT_BANK, 'winning', 1)[0]).toBe(DEFAULT_BANK.winning[3]);
  });

  it('of ours keep the rule for those of an admin: open, with a question mark, three at least', () => {
    for (const topic of TOPICS)
      expect(readQuestions(DEFAULT_BANK[topic].join('\n'))).toEqual({ questions: DEFAULT_BANK[topic] });
    expect(readQuestions('Are you well?\nWhat else?\nHow?')).toHaveProperty('problem');
    expect(readQuestions('What now?\nWhat else?\nSay more.')).toHaveProperty('problem');
    expect(readQuestions('What now? '.repeat(9) + 'Say more.')).toHaveProperty(
      'problem',
      expect.stringMatching(/…"\.$/),
    );
    const long = `What now${' and then'.repeat(30)}?`;
    expect(readQuestions(`${long}\nWhat else?\nHow?`)).toEqual({
      problem: 'Ask "What now and then and then and then and…" in at most 200 characters.',
    });
    expect(readQuestions('What now?\nWhat else?')).toHaveProperty('problem');
    expect(readQuestions('What now?\nما رأيك؟\n何が必要ですか？')).toHaveProperty('questions');
    expect(readQuestions('What now?\n\n What else? \nHow?')).toEqual({
      questions: ['What now?', 'What else?', 'How?'],
    });
  });
});
