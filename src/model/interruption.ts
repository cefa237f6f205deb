/** Messages that a reader of a channel gets a week from a board: one for each period; edits in between are silent. */
export function boardMessagesPerWeek(periodType: 'week' | 'month' | 'quarter'): number {
  return { week: 1, month: 12 / 52, quarter: 4 / 52 }[periodType];
}

/** What a reader of a schedule gets: "1 message a week", "about 1 message in 4 weeks", "about 30.5 messages a week" */
export function aboutPerWeekWords(perWeek: number): string {
  // Nothing has a turn more often than once a week: what is more was counted in the weeks before.
  const isFixed = perWeek === 0 || (perWeek <= 1 && Number.isInteger(1 / perWeek));
  return `${isFixed ? '' : 'about '}${perWeekWords(perWeek)}`;
}

/** "1 message a week", "1 message in 4 weeks", "20 messages a week" */
export function perWeekWords(perWeek: number): string {
  if (perWeek === 0) return 'no message';
  if (perWeek >= 1) {
    const rounded = Math.round(perWeek * 10) / 10;
    return `${rounded} message${rounded === 1 ? '' : 's'} a week`;
  }
  const weeks = Math.round(1 / perWeek);
  return weeks === 1 ? '1 message a week' : `1 message in ${weeks} weeks`;
}
