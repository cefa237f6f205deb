import { describe, expect, it } from 'vitest';
import type { Actor } from '#model/access.ts';
import { mayReadTotal, maySeeRecord, type RecordOwners } from '#model/record-access.ts';

const MANAGERS: Readonly<Record<string, readonly string[]>> = {
  ana: ['dana', 'vera'],
  li: ['dana', 'vera'],
  dana: ['vera'],
  otto: ['kim'],
};

const actor = (personId: string | null): Actor => ({ slackUserId: 'U1', personId, isInstaller: true });
const record = (owners: Partial<RecordOwners>): RecordOwners => ({
  ownerId: 'ana',
  creditedTo: 'ana',
  isPrivate: false,
  ...owners,
});
const sees = (who: string | null, owners: Partial<RecordOwners> = {}) =>
  maySeeRecord(actor(who), record(owners), (id) => MANAGERS[id] ?? []);
const everyone = ['ana', 'li', 'dana', 'vera', 'otto', 'kim', null];

describe('a record behind a figure', () => {
  it('is seen by its owner and everyone above them, not by a colleague, nor by the installer as such', () => {
    expect(everyone.filter((who) => sees(who))).toEqual(['ana', 'dana', 'vera']);
  });

  it('that two share is seen by both, and by those above either', () => {
    expect(everyone.filter((who) => sees(who, { creditedTo: 'otto' }))).toEqual([
      'ana',
      'dana',
      'vera',
      'otto',
      'kim',
    ]);
  });

  it('that is private is for its owner and the managers above, whoever is credited besides', () => {
    expect(everyone.filter((who) => sees(who, { creditedTo: 'otto', isPrivate: true }))).toEqual([
      'ana',
      'dana',
      'vera',
    ]);
  });

  it('of nobody is nobody’s: it only adds to sums', () => {
    expect(everyone.filter((who) => sees(who, { ownerId: '', creditedTo: '' }))).toEqual([]);
  });
});

describe('the total of a group one is in', () => {
  it('is read by its members when it is of five people or more', () => {
    const rep = { ...actor('ana'), isInstaller: false };
    expect([4, 5, 6].filter((size) => mayReadTotal(rep, size))).toEqual([5, 6]);
  });

  it('is not for somebody unknown', () => {
    expect(mayReadTotal({ ...actor(null), isInstaller: false }, 100)).toBe(false);
  });
});
