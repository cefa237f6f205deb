import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { attainment } from '#features/attainment/index.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import { attainmentStore } from './attainment-store.ts';
import { servicesOf } from '../services.ts';
import { ANA, aPerson, DANA, LI, OTTO, smallCompany } from '../small-company.ts';

/** Wednesday: 34 of the 66 working days of the quarter have passed. */
const now = Temporal.Instant.from('2026-11-18T09:00:00Z');

let services: Services;
beforeAll(async () => {
  services = servicesOf(await smallCompany(await attainmentStore()));
  const { db } = services.store;
  await db
    .insertInto('lineage')
    .values([ANA, LI].map((person_id, id) => ({ id: id + 1, person_id, managers: JSON.stringify([DANA]) })))
    .execute();
  await db
    .insertInto('lineage_manager')
    .values(
      [
        [1, ANA],
        [1, DANA],
        [2, LI],
        [2, DANA],
      ].map(([lineage_id, manager_id]) => ({
        lineage_id: Number(lineage_id),
        manager_id: String(manager_id),
      })),
    )
    .execute();
  await cell(ANA, { day: '2026-10-20', measure: 'bookings', currency: 'USD', amount: 10_200_000n });
  await cell(ANA, { day: '2026-10-20', measure: 'won', currency: '', amount: 2n, n: 2n });
  await cell(LI, { day: '2026-11-17', measure: 'call', currency: '', amount: 42n, n: 42n });
  await cell(LI, { day: '2026-08-17', measure: 'bookings', currency: 'USD', amount: 500n });
});

/** Each test sets the quotas it is about. */
beforeEach(() => services.store.db.deleteFrom('quota').execute());

async function cell(
  person_id: string,
  row: { day: string; measure: string; currency: string; amount: bigint; n?: bigint },
) {
  const lineage_id = person_id === ANA ? 1 : 2;
  await services.store.db
    .insertInto('cell')
    .values({ person_id, lineage_id, role_id: '', territory_id: '', n: 1n, ...row })
    .execute();
}

async function quota(person_id: string, amount: bigint, metric = 'bookings') {
  const row = {
    metric,
    start_on: '2026-10-01',
    end_on: '2027-01-01',
    source: 'csv',
    source_id: 'csv',
    known_at: now.toString(),
  } as const;
  await services.store.db
    .insertInto('quota')
    .values({ ...row, person_id, amount, currency: metric === 'bookings' ? 'USD' : '' })
    .execute();
}

const call = (personId: string | null) => ({
  actor: { slackUserId: 'U1', personId, isInstaller: false },
  services,
  now,
  timeZone: 'Europe/Berlin',
  locale: 'en-US',
  channelId: 'C1',
  openModal: async () => undefined,
  reply: async () => undefined,
});

async function ask(personId: string, text = ''): Promise<string> {
  const message = await must(attainment.subcommands?.[0], 'the command').run({ ...call(personId), text });
  return guard(must(message, 'an answer')).text;
}
const asked = async (personId: string, text: string) => (await ask(personId, text)).split('\n')[0];

