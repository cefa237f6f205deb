import type { SetupStep } from '#feature.ts';
import { SETUP } from './setup-views.ts';
import { readBoards } from './store.ts';

/** The first board, with a preview before anything is posted. */
export const firstBoardStep: SetupStep = {
  id: 'leaderboard',
  order: 50,
  title: 'Make the first leaderboard',
  button: { action: SETUP, label: 'Set up a board' },
  async state({ store }) {
    const { length } = await readBoards(store);
    return { isDone: length > 0, words: length === 0 ? 'none yet' : `${length} set up` };
  },
};
