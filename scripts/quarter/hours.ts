/** Minutes after local midnight; over midnight where `from` is later, none where equal. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** Whether the clock on the wall shows a time in these hours. */
export function isQuiet({ from, to }: Hours, at: Temporal.ZonedDateTime): boolean {
  const minute = at.hour * 60 + at.minute;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}
