import { describe, expect, it } from 'vitest';
import { day } from '#lib/days.ts';
import { ownBlocks, type OwnPage } from '#features/home/own-views.ts';
import { mrkdwn } from '#slack/blocks/text.ts';

const PAGE: OwnPage = {
  presence: { awayUntil: undefined, isRamping: false },
  places: [],
  next: {
    kind: 'commitment',
    commitment: {
      id: '1',
      ownerId: '005A',
      ownerName: 'Ana Silva',
      words: 'Send the offer',
      dueOn: day('2026-11-25'),
      why: 'agreed on Nov 9',
    },
  },
  commitments: [],
  moreDeals: 0,
  coming: [],
};

const wordsOf = (page: Partial<OwnPage>) => JSON.stringify(ownBlocks({ ...PAGE, ...page }));

describe('the words of a person’s own page', () => {
  it.each([
    [1, '1 more deal needs a look: `/attain digest mine` names it.'],
    [2, '2 more deals need a look: `/attain digest mine` names them.'],
  ])('fit %i more deals', (moreDeals, words) => {
    expect(wordsOf({ moreDeals })).toContain(words);
  });

  it('end what is coming once, also where a long name was cut', () => {
    const on = day('2026-11-24');
    const coming = [
      { on, words: mrkdwn`your talk with Anna Keller` },
      { on, words: mrkdwn`your talk with Anna Kel…` },
    ];
    const words = wordsOf({ coming });
    expect(words).toContain('Anna Keller.');
    expect(words).not.toContain('….');
  });
});
