import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Action, CommandCall, Subcommand } from '#slack/routes.ts';
import { listMessage, REMOVE } from './list-views.ts';
import { readListed } from './scheduled.ts';
import { setupModal } from './setup-views.ts';
import { currencyOf } from './setup.ts';
import { removeCelebration } from './start.ts';

export const celebrateCommand: Subcommand<Services> = {
  name: 'celebrate',
  summary: 'for admins: celebrate won deals in a channel; list and remove',
  example: '/attain celebrate list',
  permission: 'installer',
  shows: ['D9'],
  run,
};

/** The button next to a listed channel. */
export const removeAction: Action<Services> = {
  id: REMOVE,
  permission: 'installer',
  shows: ['D9'],
  run: (call) => remove(call, call.value),
};

async function run(call: CommandCall<Services>): Promise<Message | undefined> {
  const { services, channelId, timeZone, now } = call;
  const [verb = '', what = ''] = call.text.toLowerCase().split(/\s+/);
  switch (verb) {
    case '':
    case 'setup':
    case 'new':
      await call.openModal(setupModal({ channelId, timeZone, currency: await currencyOf(services) }));
      return undefined;
    case 'list':
      return listMessage(await readListed(services, now));
    case 'remove':
      return remove(call, what);
    default:
      throw new Refusal(
        `I cannot read "${call.text}" after celebrate.`,
        'Try /attain celebrate, celebrate list or celebrate remove 2.',
      );
  }
}

async function remove(
  { services, actor, now }: Pick<CommandCall<Services>, 'services' | 'actor' | 'now'>,
  number: string,
): Promise<Message> {
  const id = /^\d{1,9}$/.test(number) ? Number(number) : 0;
  if (!(await removeCelebration(services, id, { by: actor.slackUserId, now })))
    throw new Refusal(
      id === 0 ? 'I need the number of the celebration.' : `There is no celebration "${id}".`,
      '/attain celebrate list shows them.',
    );
  return listMessage(await readListed(services, now), id);
}
