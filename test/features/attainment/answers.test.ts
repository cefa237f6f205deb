import { describe, expect, it } from 'vitest';
import { attainment } from '#features/attainment/index.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import { ANA, DANA, LI } from '../small-company.ts';
import { askingInAQuarter } from './asking-in-a-quarter.ts';

const { ask, asked, call, now, quota, services } = askingInAQuarter();

describe('the answer to /attain', () => {
  it('expects along the company’s seasonal plan, and why says so', async () => {
    await quota(ANA, 30_000_000n);
    const month = (start_on: string, end_on: string, amount: bigint) => ({ start_on, end_on, amount });
    await services()
      .store.db.insertInto('company_plan')
      .values(
        [
          month('2026-10-01', '2027-01-01', 100n),
          month('2026-10-01', '2026-11-01', 20n),
          month('2026-11-01', '2026-12-01', 30n),
          month('2026-12-01', '2027-01-01', 50n),
        ].map((part) => ({
          ...part,
          metric: 'bookings',
          currency: 'USD',
          curve: '20/30/50',
          made_by: 'U1',
          made_at: now.toString(),
          reason: null,
        })),
      )
      .execute();
    // 20 % of October, and 12 of the 21 working days of November's 30 %: 37.14 %, where 34 of 66 days are 51.5 %.
    const expected =
      "Expected by now: 37.1%, along the company's seasonal plan; 34 of 66 working days have passed.";
    expect(await ask(ANA)).toContain(expected);
    const why = must(
      attainment.subcommands?.find(({ name }) => name === 'why'),
      'the command',
    );
    const message = await why.run({ ...call(ANA), text: 'attainment' });
    expect(guard(must(message, 'an answer')).text).toContain(expected);
    await services().store.db.deleteFrom('company_plan').execute();
  });

  it('is the attainment of this quarter, with gap, pace and what each day needs', async () => {
    await quota(ANA, 30_000_000n);
    expect(await ask(ANA)).toBe(
      [
        '*Your attainment this quarter: 34%, $102,000 of $300,000.*',
        'Gap: $198,000.',
        'Expected by now: 51.5%, as 34 of 66 working days have passed. Pace: 0.66, where 1 is on pace.',
        'Holidays are not known: Monday to Friday are counted.',
        'Each of the 32 working days left needs $6,187.50.',
        'Note: 1 won deal has no amount.',
        '2026-Q4, Oct 1 – Dec 31, 2026. Salesforce has not been read completely yet.',
        'Attainment: How much of the bookings quota is reached; it is never cut off at 100%. (version 1)',
      ].join('\n'),
    );
  });

  it.each<[string, bigint, string, string]>([
    [
      'passed',
      10_000_000n,
      '*Your attainment this quarter: 102%, $102,000 of $100,000.*',
      'The quota is passed by $2,000.',
    ],
    [
      'reached to the cent',
      10_200_000n,
      '*Your attainment this quarter: 100%, $102,000 of $102,000.*',
      'The quota is reached.',
    ],
    [
      'missed by a cent',
      10_200_001n,
      '*Your attainment this quarter: 99.9%, $102,000 of $102,000.01.*',
      'Gap: $0.01.',
    ],
  ])('says when the quota is %s', async (_what, amount, first, second) => {
    await quota(ANA, amount);
    expect((await ask(ANA)).split('\n').slice(0, 2)).toEqual([first, second]);
  });

  it('without a quota is "no quota" and the bookings, never 0%', async () => {
    expect(await asked(ANA, '')).toBe('*Your attainment this quarter: no quota. Bookings: $102,000.*');
    await quota(ANA, 0n);
    expect(await asked(ANA, '')).toBe('*Your attainment this quarter: no quota. Bookings: $102,000.*');
  });

  it.each([
    ['bookings', '*Your bookings this quarter: $102,000.*'],
    ['won q4', '*Your deals won this quarter: 2 deals.*'],
    ['win rate', '*Your win rate this quarter: 100%.*'],
    ['bookings last quarter', '*Your bookings in 2026-Q3: $0.*'],
    ['coverage', '*Your coverage this quarter: no quota.*'],
    ['sales cycle 2025', '*Your sales cycle in 2025: no won deals.*'],
    ['calls today', '*Your calls today: 0 calls.*'],
  ])('to "%s" is %s', async (text, expected) => {
    expect(await asked(ANA, text)).toBe(expected);
  });

  it('measures calls by their own quota', async () => {
    await quota(LI, 60n, 'calls');
    const text = await ask(LI, 'calls');
    expect(text).toContain('*Your calls this quarter: 42 calls of a quota of 60.*');
    expect(text).toContain('Each of the 32 working days left needs 1.');
  });

  it('says how a period ended, and that one has not begun', async () => {
    await services()
      .store.db.insertInto('quota')
      .values([
        {
          person_id: LI,
          metric: 'bookings',
          start_on: '2026-07-01',
          end_on: '2026-10-01',
          amount: 1_000n,
          currency: 'USD',
          source: 'csv',
          source_id: 'csv',
          known_at: now.toString(),
        },
        {
          person_id: LI,
          metric: 'bookings',
          start_on: '2027-01-01',
          end_on: '2027-04-01',
          amount: 1_000n,
          currency: 'USD',
          source: 'csv',
          source_id: 'csv',
          known_at: now.toString(),
        },
      ])
      .execute();
    expect(await ask(LI, 'last quarter')).toContain('The period ended $5 short of the quota.');
    expect(await ask(LI, 'next quarter')).toContain('The period has not begun; the gap is $10.');
  });
});

it('stays within limits whatever a person is called', async () => {
  const name = '<!channel> *x* \u202e'.repeat(60);
  await services().store.db.updateTable('person').set({ name }).where('id', '=', ANA).execute();
  const text = await ask(DANA, 'bookings ana.silva@example.com');
  expect(text).not.toContain('<!channel>');
  expect(text.length).toBeLessThan(600);
  await services().store.db.updateTable('person').set({ name: 'Ana Silva' }).where('id', '=', ANA).execute();
});

it('has a home section for linked people only', async () => {
  const section = must(attainment.home, 'the home section');
  const blocks: Message['blocks'] = await section.render(call(ANA));
  expect(JSON.stringify(blocks)).toContain('Your attainment this quarter');
  expect(await section.render(call(null))).toEqual([]);
});