describe('the answer to /attain', () => {
  it('expects along the company’s seasonal plan, and why says so', async () => {
    await quota(ANA, 30_000_000n);
    const month = (start_on: string, end_on: string, amount: bigint) => ({ start_on, end_on, amount });
    await services.store.db
      .insertInto('company_plan')
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
    await services.store.db.deleteFrom('company_plan').execute();
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
        'Attainment: How much of the bookings quota is reached; it is never cut off at 100 %. (version 1)',
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
    expect(text).toContain('*Your calls this quarter: 42 calls of 60.*');
    expect(text).toContain('Each of the 32 working days left needs 1.');
  });

  it('says how a period ended, and that one has not begun', async () => {
    await services.store.db
      .insertInto('quota')
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

describe('whose figures are answered', () => {
  it('a manager asks about a report by name or e-mail, and about the team', async () => {
    expect(await asked(DANA, 'bookings @Ana')).toBe("*Ana Silva's bookings this quarter: $102,000.*");
    expect(await asked(DANA, 'ana.silva@example.com bookings')).toBe(
      "*Ana Silva's bookings this quarter: $102,000.*",
    );
    expect(await asked(DANA, 'bookings team')).toBe("*Your team's bookings this quarter: $102,000.*");
    await quota(ANA, 20_400_000n);
    expect(await asked(DANA, 'team')).toBe(
      "*Your team's attainment this quarter: 50%, $102,000 of $204,000.*",
    );
  });

  it('a button leads a manager to the team, and nobody else', async () => {
    const labels = async (personId: string) =>
      JSON.stringify(
        (await must(attainment.home, 'the home section').render(call(personId))).filter(
          ({ type }) => type === 'actions',
        ),
      );
    expect(await labels(DANA)).toContain('My team');
    expect(await labels(ANA)).not.toContain('My team');
  });

  it('the same is said whether someone may not be read or does not exist', async () => {
    const nobody = await ask(ANA, 'zoe@example.com').catch(String);
    expect(await ask(ANA, 'li.wei@example.com').catch(String)).toBe(nobody);
    expect(await ask(ANA, '<@UNOBODY>').catch(String)).toBe(nobody);
    const unknown = (name: string) =>
      ask(ANA, name).catch((error: unknown) => String(error).replace(name, 'X'));
    expect(await unknown('otto')).toBe(await unknown('zzzz'));
  });

  it('a person without a team is told so', async () => {
    await expect(ask(ANA, 'team')).rejects.toThrow('You lead no team in 2026-Q4.');
    await expect(ask(DANA, 'team li')).rejects.toThrow('Li Wei leads no team in 2026-Q4.');
  });

  it('a name that several answer to is asked back, naming only readable people', async () => {
    const twins = [
      aPerson({ id: '005L2', name: 'Li Chen', manager_id: DANA }),
      aPerson({ id: '005L3', name: 'Li Xu', manager_id: OTTO }),
    ];
    await services.store.db.insertInto('person').values(twins).execute();
    const refused = ask(DANA, 'li');
    await expect(refused).rejects.toMatchObject({
      message: '2 people answer to "li".',
      hint: 'Name one by e-mail: Li Chen (li.chen@example.com), Li Wei (li.wei@example.com).',
    });
  });

  it('a forged button opens nothing', async () => {
    const show = must(
      attainment.actions?.find(({ id }) => id === 'attainment.show'),
      'the button',
    );
    const press = (value: string) => show.run({ ...call(ANA), value, messageTs: null });
    const forged = JSON.stringify({
      metric: 'bookings',
      period: 'quarter:2026-10-01',
      kind: 'person',
      id: LI,
    });
    await expect(press(forged)).rejects.toThrow('I know nobody by that name whose figures you may read.');
    await expect(press('{}')).rejects.toThrow('cannot be read');
  });
});

describe('a question that cannot be read', () => {
  it.each([
    ['bokings', '"bokings" is no metric, period or person I can show you.', 'Did you mean bookings?'],
    ['bookings lst quarter', '"lst" is no metric', 'Try'],
    ['bookings calls', 'I can show one metric at a time: bookings or calls?', 'Try'],
    ['q3 q2', 'I can show one period at a time: 2026-Q3 or 2026-Q2?', 'Try'],
    ['2026-Q1..2026-Q3', 'I can show one period at a time.', 'Name a single one'],
    ['2026-Q7', '"2026-Q7" is no period I know', 'Try'],
    ['<@U1> <@U2>', 'I can show one person at a time.', 'Name one of them.'],
  ])('"%s": %s', async (text, message, hint) => {
    const refusal = await ask(ANA, text).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(String(Object(refusal).message)).toContain(message);
    expect(String(Object(refusal).hint)).toContain(hint);
  });
});

it('stays within limits whatever a person is called', async () => {
  const name = '<!channel> *x* \u202e'.repeat(60);
  await services.store.db.updateTable('person').set({ name }).where('id', '=', ANA).execute();
  const text = await ask(DANA, 'bookings ana.silva@example.com');
  expect(text).not.toContain('<!channel>');
  expect(text.length).toBeLessThan(600);
  await services.store.db.updateTable('person').set({ name: 'Ana Silva' }).where('id', '=', ANA).execute();
});

it('has a home section for linked people only', async () => {
  const section = must(attainment.home, 'the home section');
  const blocks: Message['blocks'] = await section.render(call(ANA));
  expect(JSON.stringify(blocks)).toContain('Your attainment this quarter');
  expect(await section.render(call(null))).toEqual([]);
});
