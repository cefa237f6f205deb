import type { Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Subcommand } from '#slack/routes.ts';
import { openForm } from './compose.ts';
import { FOR_ANNOUNCERS } from './found.ts';
import { listMessage } from './page-views.ts';
import { requireRight } from './rights.ts';
import { readOwn } from './store.ts';

const MOST_LISTED = 15;

export const announceCommand: Subcommand<Services> = {
  name: 'announce',
  summary:
    'for executives and admins: announce a change, with preview, approval, acknowledgements and questions',
  example: '/attain announce new',
  ...FOR_ANNOUNCERS,
  async run(call) {
    const { services, actor, now, text } = call;
    await requireRight(services.store, actor, now);
    switch (text.toLowerCase()) {
      case '':
        return listMessage(await readOwn(services.store, actor.slackUserId, MOST_LISTED));
      case 'new':
        return openForm(call, { id: null, corrects: null });
      default:
        throw new Refusal(
          `I cannot read "${text}" after announce.`,
          'Try /attain announce, or /attain announce new.',
        );
    }
  },
};
