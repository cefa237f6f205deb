/** Formats a moment the way Slack's date tokens do, in the reader's zone. */
export function formatTokens(
  format: string,
  at: { seconds: number; zone: string; now: Temporal.Instant },
): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(at.seconds * 1000).toZonedDateTimeISO(at.zone);
  const today = at.now.toZonedDateTimeISO(at.zone).toPlainDate();
  return format.replaceAll(
    /\{(\w+)\}/g,
    (whole, token: string) => tokenText(token, { moment, today }) ?? whole,
  );
}

/** `8:00 AM` in a zone. */
export function timeOfDay(moment: Temporal.Instant, zone: string): string {
  return words(moment.toZonedDateTimeISO(zone), { hour: 'numeric', minute: '2-digit' });
}

/** `Monday, November 23, 2026` in a zone. */
export function dayOf(moment: Temporal.Instant, zone: string): string {
  const format = { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' } as const;
  return words(moment.toZonedDateTimeISO(zone), format);
}

/** `Mon, Nov 23, 2026, 8:00 AM` in a zone. */
export function dayAndTime(moment: Temporal.Instant, zone: string): string {
  const date = { weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' } as const;
  return words(moment.toZonedDateTimeISO(zone), { ...date, hour: 'numeric', minute: '2-digit' });
}

interface Local {
  readonly moment: Temporal.ZonedDateTime;
  readonly today: Temporal.PlainDate;
}

function tokenText(token: string, local: Local): string | undefined {
  const pretty = token.endsWith('_pretty') ? relativeDay(local) : undefined;
  const format = FORMATS[token.replace(/_pretty$/, '')];
  if (token === 'ago') return agoText(local);
  return pretty ?? (format && words(local.moment, format));
}

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { month: 'long', day: 'numeric', year: 'numeric' },
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { month: '2-digit', day: '2-digit', year: 'numeric' },
  date_short: { month: 'short', day: 'numeric', year: 'numeric' },
  date_long: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
  day_divider: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

function relativeDay({ moment, today }: Local): string | undefined {
  const days = today.until(moment.toPlainDate(), { largestUnit: 'days' }).days;
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)];
}

function agoText({ moment, today }: Local): string {
  const days = moment.toPlainDate().until(today, { largestUnit: 'days' }).days;
  if (days === 0) return 'today';
  return days > 0 ? `${days} days ago` : `in ${-days} days`;
}

function words(moment: Temporal.ZonedDateTime, format: Intl.DateTimeFormatOptions): string {
  // A plain value, because Intl refuses a zoned one together with most options.
  return moment.toPlainDateTime().toLocaleString('en-US', format);
}
