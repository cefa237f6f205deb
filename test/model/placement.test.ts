import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EVER,
  FOREVER,
  organisationOf,
  type Assignment,
  type StandingCorrection,
  type TerritoryStay,
} from '#model/placement.ts';

function under(personId: string, managerId: string | null, fields: Partial<Assignment> = {}): Assignment {
  return { personId, managerId, roleId: null, from: '2020-01-01', to: FOREVER, ...fields };
}

function works(personId: string, territoryId: string, fields: Partial<TerritoryStay> = {}): TerritoryStay {
  return { personId, territoryId, from: '2020-01-01', to: FOREVER, ...fields };
}

const standing = (assignments: readonly Assignment[], stays: readonly TerritoryStay[]) =>
  organisationOf({ assignments, stays });

describe('where a person stands', () => {
  it('follows the chain of managers as it was on the day', () => {
    const organisation = standing(
      [
        under('rep', 'old', { to: '2024-05-15' }),
        under('rep', 'new', { from: '2024-05-15' }),
        under('old', 'chief'),
        under('new', 'chief'),
      ],
      [],
    );
    expect(organisation.on('rep', '2024-05-14').managers).toEqual(['old', 'chief']);
    expect(organisation.on('rep', '2024-05-15').managers).toEqual(['new', 'chief']);
  });

  it('is what we first learned for all the days before', () => {
    const organisation = standing([under('rep', 'lead', { roleId: 'R' })], [works('rep', 'T')]);
    expect(organisation.on('rep', '1999-01-01')).toMatchObject({
      managers: ['lead'],
      roleId: 'R',
      territoryId: 'T',
    });
  });

  it('ends a chain where it would run in a circle', () => {
    const organisation = standing(
      [under('a', 'b'), under('b', 'c'), under('c', 'b'), under('self', 'self')],
      [],
    );
    expect(organisation.on('a', '2024-01-01').managers).toEqual(['b', 'c']);
    expect(organisation.on('self', '2024-01-01').managers).toEqual([]);
  });

  it('takes the territory joined last, and of those joined together the first by id', () => {
    const stays = [
      works('rep', 'T1'),
      works('rep', 'T3', { from: '2024-01-01' }),
      works('rep', 'T2', { from: '2024-01-01' }),
    ];
    const organisation = standing([], stays);
    expect(organisation.on('rep', '2023-12-31').territoryId).toBe('T1');
    expect(organisation.on('rep', '2024-01-01').territoryId).toBe('T2');
  });

  it('is nowhere for someone unknown', () => {
    expect(standing([], []).placementsOf('')).toEqual([
      { personId: '', from: EVER, to: FOREVER, managers: [], roleId: '', territoryId: '' },
    ]);
  });
});

describe('the placements of a person', () => {
  const day = fc
    .integer({ min: 0, max: 40 })
    .map((n) => Temporal.PlainDate.from('2024-01-01').add({ days: n }).toString());
  const person = fc.constantFrom('a', 'b', 'c', 'd');
  const assignment = fc
    .record({
      personId: person,
      managerId: fc.option(person),
      roleId: fc.constantFrom('R1', 'R2', null),
      from: day,
    })
    .map((it) => ({ ...it, to: FOREVER }));
  const stay = fc.record({ personId: person, territoryId: fc.constantFrom('T1', 'T2'), from: day, to: day });

  it('tile all time, differ from neighbour to neighbour, and say what holds on each day', () => {
    fc.assert(
      fc.property(fc.array(assignment), fc.array(stay), person, day, (assignments, stays, id, on) => {
        const organisation = standing(assignments, stays);
        const placements = organisation.placementsOf(id);
        expect(placements[0]?.from).toBe(EVER);
        expect(placements.at(-1)?.to).toBe(FOREVER);
        for (const [index, next] of placements.slice(1).entries()) {
          expect(placements[index]?.to).toBe(next.from);
          expect({ ...next, from: '', to: '' }).not.toEqual({ ...placements[index], from: '', to: '' });
        }
        const holding = placements.filter((it) => it.from <= on && on < it.to);
        expect(holding).toHaveLength(1);
        expect({ ...holding[0], from: on, to: FOREVER }).toEqual(organisation.on(id, on));
      }),
    );
  });
});

describe('a correction of where a person stands', () => {
  const learnt = [under('rep', 'old'), under('old', 'chief'), under('new', 'boss')];
  const corrected = (corrections: readonly StandingCorrection[]) =>
    organisationOf({ assignments: learnt, stays: [works('rep', 'T')], corrections });
  const may = { personId: 'rep', from: '2024-05-01', to: '2024-06-01' } as const;

  it('holds on its days, with the managers of the manager it names', () => {
    const organisation = corrected([{ ...may, kind: 'manager', value: 'new' }]);
    expect(organisation.placementsOf('rep').map((it) => [it.from, it.managers])).toEqual([
      [EVER, ['old', 'chief']],
      ['2024-05-01', ['new', 'boss']],
      ['2024-06-01', ['old', 'chief']],
    ]);
  });

  it('moves everyone below with them', () => {
    const moved = { ...may, personId: 'old', kind: 'manager', value: 'boss' } as const;
    expect(corrected([moved]).on('rep', '2024-05-31').managers).toEqual(['old', 'boss']);
    expect(corrected([moved]).on('rep', '2024-06-01').managers).toEqual(['old', 'chief']);
  });

  it('may say that there was no manager, no role and no territory', () => {
    const organisation = corrected([
      { ...may, kind: 'manager', value: '' },
      { ...may, kind: 'territory', value: '' },
      { ...may, kind: 'role', value: 'R2' },
    ]);
    expect(organisation.on('rep', '2024-05-15')).toMatchObject({
      managers: [],
      territoryId: '',
      roleId: 'R2',
    });
    expect(organisation.on('rep', '2024-04-30').territoryId).toBe('T');
  });
});
