import type { Services } from '#feature.ts';
import { linkPeople, proposedLinks } from '#features/people/links.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { readBoards } from '#features/leaderboard/store.ts';
import { setInstaller } from '#store/identity.ts';
import type { LocalTeam } from '#sides/slack-team.ts';

/**
 * Does in a sandbox what its people would do first: names the installer, confirms the links proposed by e-mail and
 * sets up one leaderboard. Where that was done before, only new colleagues are linked.
 */
export async function beginInSandbox(services: Services, team: LocalTeam): Promise<void> {
  const now = services.clock.now();
  const by = { confirmedBy: team.installer, now };
  await setInstaller(services.store, { slackUserId: team.installer, changedBy: 'sandbox', now });
  const { matched } = await proposedLinks(services);
  await linkPeople(services, matched, by);
  if ((await readBoards(services.store)).length > 0) return;
  const { channelId, metric, period, size, weekday, hour, timeZone } = team.board;
  await startBoard(
    services,
    { channelId, metric, periodType: period, by: 'person', rows: size, days: [weekday], hour, timeZone },
    { userId: team.installer, now },
  );
}
