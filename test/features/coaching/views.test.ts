import { describe, expect, it } from 'vitest';
import { stepMessage } from '#features/coaching/step-views.ts';
import {
  differsMessage,
  notesMessage,
  playbackMessage,
  sessionMessage,
} from '#features/coaching/talk-views.ts';
import { promptMessage } from '#features/coaching/views.ts';
import { middleWords } from '#features/coaching/words.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import { COMPARED, promptOf, STEP, talkOf } from './messages.ts';

const words = (message: Message | undefined) => guard(must(message, 'a message')).text;
const buttons = (message: Message | undefined) =>
  [...JSON.stringify(message?.blocks).matchAll(/"action_id":"coaching\.(\w+)"/g)].map(([, id]) => id);

describe('what is said about a talk', () => {
  it('sets the figure beside the middle of the peers, with a strength and three questions', () => {
    const prompt = promptMessage(promptOf());
    expect(words(prompt)).toContain(
      '20% (8 of 40), where the middle of 6 colleagues in the same role is 41%.',
    );
    expect(words(prompt)).toContain('lost deals: Acme, 40 bikes (Sep 24); Bolt &amp; Sons');
    expect(words(prompt)).toContain('*A strength:* average deal size, $12,000 beside $9,000 in the middle.');
    expect(buttons(prompt)).toEqual(['plan', 'note', 'decline']);
    const [deal] = promptOf().deals;
    expect(words(promptMessage({ ...promptOf(), deals: deal ? [deal] : [] }))).toContain(
      'Behind it, the lost deal: Acme, 40 bikes (Sep 24).',
    );
  });

  it('names the middle of a count in one meeting or several', () => {
    const figure = must(promptOf().figures[0], 'a figure');
    const meetings = {
      ...figure,
      unit: 'meetings',
      value: { kind: 'count', count: 0n, of: 'meetings' },
    } as const;
    expect([1, 52].map((middle) => middleWords(meetings, middle))).toEqual(['1 meeting', '52 meetings']);
  });

  it('shows what was done instead of asking again', () => {
    const planned = promptMessage(promptOf({ state: 'planned', sessionOn: day('2026-11-24') }));
    expect(words(planned)).toContain('You planned a talk for Tuesday, Nov 24; Ana Silva knows.');
    expect(buttons(planned)).toEqual(['note', 'plan']);
    const aside = { code: 'in_hand', reason: 'a secret reason' } as const;
    const declined = promptMessage(promptOf({ state: 'declined', declined: aside }));
    expect(words(declined)).toContain('You set this aside: we are already on it.');
    expect(words(declined)).not.toContain('secret');
    expect(buttons(promptMessage(promptOf({ state: 'confirmed' })))).toEqual(['notes']);
  });

  it('asks for the outcome on the day, and shows it once it is noted', () => {
    const today = { reader: 'coach', moment: 'today' } as const;
    const planned = sessionMessage(talkOf({ state: 'planned', notedOn: undefined }), today);
    expect(words(planned)).toContain('Afterwards, note what was said');
    expect(buttons(planned)).toEqual(['note']);
    expect(words(sessionMessage(talkOf(), today))).toContain('You noted the outcome.');
    expect(buttons(sessionMessage(talkOf(), today))).toEqual(['notes']);
  });

  it('asks to confirm as long as nothing was answered, and only of the newest notes', () => {
    expect(buttons(playbackMessage(talkOf(), 1))).toEqual(['confirm', 'object']);
    expect(buttons(playbackMessage(talkOf({ state: 'confirmed' }), 1))).toEqual([]);
    expect(words(playbackMessage(talkOf({ differs: 'It was the price.' }), 1))).toContain(
      'It was the price.',
    );
    expect(words(playbackMessage(talkOf({ revision: 2 }), 1))).toContain('noted this anew');
    expect(words(differsMessage(talkOf({ revision: 2 }), 1))).toContain('You noted it anew');
    expect(differsMessage(talkOf(), 1)).toBeUndefined();
    expect(words(notesMessage(talkOf()))).toContain('Not confirmed yet.');
  });

  it('asks about a step until it is done, the last time without a demand', () => {
    expect(words(stepMessage(STEP, { moment: -2, other: 'Dana Cole' }))).toMatch(
      /^Due Friday, Dec 4: call three/,
    );
    expect(words(stepMessage(STEP, { moment: 0, other: 'Dana Cole' }))).toMatch(/^Due today/);
    expect(words(stepMessage(STEP, { moment: 3, other: 'Dana Cole' }))).toContain(
      'Is it done? If it needs another day, agree on one with Dana Cole. This is the last time I ask.',
    );
    const done = { ...STEP, doneAt: Temporal.Instant.from('2026-12-03T09:00:00Z') };
    expect(buttons(stepMessage(done, { moment: 3, other: 'Dana Cole' }))).toEqual([]);
  });

  it('holds long names, and says before and after without a word of an effect', () => {
    const long = 'Bartholomäus Wolfeschlegelsteinhausenbergerdorff-Nuñez de la Vega y Santa María';
    expect(() => words(promptMessage(promptOf({}, long.repeat(3))))).not.toThrow();
    expect(words(COMPARED)).toContain('21.4% (3 of 14), then 33.3% (5 of 15)');
    expect(words(COMPARED)).toContain('this shows what was, not what the talk did');
  });
});
