import { Command } from 'commander';
import type { CommandParts } from '#cli/program.ts';
import { previewBoard } from '#features/leaderboard/posts.ts';
import { runDueBoards } from '#features/leaderboard/run.ts';
import { readBoards } from '#features/leaderboard/store.ts';
import { Refusal } from '#lib/errors.ts';

/** attain leaderboard: the boards that are set up, and what they would say now. */
export function leaderboardCommand({ terminal, open }: CommandParts): Command {
  const leaderboard = new Command('leaderboard').description('leaderboards');
  leaderboard
    .command('post')
    .description(
      'post the boards that are due; with --dry-run show what every board would say, and post nothing',
    )
    .option('--dry-run', 'print, do not post', false)
    .action(async ({ dryRun }: { readonly dryRun: boolean }) => {
      const { services, catchUp } = await open();
      const boards = await readBoards(services.store);
      if (boards.length === 0) {
        throw new Refusal('No leaderboard is set up.', 'Type /attain leaderboard in Slack to set one up.');
      }
      if (!dryRun) {
        await runDueBoards(services, services.clock.now());
        await catchUp();
        terminal.out('Whatever was due is on its way.\n');
        return;
      }
      for (const { id, channelId, metric, periodType } of boards) {
        const message = await previewBoard(services, id);
        terminal.out(
          `Board ${id}, ${metric} by ${periodType}, in ${channelId}:\n${message?.text ?? 'nothing'}\n\n`,
        );
      }
    });
  return leaderboard;
}
