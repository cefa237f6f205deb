import { z } from 'zod';
import type { Services } from '#feature.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { PostKind, PostRequest } from '#outbox/outbox.ts';
import type { Board, BoardSpec } from './board.ts';
import { KIND, postKey } from './post-key.ts';
import { readContent } from './read-board.ts';
import { readBoard, readSnapshots } from './store.ts';
import { boardMessage } from './views.ts';

const Params = z.object({ board: z.int(), period: z.iso.date() });

/** The one standing message of a board and a period. The period is named by its first day. */
export function postOf(board: Board, periodStart: string): PostRequest {
  return {
    key: postKey(board.id, periodStart),
    kind: KIND,
    params: { board: board.id, period: periodStart },
    audience: board.channelId,
  };
}

/** Renders a standing message as things are now; a removed board says nothing more. */
export const boardPost: PostKind<Services> = {
  kind: KIND,
  whenUnknown: 'ask',
  attention: 'channel',
  shows: ['D1'],
  ownerOf: async ({ store }, { params }) => (await readBoard(store, Params.parse(params).board))?.createdBy,
  waitsForFreshData: true,
  async render(services, post) {
    const { board: id, period } = Params.parse(post.params);
    const board = await readBoard(services.store, id);
    if (!board) return undefined;
    const snapshots = await readSnapshots(services.store, id);
    const day = Temporal.PlainDate.from(period);
    return boardMessage(await readContent(services, board, { now: services.clock.now(), day, snapshots }));
  },
};

/** The message of a board as it would be posted now: one that is set up, by its number, or one that is not yet. */
export async function previewBoard(
  services: Services,
  board: BoardSpec | number,
): Promise<Message | undefined> {
  const spec = typeof board === 'number' ? await readBoard(services.store, board) : board;
  if (!spec) return undefined;
  const snapshots = typeof board === 'number' ? await readSnapshots(services.store, board) : [];
  return boardMessage(await readContent(services, spec, { now: services.clock.now(), snapshots }));
}
