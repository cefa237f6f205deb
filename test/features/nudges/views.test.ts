import { describe, expect, it } from 'vitest';
import { nudgeMessage } from '#features/nudges/views.ts';
import { withdrawnMessage } from '#features/nudges/withdrawn-views.ts';
import { toldOf } from './messages.ts';
import { standingOf } from './standings.ts';

const lines = (message: { readonly text: string }) => message.text.split('\n').slice(0, -1);

describe('what a nudge says', () => {
  it.each([
    [
      'crossed',
      [
        'You have reached 61% of your bookings quota this quarter: $61,000 of $100,000.',
        '$39,000 to go, and 9 working days are left.',
        'Why now: it passed 50%. You hear of 50%, 80%, 100%, 120%, each once in a period.',
      ],
    ],
    [
      'ending',
      [
        '9 working days are left, and $39,000 to your bookings quota this quarter: you are at 61%, $61,000 of $100,000.',
        'Acme, 40 bikes ($30,000, due Dec 28) and Bolt &amp; Sons, spare parts ($12,500, due Dec 30) would reach it.',
        'Next step: make sure that the close date of Acme, 40 bikes holds.',
        'Why now: the period ends soon. You hear of this once in a period.',
      ],
    ],
    [
      'closable',
      [
        '2 open deals would reach your bookings quota this quarter: Acme, 40 bikes ($30,000, due Dec 28) and Bolt &amp; Sons, spare parts ($12,500, due Dec 30).',
        'The gap is $39,000: you are at 61%, $61,000 of $100,000.',
        'Next step: make sure that the close date of Acme, 40 bikes holds.',
        'Why now: it is the second half of the period, and these deals, due in it, close the gap. You hear of this once in a period.',
      ],
    ],
    [
      'pace',
      [
        'You are at 61% of your bookings quota this quarter: $61,000 of $100,000.',
        'Expected by now: 86.4%.',
        'Next step: make sure that the close date of Acme, 40 bikes holds.',
        'Why now: for 10 working days in a row it has been below 80% of what is expected.',
      ],
    ],
    [
      'activity',
      [
        '7 calls on Fri, Dec 18; your calls quota this quarter is 10 calls a working day. So far: 500 of 660 calls.',
        'Next step: 18 calls today; as many on each of the 9 working days left reach the quota.',
        'Why now: the last working day had fewer than that. You hear of another only after a day that reached it, and once a week at most.',
      ],
    ],
  ] as const)('about %s: the figure, one next step, and why it comes now', (kind, expected) => {
    expect(lines(nudgeMessage(toldOf(kind)))).toEqual(expected);
  });

  it('asks of a day what can be done in it, and says of the rest what it is', () => {
    expect(lines(nudgeMessage(toldOf('activity', { achieved: 400 })))[1]).toBe(
      'Next step: 10 calls today. To reach the quota would take 29 calls on each of the 9 working days left.',
    );
  });

  it('congratulates whoever has reached the whole', () => {
    expect(lines(nudgeMessage(toldOf('crossed', { state: '100', achieved: 10_400_000 })))).toEqual([
      'Congratulations: you have reached your bookings quota this quarter. It is $104,000 of $100,000, which is 104%.',
      'Nothing is asked of you.',
      'Why now: it passed 100%. You hear of 50%, 80%, 100%, 120%, each once in a period.',
    ]);
  });

  it('names no deal and no amount a day where there is neither', () => {
    const told = { ...toldOf('pace'), open: [] };
    expect(lines(nudgeMessage(told))[2]).toBe(
      'Next step: none of your open deals is due in time, so see which could be. It takes $4,333.33 on each of the 9 working days left.',
    );
  });

  it('names the last working day as the one that is left', () => {
    const standing = standingOf({ quota: 10_000_000, achieved: 6_100_000, today: '2026-12-31' });
    const told = { ...toldOf('ending'), open: [], standing };
    const [first, next] = lines(nudgeMessage(told));
    expect(first).toMatch(/^1 working day is left, and /);
    expect(next).toMatch(/It takes \$39,000 on the one working day left\.$/);
  });

  it('is taken back with the figure as it is', () => {
    expect(lines(withdrawnMessage(toldOf('crossed', { state: '80', isWithdrawn: true })))).toEqual([
      'A correction: you are at 61% of your bookings quota this quarter, $61,000 of $100,000, so 80% is not reached yet.',
      'A deal or the quota has changed in the meantime. That happens; nothing is asked of you.',
    ]);
    const calls = { ...toldOf('activity', { isWithdrawn: true }) };
    expect(lines(withdrawnMessage({ ...calls, lastDay: { day: calls.person.today, done: 12n } }))[0]).toBe(
      'A correction: Salesforce now has 12 calls on Mon, Dec 21, where your quota asks for 10 calls a working day.',
    );
  });
});
