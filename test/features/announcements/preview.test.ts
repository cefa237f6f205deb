import { expect, it } from 'vitest';
import { previewModal } from '#features/announcements/preview-views.ts';
import { ANNOUNCEMENT } from './an-announcement.ts';

const preview = (people: number) => {
  const part = { name: 'In the team of Dana Cole', people };
  const meaning = { kind: 'team', partId: '005', name: 'Dana Cole', words: 'Call first.' } as const;
  const view = previewModal({
    announcement: ANNOUNCEMENT,
    tied: { corrects: undefined, correctedBy: undefined },
    parts: [part],
    meanings: [{ ...part, meaning }],
    people,
    zones: 1,
    needsApproval: true,
  });
  return JSON.stringify(view.blocks);
};

it('says before a change goes out how many of a team get it and read what is meant for them', () => {
  expect(preview(1)).toContain('In the team of Dana Cole: 1 person, as a direct message.');
  expect(preview(2)).toContain('In the team of Dana Cole, 2 people read this below the priorities.');
});

it('says in words that nobody of a team is reached, and why', () => {
  const none = preview(0);
  expect(none).toContain('In the team of Dana Cole: nobody gets it yet. Direct messages go to people who');
  expect(none).toContain('In the team of Dana Cole, nobody reads this yet.');
  expect(none).not.toContain('Dana Cole: 0 people');
});
