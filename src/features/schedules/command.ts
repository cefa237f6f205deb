import type { ScheduledMessages, Services } from '#feature.ts';
import { Refusal } from '#lib/errors.ts';
import type { Subcommand } from '#slack/routes.ts';
import { readAll } from './read.ts';
import { listMessage, pagesOf } from './views.ts';

/** `/attain schedules`, and further pages of it where there are many. */
export function listCommand(lists: readonly ScheduledMessages[]): Subcommand<Services> {
  return {
    name: 'schedules',
    summary: 'every scheduled message: when next, try it, change it, pause it; for admins',
    example: '/attain schedules',
    permission: 'installer',
    shows: ['D9'],
    async run({ services, now, text }) {
      const all = await readAll(lists, services, now);
      const page = /^[1-9]\d{0,3}$/.test(text || '1') ? Number(text || '1') : 0;
      if (page < 1 || page > pagesOf(all))
        throw new Refusal(`There is no page "${text}" of the scheduled messages.`, 'Try /attain schedules.');
      return listMessage(all, { page });
    },
  };
}
