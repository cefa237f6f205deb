import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { type Actor, mayUse } from '#model/access.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, CommandCall, Subcommand } from '#slack/routes.ts';
import { listMessage, noBoardMessage, REMOVE, type ListedBoard } from './list-views.ts';
import { previewBoard } from './posts.ts';
import { openPrivacy, opt } from './privacy.ts';
import { setupModal } from './setup-views.ts';
import { readBoards, removeBoard } from './store.ts';

/** A person who asks gets the boards of the channel they ask in; more would be noise. */
const MOST_SHOWN = 4;

export const leaderboardCommand: Subcommand<Services> = {
  name: 'leaderboard',
  direct: ['/leaderboard'],
  summary: "this channel's leaderboard; leave and join; for admins setup, list, remove and privacy",
  example: '/attain leaderboard',
  permission: 'anyone',
  shows: ['D1'],
  run,
};

/** The button next to a listed board. */
export const removeAction: Action<Services> = {
  id: REMOVE,
  permission: 'installer',
  shows: ['D9'],
  run: (call) => remove(call, call.value),
};

async function run(call: CommandCall<Services>): Promise<Message | undefined> {
  const [verb = '', what = ''] = call.text.toLowerCase().split(/\s+/);
  switch (verb) {
    case '':
      return showBoards(call);
    case 'setup':
    case 'set':
    case 'new':
      requireInstaller(call.actor);
      await call.openModal(setupModal({ channelId: call.channelId, timeZone: call.timeZone }));
      return undefined;
    case 'list':
      requireInstaller(call.actor);
      return listMessage(await listed(call.services));
    case 'privacy':
      requireInstaller(call.actor);
      return openPrivacy(call);
    case 'leave':
    case 'join':
      return opt(call, verb === 'leave');
    case 'remove':
      requireInstaller(call.actor);
      return remove(call, what);
    default:
      throw new Refusal(
        `I cannot read "${call.text}" after leaderboard.`,
        'Type /attain leaderboard alone, or with leave or join after it. Admins also have setup, list, remove with a number, and privacy.',
      );
  }
}

async function showBoards({
  services,
  channelId,
  actor,
  reply,
}: CommandCall<Services>): Promise<Message | undefined> {
  const here = (await readBoards(services.store)).filter((board) => board.channelId === channelId);
  const [first, ...others] = here.slice(0, MOST_SHOWN);
  if (!first) return noBoardMessage(mayUse(actor, 'installer'));
  // One message holds one table: further boards are answers of their own.
  const messages = await Promise.all([first, ...others].map(({ id }) => previewBoard(services, id)));
  for (const message of messages.slice(1)) if (message) await reply(message);
  return messages[0];
}

async function remove({ services, actor, now }: Removing, number: string): Promise<Message> {
  if (!/^\d{1,9}$/.test(number))
    throw new Refusal('A board is removed by its number.', '/attain leaderboard list shows the numbers.');
  const id = Number(number);
  if (!(await removeBoard(services.store, id, { userId: actor.slackUserId, now })))
    throw new Refusal(`There is no board ${id}.`, '/attain leaderboard list shows those there are.');
  return listMessage(await listed(services), id);
}

type Removing = Pick<CommandCall<Services>, 'services' | 'actor' | 'now'>;

async function listed({ store }: Services): Promise<readonly ListedBoard[]> {
  const boards = await readBoards(store);
  return boards.map((board) => ({ board, metricName: metricNamed(board.metric).name }));
}

function requireInstaller(actor: Actor): void {
  if (mayUse(actor, 'installer')) return;
  throw new Refusal('Only an admin of Attain sets up boards.', 'Tell one which board you would like.');
}
