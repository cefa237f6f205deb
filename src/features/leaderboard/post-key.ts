export const KIND = 'leaderboard';

/** The one standing message of a board and a period, which is named by its first day. */
export function postKey(boardId: number, periodStart: string): string {
  return `${KIND}/${boardId}/${periodStart}`;
}
