import type { Coming, OwnAsked, Services } from '#feature.ts';
import { nextDue } from '#lib/weekly.ts';
import { metricNamed } from '#metrics/catalogue.ts';
import { periodWords } from '#metrics/period-text.ts';
import { escapeText, mrkdwn, type SafeText } from '#slack/blocks/text.ts';
import type { Board } from './board.ts';
import { boardTitle } from './list-views.ts';
import { readOptedOut } from './privacy-store.ts';
import { readContent } from './read-board.ts';
import { readBoards } from './store.ts';

/** Each reads a whole board: enough for App Home, whatever is set up. */
const MOST_BOARDS = 2;

/**
 * The place of who asks on the boards of people that post, by the rules of these boards: none where people are not ranked
 * there or they took themselves off. Of others it says how many they are.
 */
export async function ownPlaces(services: Services, { actor, now }: OwnAsked): Promise<readonly SafeText[]> {
  const boards = (await boardsFor(services, actor.personId)).slice(0, MOST_BOARDS);
  const all = await Promise.all(boards.map((board) => readContent(services, board, { now, snapshots: [] })));
  return all.flatMap(({ standings: { places }, metric, period, today, isOff }) => {
    const own = places.find(({ figure }) => figure.subject.id === actor.personId);
    if (!own || isOff) return [];
    const shared = places.filter(({ rank }) => rank === own.rank).length > 1;
    const alone = shared ? mrkdwn`, shared with others` : mrkdwn``;
    const what = mrkdwn`${escapeText(metric.name)} ${escapeText(periodWords(period, today))}`;
    return [mrkdwn`${what}: you are in place ${own.rank} of ${places.length}${alone}. Only you see this.`];
  });
}

/** The next board that comes out; not for who stands on none. Its channel stays unsaid: who is in it knows. */
export async function comingBoard(
  services: Services,
  { actor, now, timeZone }: OwnAsked,
): Promise<readonly Coming[]> {
  const due = (await boardsFor(services, actor.personId))
    .map((board) => ({ board, at: nextDue(board, now) }))
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at));
  return due.slice(0, 1).map(({ board, at }) => {
    const local = at.toZonedDateTimeISO(timeZone);
    const time = escapeText(local.toPlainTime().toString({ smallestUnit: 'minute' }));
    const title = boardTitle({ board, metricName: metricNamed(board.metric).name });
    return { on: local.toPlainDate(), words: mrkdwn`the board of ${escapeText(title)}, at ${time}` };
  });
}

/** The boards of people on which somebody may stand, one for each metric and length of period. */
async function boardsFor({ store }: Services, personId: string | null): Promise<readonly Board[]> {
  const [boards, optedOut] = await Promise.all([readBoards(store), readOptedOut(store)]);
  if (personId === null || optedOut.has(personId)) return [];
  const people = boards.filter(({ by, pause }) => by === 'person' && pause === undefined);
  const byQuestion = Map.groupBy(people, ({ metric, periodType }) => `${metric}/${periodType}`);
  return [...byQuestion.values()].flatMap((same) => same.slice(0, 1));
}
