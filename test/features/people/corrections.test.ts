import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { importCorrections } from '#features/people/import-corrections.ts';
import { importHolidays } from '#features/people/import-holidays.ts';
import { people } from '#features/people/index.ts';
import { readFactLines } from '#features/people/fact-lines.ts';
import { checkPeople } from '#features/people/check-people.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { Store } from '#store/store.ts';
import { aCall } from '../a-call.ts';
import { testStore } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, smallCompany } from '../small-company.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const INSTALLER = { slackUserId: 'UINSTALLER', personId: null, isInstaller: true };

let shared: Store;
let services: Services;
let windows: ModalView[] = [];
beforeAll(async () => {
  shared = await testStore();
});
beforeEach(async () => {
  services = servicesOf(await smallCompany(shared));
  windows = [];
});

const csv = (...lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));
const HEAD = 'email,kind,value,from,to,reason';
const OPTIONS = { dryRun: false, madeBy: 'cli', now };

const kept = () =>
  services.store.db
    .selectFrom('fact_correction')
    .select(['person_id', 'kind', 'value', 'from_on', 'to_on', 'reason', 'made_by', 'withdrawn_by'])
    .orderBy('id')
    .execute();

const call = () => aCall({ services, actor: INSTALLER, now, windows });

const press = (id: string, value = '') =>
  must(
    people.actions?.find((it) => it.id === id),
    id,
  ).run({ ...call(), value, messageTs: null });
const submit = (id: string, values: Record<string, string>, metadata = '') =>
  must(
    people.modals?.find((it) => it.id === id),
    id,
  ).submit({ ...call(), values, metadata });

const FORM = {
  email: 'ana.silva@example.com',
  kind: 'ramp',
  value: '50%',
  from: '2026-10-01',
  to: '2026-10-31',
  reason: 'New in October',
};

describe('a file of corrections', () => {
  it('is kept as a whole, in the order of its rows, with who and why', async () => {
    const file = csv(
      HEAD,
      'ana.silva@example.com,leave,parental,2026-08-01,2026-08-31,"Leave, as agreed"',
      'dana.cole@example.com,team,Blue,2026-01-01,,Dotted line',
    );
    const result = await importCorrections(services.store, file, OPTIONS);
    expect(result).toEqual({ rows: 2, problems: [], people: 2, deals: 0 });
    const base = { made_by: 'cli', withdrawn_by: null };
    expect(await kept()).toEqual([
      {
        ...base,
        person_id: ANA,
        kind: 'leave',
        value: 'parental',
        from_on: '2026-08-01',
        to_on: '2026-09-01',
        reason: 'Leave, as agreed',
      },
      {
        ...base,
        person_id: DANA,
        kind: 'team',
        value: 'Blue',
        from_on: '2026-01-01',
        to_on: null,
        reason: 'Dotted line',
      },
    ]);
  });

  it('with one wrong row is kept not at all, and every problem is told with its line', async () => {
    const file = csv(
      HEAD,
      'ana.silva@example.com,leave,parental,2026-08-01,,Agreed',
      'nobody@example.com,leave,sick,2026-08-01,,Agreed',
      'ana.silva@example.com,ramp,2,soon,,Agreed',
    );
    const { problems } = await importCorrections(services.store, file, OPTIONS);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 'email'],
      [4, 'value'],
      [4, 'from'],
    ]);
    expect(await kept()).toEqual([]);
  });

  it('is only checked when asked so', async () => {
    const file = csv(HEAD, 'ana.silva@example.com,manager,none,2026-08-01,,Left the team');
    expect(await importCorrections(services.store, file, { ...OPTIONS, dryRun: true })).toMatchObject({
      people: 1,
    });
    expect(await kept()).toEqual([]);
  });

  it('says what is wrong with its columns', async () => {
    const { problems } = await importCorrections(services.store, csv('email,kind,valu,from,reason'), OPTIONS);
    expect(problems.map(({ problem, remedy }) => `${problem}: ${remedy}`)).toEqual([
      'the column value is missing: The first line must be email,kind,value,from,to,reason.',
      '"valu" is not a column: Did you mean value?',
    ]);
  });

  it('changes what holds for a person from its first day to its last', async () => {
    await importCorrections(
      services.store,
      csv(HEAD, 'ana.silva@example.com,leave,parental,2026-08-01,2026-08-31,Agreed'),
      OPTIONS,
    );
    const on = async (date: string) =>
      (await readFactLines(services.store, { personId: ANA, on: date })).filter(
        ({ kind }) => kind === 'leave',
      );
    expect(await on('2026-07-31')).toEqual([]);
    expect(await on('2026-08-31')).toEqual([
      { kind: 'leave', value: 'parental', from: '2026-08-01', to: '2026-08-31' },
    ]);
    expect(await on('2026-09-01')).toEqual([]);
  });
});

