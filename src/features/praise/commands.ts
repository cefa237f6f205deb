import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import { note, type Message } from '#slack/blocks/message.ts';
import { mrkdwn } from '#slack/blocks/text.ts';
import type { Action, CommandCall, Subcommand } from '#slack/routes.ts';
import { choose } from './choice.ts';
import { takeBack } from './give.ts';
import { listMessage, TAKE_BACK } from './list-views.ts';
import { namesOf } from './names.ts';
import { readTyped } from './typed.ts';
import { readLatest } from './store.ts';
import { readTeamPraise } from './team.ts';
import { openForm } from './write.ts';

const MOST_LISTED = 10;

/** How often somebody's people were praised is about them: a class of data of theirs. */
export const praiseCommand: Subcommand<Services> = {
  name: 'praise',
  summary: 'praise a colleague in a channel or privately; `list`, `private` and `public` are yours',
  example: '/attain praise @person for what',
  permission: 'linked',
  shows: ['D2'],
  async run(call) {
    switch (call.text.toLowerCase()) {
      case 'list':
        return list(call);
      case 'private':
        return choose(call, true);
      case 'public':
        return choose(call, false);
      default:
        return openForm(call, { ...readTyped(call.text), channelId: call.channelId });
    }
  },
};

export const takeBackAction: Action<Services> = {
  id: TAKE_BACK,
  permission: 'linked',
  shows: [],
  async run({ services, actor, now, value }) {
    const isDone = await takeBack(services, { id: value, giverId: actor.slackUserId, now });
    if (!isDone) throw new Refusal('That is no praise of yours any more.', 'See /attain praise list.');
    return note(mrkdwn`Taken back. Where it stood it says so, without a name.`);
  },
};

async function list({ services, actor, now }: CommandCall<Services>): Promise<Message> {
  const { store } = services;
  const { slackUserId } = actor;
  const [received, given, team] = await Promise.all([
    readLatest(store, slackUserId, { as: 'praised_id', limit: MOST_LISTED }),
    readLatest(store, slackUserId, { as: 'giver_id', limit: MOST_LISTED }),
    readTeamPraise(store, actor, now),
  ]);
  const known = [...received.map(({ giverId }) => giverId), ...given.flatMap(({ people }) => people)];
  return listMessage({ received, given, team, nameOf: await namesOf(services, known) });
}
