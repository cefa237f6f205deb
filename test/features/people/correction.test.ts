import { describe, expect, it } from 'vitest';
import { checkCorrection, type RawCorrection } from '#features/people/correction.ts';
import { FOREVER } from '#model/placement.ts';

const names = (...all: readonly (readonly [name: string, ...ids: string[]])[]) =>
  new Map(all.map(([name, ...ids]) => [name, ids]));

const DIRECTORY = {
  people: names(['ana@x.example', '1'], ['dana@x.example', '2'], ['twin@x.example', '3', '4']),
  roles: names(['rep', 'R1'], ['lead', 'R2']),
  territories: names(['west coast', 'T1']),
};

const check = (given: Partial<RawCorrection>) => {
  const base = { email: 'ana@x.example', kind: 'manager', value: 'dana@x.example', from: '2026-05-15' };
  return checkCorrection({ ...base, to: '', reason: 'moved', ...given }, DIRECTORY);
};

const valueOf = (kind: string, value: string) => {
  const checked = check({ kind, value });
  return checked.kind === 'fact'
    ? checked.fact.value
    : checked.problems.map((it) => `${it.problem}. ${it.remedy}`);
};

describe('a correction', () => {
  it('names a person, what was different, and since when', () => {
    expect(check({ email: ' Ana@X.example ' })).toEqual({
      kind: 'fact',
      fact: { personId: '1', kind: 'manager', value: '2', from: '2026-05-15', to: FOREVER, reason: 'moved' },
    });
  });

  it('names the last day on which it held; inside it ends with the day after', () => {
    expect(check({ to: '2026-05-31' })).toMatchObject({ fact: { to: '2026-06-01' } });
    expect(check({ from: '2024-02-28', to: '2024-02-28' })).toMatchObject({ fact: { to: '2024-02-29' } });
  });

  it.each([
    ['manager', 'none', ''],
    ['role', 'Lead', 'R2'],
    ['territory', 'West Coast', 'T1'],
    ['team', 'Blue', 'Blue'],
    ['location', 'Boston', 'Boston'],
    ['ramp', '50%', '0.5'],
    ['ramp', '0.25', '0.25'],
    ['ramp', 'none', ''],
    ['leave', 'parental', 'parental'],
    ['employment', 'Left', 'left'],
  ])('of %s may be "%s"', (kind, value, kept) => {
    expect(valueOf(kind, value)).toBe(kept);
  });

  it.each([
    [
      'manager',
      'dona@x.example',
      'there is no person with the e-mail "dona@x.example". Did you mean dana@x.example?',
    ],
    ['manager', 'ana@x.example', 'nobody is their own manager. Name somebody else, or none.'],
    [
      'manager',
      'twin@x.example',
      'there is more than one person with the e-mail "twin@x.example". Give the Salesforce id instead.',
    ],
    ['role', 'chief', 'there is no role called "chief". Check the spelling.'],
    ['ramp', '1.5', '"1.5" is no share of a full quota. Write a share from 0 to 1, such as 0.5 or 50%.'],
    [
      'employment',
      'retired',
      '"retired" does not say whether the person was employed. Write employed or left.',
    ],
    ['team', '', 'the value is missing. Give the name of a team beside the managers, or none.'],
  ])('of %s may not be "%s"', (kind, value, said) => {
    expect(valueOf(kind, value)).toEqual([said]);
  });

  it('is refused with every problem at once', () => {
    const checked = check({ email: 'nobody', kind: 'manger', from: '2026-02-30', to: 'soon', reason: ' ' });
    expect(
      checked.kind === 'problems' && checked.problems.map(({ field, problem }) => `${field}: ${problem}`),
    ).toEqual([
      'email: nobody in Salesforce has the e-mail "nobody"',
      'kind: "manger" is nothing that can be corrected',
      'from: there is no day 2026-02-30',
      'to: "soon" is no day',
      'reason: the reason is missing',
    ]);
  });

  it('does not end before it begins', () => {
    const checked = check({ from: '2026-05-15', to: '2026-05-14' });
    expect(checked).toMatchObject({
      problems: [{ field: 'to', problem: 'the last day is before the first' }],
    });
  });
});
