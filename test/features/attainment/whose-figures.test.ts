import { describe, expect, it } from 'vitest';
import { attainment } from '#features/attainment/index.ts';
import { must } from '#lib/errors.ts';

import { ANA, aPerson, DANA, LI, OTTO } from '../small-company.ts';
import { askingInAQuarter } from './asking-in-a-quarter.ts';

const { ask, asked, call, quota, services } = askingInAQuarter();

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
    await services().store.db.insertInto('person').values(twins).execute();
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
