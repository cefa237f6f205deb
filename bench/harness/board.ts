import { previewBoard } from '#features/leaderboard/posts.ts';
import type { BoardSpec } from '#features/leaderboard/board.ts';
import { ZONE } from '../data/timeline.ts';
import { servicesOf } from './services.ts';
import type { World } from './world.ts';

export const CHANNEL = 'C0BENCH';

/** The fifty best of this quarter. */
export const TOP_50: BoardSpec = {
  channelId: CHANNEL,
  metric: 'bookings',
  periodType: 'quarter',
  by: 'person',
  rows: 50,
  days: [1],
  hour: 8,
  timeZone: ZONE,
};

const NO_DIRECTORY = {
  byEmail: async () => undefined,
  everyone: async () => [],
  profileOf: () => Promise.reject(new Error('nobody is looked up here')),
};

/** Reads the board, builds its message, and serialises it the way it goes out: blocks as JSON in a form. */
export async function boardAsForm(world: World): Promise<string> {
  const message = await previewBoard({ ...servicesOf(world), directory: NO_DIRECTORY }, TOP_50);
  if (message === undefined) throw new Error('The board has no message.');
  return new URLSearchParams({
    channel: CHANNEL,
    text: message.text,
    blocks: JSON.stringify(message.blocks),
  }).toString();
}