describe('the form', () => {
  it('says mistakes next to their fields', async () => {
    await press('people.correct');
    expect(windows.map(({ title }) => title)).toEqual(['Correct a fact']);
    const outcome = await submit('people.correct', { ...FORM, value: '2', reason: '' });
    expect(outcome).toEqual({
      kind: 'errors',
      errors: {
        value: '"2" is no share of a full quota. Write a share from 0 to 1, such as 0.5 or 50%.',
        reason: 'The reason is missing. Say why, for those who ask later.',
      },
    });
  });

  it('previews whom it touches, and keeps it once it is confirmed', async () => {
    const preview = await submit('people.correct', FORM);
    if (preview.kind !== 'update') throw new Error('expected a preview');
    expect(JSON.stringify(preview.view.blocks)).toContain(
      '*Ana Silva*: ramp 0.5 from Oct 1, 2026 to Oct 31, 2026.',
    );
    expect(JSON.stringify(preview.view.blocks)).toContain('Touches 1 person and no credited deal.');
    expect(await kept()).toEqual([]);
    const done = await submit('people.correct_confirm', {}, preview.view.metadata);
    expect(done).toMatchObject({ kind: 'update', view: { title: 'Corrected' } });
    expect(await kept()).toMatchObject([
      { person_id: ANA, kind: 'ramp', value: '0.5', made_by: 'UINSTALLER' },
    ]);
  });

  it.each(['', '{}', JSON.stringify({ ...FORM, kind: 'salary' })])(
    'is not confirmed by forged contents: %s',
    async (metadata) => {
      await expect(submit('people.correct_confirm', {}, metadata)).rejects.toThrow('cannot be read');
      expect(await kept()).toEqual([]);
    },
  );

  it('checks anew what a preview carried', async () => {
    await expect(
      submit('people.correct_confirm', {}, JSON.stringify({ ...FORM, value: '7' })),
    ).rejects.toThrow('changed');
  });
});

describe('the list of corrections', () => {
  it('shows what holds, whatever was typed into it, and takes one back', async () => {
    await importCorrections(
      services.store,
      csv(HEAD, 'ana.silva@example.com,team,<!channel> *Blue*,2026-01-01,,<@U1>'),
      OPTIONS,
    );
    const list = must(await press('people.corrections'), 'a list');
    expect(list.text).toContain('*Ana Silva*: team &lt;!channel&gt; *Blue* from Jan 1, 2026. &lt;@U1&gt;');
    guard(list);
    const button = /"value":"(\d+)"/.exec(JSON.stringify(list.blocks));
    const after = must(await press('people.take_back', must(button?.[1], 'the id')), 'a list');
    expect(after.text).toContain('Done: the correction is taken back.');
    expect(after.text).toContain('Nothing is corrected');
    expect(await kept()).toMatchObject([{ withdrawn_by: 'UINSTALLER' }]);
  });

  it.each(['', 'x', '1; drop table', '99999999999999999999'])(
    'is not moved by a forged button: %s',
    async (value) => {
      await expect(press('people.take_back', value)).rejects.toThrow('cannot be read');
    },
  );

  it('belongs to the installer alone', () => {
    const handlers = [...(people.actions ?? []), ...(people.modals ?? [])].filter(
      ({ shows }) => shows.length > 0,
    );
    expect(handlers.map(({ permission }) => permission)).toEqual(handlers.map(() => 'installer'));
  });
});

describe('a file of holidays', () => {
  it('takes the place of the one before, and decides which days are working days', async () => {
    const options = { importedBy: 'cli', now };
    await importHolidays(services.store, csv('day,name', '2026-12-24,Eve'), options);
    const file = csv('day,name,location', '2026-12-25,Christmas,', '2026-11-26,Thanksgiving,Boston');
    expect(await importHolidays(services.store, file, options)).toEqual({
      days: 2,
      locations: 2,
      problems: [],
    });
    const works = await readWorkCalendar(services.store);
    expect(['2026-12-24', '2026-12-25', '2026-11-26'].map((it) => works.isWorkingDay(day(it), ''))).toEqual([
      true,
      false,
      true,
    ]);
    expect(works.isWorkingDay(day('2026-11-26'), 'Boston')).toBe(false);
  });

  it('with a wrong day is not taken at all', async () => {
    const { problems } = await importHolidays(services.store, csv('day,name', '2026-02-30,Odd'), {
      importedBy: 'cli',
      now,
    });
    expect(problems).toEqual([
      { line: 2, column: 'day', problem: '"2026-02-30" is no day', remedy: 'Write the day as 2026-12-25.' },
    ]);
    expect((await readWorkCalendar(services.store)).isAssumed).toBe(true);
  });
});

const TODAY = Temporal.PlainDate.from('2026-11-18');

describe('a look at the tree of managers', () => {
  it('names circles, and people whose manager has left', async () => {
    expect(await checkPeople(services.store, TODAY)).toEqual([]);
    await services.store.db.updateTable('person').set({ is_active: false }).where('id', '=', DANA).execute();
    const found = await checkPeople(services.store, TODAY);
    expect(found.join('\n')).toContain('Ana Silva: the manager Dana Cole has left.');
    await services.store.db.updateTable('person').set({ manager_id: ANA }).where('id', '=', DANA).execute();
    expect((await checkPeople(services.store, TODAY))[0]).toContain('manage each other in a circle');
  });
});
