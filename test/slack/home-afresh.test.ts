import { expect, it } from 'vitest';
import { section } from '#slack/blocks/layout.ts';
import { actions } from '#slack/blocks/button.ts';
import { textInput } from '#slack/blocks/inputs.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { escapeText } from '#slack/blocks/text.ts';
import type { Routes } from '#slack/route-table.ts';
import { DANA } from '../sandbox/slack/support/local-team.ts';
import { type Notes, slackWorld } from './support/slack-world.ts';

const entry = { permission: 'anyone', shows: [] } as const;
const WINDOW: ModalView = {
  id: 'demo.window',
  title: 'Change it',
  submit: 'Save',
  close: 'Cancel',
  metadata: '',
  blocks: [textInput({ id: 'word', label: 'Word' })],
};

/** Home shows what was noted; one button notes something, another opens a window that does. */
function routes(notes: Notes): Partial<Routes<Notes>> {
  return {
    home: [
      {
        order: 1,
        ...entry,
        render: async () => [
          section(escapeText(`Noted: ${notes.join(', ') || 'nothing'}.`)),
          actions({ action: 'demo.note', label: 'Note' }, { action: 'demo.open', label: 'Open' }),
        ],
      },
    ],
    actions: [
      {
        id: 'demo.note',
        ...entry,
        async run({ isInHome }) {
          notes.push(isInHome ? 'pressed in Home' : 'pressed elsewhere');
          return undefined;
        },
      },
      {
        id: 'demo.open',
        ...entry,
        async run({ openModal }) {
          await openModal(WINDOW);
          return undefined;
        },
      },
    ],
    modals: [
      {
        id: WINDOW.id,
        ...entry,
        async submit({ values }) {
          notes.push(String(values['word']));
          return { kind: 'close' };
        },
      },
    ],
  };
}

it('Home shows what was changed in it, by a button at once and by a window when it is submitted', async () => {
  const notes: Notes = [];
  const { slack } = await slackWorld(routes(notes), { notes });
  const shows = (words: string) =>
    slack.until(() => JSON.stringify(slack.home(DANA)?.content.blocks ?? '').includes(words) || undefined);
  await slack.openHome(DANA);
  await shows('Noted: nothing.');

  await slack.click(DANA, { action: 'demo.note' });
  await shows('Noted: pressed in Home.');
  expect(slack.direct(DANA)).toEqual([]);

  await slack.click(DANA, { action: 'demo.open' });
  await slack.until(() => slack.views(DANA).at(-1));
  await slack.submit(DANA, { values: { word: 'written' } });
  await shows('Noted: pressed in Home, written.');
});
