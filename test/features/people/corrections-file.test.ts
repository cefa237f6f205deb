import { beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { importCorrections } from '#features/people/import-corrections.ts';
import { readFactLines } from '#features/people/fact-lines.ts';
import { ANA, DANA } from '../small-company.ts';
import { csv, HEAD, keptCorrections, uncorrectedCompany } from './support/corrections.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const OPTIONS = { dryRun: false, madeBy: 'cli', now };

let services: Services;
beforeEach(async () => {
  services = await uncorrectedCompany();
});

const kept = () => keptCorrections(services);

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
