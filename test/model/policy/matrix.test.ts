import { describe, expect, it } from 'vitest';
import { decide } from '#model/policy/decide.ts';
import {
  type Circumstances,
  DATA_CLASSES,
  GIVEN_ROLES,
  REASONS,
  RELATIONS,
  type Asked,
  type Role,
  SURFACES,
} from '#model/policy/terms.ts';
import { EXPECTED_CHANNELS, EXPECTED_PEOPLE, tableOf } from './expected.ts';

/** Every way of being somebody: nobody, a rep, a rep with one role, with two, and an admin who is no rep. */
const KINDS: readonly { readonly isKnown: boolean; readonly roles: readonly Role[] }[] = [
  { isKnown: false, roles: [] },
  // Even what somebody was given is worth nothing to who is not known.
  { isKnown: false, roles: ['ops_admin', 'exec'] },
  { isKnown: true, roles: ['rep'] },
  ...GIVEN_ROLES.map((role) => ({ isKnown: true, roles: ['rep', role] as const })),
  { isKnown: true, roles: ['ops_admin'] },
  { isKnown: true, roles: ['rep', 'exec', 'comp_admin'] },
];

/** Nothing said; everything in favour; everything but one thing; and the same for changing. */
const FAVOURABLE: Circumstances = {
  isPublished: true,
  groupSize: 5,
  recordIsVisible: true,
  isReleased: true,
  bothAgreed: true,
  managersSeePay: true,
  isOwnArea: true,
};
const CIRCUMSTANCES: readonly Circumstances[] = [
  {},
  FAVOURABLE,
  { ...FAVOURABLE, optedOut: true },
  { ...FAVOURABLE, groupSize: 4 },
  { ...FAVOURABLE, recordIsVisible: false, isReleased: false, bothAgreed: false, managersSeePay: false },
  { ...FAVOURABLE, isOwnArea: false },
  { ...FAVOURABLE, isChange: true },
  { ...FAVOURABLE, isChange: true, peopleChanged: 26 },
  { ...FAVOURABLE, isChange: true, peopleChanged: 26, hasSecondPerson: true },
];

const people = tableOf(EXPECTED_PEOPLE);
const channels = tableOf(EXPECTED_CHANNELS);

/** What the written table expects, by its own words. */
function expected({ isKnown, roles, dataClass, relation, surface, circumstances = {} }: Asked): boolean {
  if (!isKnown) return false;
  if (/^C\d$/.test(surface)) return holds(channels(dataClass, surface), circumstances);
  return [relation, ...roles].some((column) => holds(people(dataClass, column), circumstances));
}

function holds(cell: string, it: Circumstances): boolean {
  const size = it.groupSize ?? 1;
  const meanings: Readonly<Record<string, boolean>> = {
    yes: true,
    no: false,
    published: it.isPublished === true && it.optedOut !== true,
    record: it.recordIsVisible === true,
    total: size > 1,
    five: size >= 5,
    pay: it.managersSeePay === true,
    agreed: it.bothAgreed === true,
    released: it.isReleased === true,
    reading: it.isChange !== true,
    area: it.isOwnArea === true && it.isChange !== true,
    plans: it.isOwnArea === true && hasEnoughPeople(it),
    second: hasEnoughPeople(it),
  };
  const meaning = meanings[cell];
  if (meaning === undefined) throw new Error(`the written table says "${cell}"`);
  return meaning;
}

/** A change for more than 25 people takes two. */
function hasEnoughPeople(it: Circumstances): boolean {
  return it.isChange !== true || (it.peopleChanged ?? 1) <= 25 || it.hasSecondPerson === true;
}

const CASES: readonly Asked[] = KINDS.flatMap((kind) =>
  DATA_CLASSES.flatMap((dataClass) =>
    RELATIONS.flatMap((relation) =>
      SURFACES.flatMap((surface) =>
        CIRCUMSTANCES.map((circumstances) => ({
          ...kind,
          dataClass,
          relation,
          surface,
          grants: [],
          circumstances,
        })),
      ),
    ),
  ),
);

describe('who may see what', () => {
  it('is tried in at least 2,000 cases', () => {
    const withoutCircumstances = CASES.length / CIRCUMSTANCES.length;
    expect(withoutCircumstances).toBeGreaterThanOrEqual(2_000);
  });

  it('discloses nothing that the written table does not allow', () => {
    const disclosures = CASES.filter((asked) => decide(asked).allowed && !expected(asked));
    expect(disclosures).toEqual([]);
  });

  it('allows all that the written table allows', () => {
    expect(CASES.filter((asked) => !decide(asked).allowed && expected(asked))).toEqual([]);
  });

  it('names a rule of the class that was asked, and a reason, every time', () => {
    for (const asked of CASES) {
      const { allowed, rule, reasonCode } = decide(asked);
      expect(rule.startsWith(`${asked.dataClass}.`)).toBe(true);
      expect(REASONS[reasonCode]).toBeTypeOf('string');
      expect(reasonCode === 'allowed').toBe(allowed);
    }
  });

  it('opens one class about one person by a grant, to somebody known, in private, for reading', () => {
    const asked = {
      isKnown: true,
      roles: ['rep'],
      dataClass: 'D2',
      relation: 'peer',
      surface: 'answer',
    } as const;
    expect(decide({ ...asked, grants: ['D2'] })).toEqual({
      allowed: true,
      rule: 'D2.grant',
      reasonCode: 'granted',
    });
    expect(decide({ ...asked, grants: ['D2'], isKnown: false }).allowed).toBe(false);
    expect(decide({ ...asked, grants: ['D2'], surface: 'C1' }).allowed).toBe(false);
    expect(decide({ ...asked, grants: ['D2'], circumstances: { isChange: true } }).allowed).toBe(false);
    for (const dataClass of DATA_CLASSES.filter((one) => one !== 'D2'))
      expect(decide({ ...asked, grants: [dataClass], dataClass, surface: 'dm' }).reasonCode).not.toBe(
        'granted',
      );
  });
});
