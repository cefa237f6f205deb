import { describe, expect, it } from 'vitest';
import { type Circumstances, decidePraise, surfaceKey } from '#features/praise/policy.ts';
import type { Wish } from '#features/praise/praise.ts';
import { readTyped } from '#features/praise/typed.ts';
import { readWish } from '#features/praise/wish.ts';

const ANA = { id: 'U0ANA', name: 'Ana Silva', isFullMember: true, isPrivate: false };
const LI = { id: 'U0LI', name: 'Li Wei', isFullMember: true, isPrivate: false };
const SALES = { people: ['U0DANA', 'U0ANA', 'U0OTTO'], hasGuest: false, isExternal: false };
const TO_ANA: Wish = {
  id: '0c7d1f6a-3a55-4b7e-8f0e-2d9a61c5b701',
  people: ['U0ANA'],
  words: 'The demo won them over.',
  channelId: 'C0SALES',
  about: null,
};

function decide(wish: Partial<Wish>, circumstances: Partial<Circumstances> = {}) {
  const usual = { giverId: 'U0DANA', praised: [ANA], readers: SALES, givenToday: 0 };
  return decidePraise({ ...TO_ANA, ...wish }, { ...usual, ...circumstances });
}

describe('praise', () => {
  it('is said in the channel that was chosen, and who reads it is known before', () => {
    const surface = { kind: 'channel', id: 'C0SALES', people: 3, hasGuest: false };
    expect(decide({})).toEqual({ kind: 'say', surface });
  });

  it('is said to each of them alone where that was chosen, or where one of them wants it so', () => {
    expect(decide({ channelId: null }, { readers: undefined })).toEqual({
      kind: 'say',
      surface: { kind: 'alone', because: [] },
    });
    const praised = [ANA, { ...LI, isPrivate: true }];
    expect(decide({ people: ['U0ANA', 'U0LI'] }, { praised })).toEqual({
      kind: 'say',
      surface: { kind: 'alone', because: ['Li Wei'] },
    });
  });

  it.each([
    ['nobody praises themselves', { people: ['U0ANA', 'U0DANA'] }, {}, { people: /leave yourself out/ }],
    [
      'guests, apps and who has left are not praised',
      {},
      { praised: [{ ...ANA, isFullMember: false }] },
      { people: /^Ana Silva is not a member/ },
    ],
    [
      'nobody praises more than five times a day',
      {},
      { givenToday: 5 },
      { words: /5 times today, thank you/ },
    ],
    ['a channel without Attain is none', {}, { readers: undefined }, { channel: /\/invite @attain/ }],
    [
      'nor is one in which the giver is not',
      {},
      { readers: { ...SALES, people: ['U0ANA'] } },
      { channel: /You and Attain both/ },
    ],
    [
      'nothing goes where another company reads',
      {},
      { readers: { ...SALES, isExternal: true } },
      { channel: /another company/ },
    ],
  ])('%s', (_, wish, circumstances, errors) => {
    const verdict = decide(wish, circumstances);
    expect(verdict).toEqual({
      kind: 'errors',
      errors: Object.fromEntries(
        Object.entries(errors).map(([field, words]) => [field, expect.stringMatching(words)]),
      ),
    });
  });

  it('goes where guests read only for who was told of them', () => {
    const [open, guests] = [false, true].map((hasGuest) => {
      const verdict = decide({}, { readers: { ...SALES, hasGuest } });
      return verdict.kind === 'say' ? surfaceKey(verdict.surface) : '';
    });
    expect(guests).not.toBe(open);
  });
});

describe('what was typed', () => {
  it.each([
    ['', { people: [], words: '' }],
    ['<@U0ANA|ana> the demo', { people: ['U0ANA'], words: 'the demo' }],
    ['<@U0ANA> and <@U0LI|li>, <@U0ANA> for it', { people: ['U0ANA', 'U0LI'], words: 'for it' }],
    ['<@U0ANA|ana> helped <@U0LI|li>', { people: ['U0ANA'], words: 'helped @li' }],
  ])('"%s" says whom and what for', (typed, read) => {
    expect(readTyped(typed)).toEqual(read);
  });

  it('without a mention in front is refused with the way to do it', () => {
    expect(() => readTyped('Ana for it')).toThrow('I cannot read "Ana for it" after praise.');
  });

  const values = {
    people: ['U0ANA', 'U0ANA'],
    words: ' a\u202E \n\n b ',
    place: 'channel',
    channel: 'C0SALES',
  };
  const begun = { id: TO_ANA.id, about: null };

  it('is read line by line, without anything hidden', () => {
    expect(readWish(values, begun)).toEqual({
      kind: 'wish',
      wish: { ...TO_ANA, words: 'a\nb', people: ['U0ANA'] },
    });
  });

  it.each([
    [{ people: [] }, { people: 'Choose whom you praise.' }],
    [{ people: ['U1', 'U2', 'U3', 'U4', 'U5', 'U6'] }, { people: 'Choose at most 5 people at a time.' }],
    [{ words: ' \n' }, { words: 'Say what for, in your own words.' }],
    [{ words: 'x'.repeat(501) }, { words: 'Say it in at most 500 characters.' }],
    [{ place: null }, { place: 'Choose where it is said.' }],
    [{ channel: null }, { channel: 'Choose a channel, or say it privately.' }],
  ])('%j is asked for next to its field, with what to do', (wrong, errors) => {
    const read = readWish({ ...values, ...wrong }, begun);
    expect(read).toEqual({ kind: 'errors', errors });
  });
});
