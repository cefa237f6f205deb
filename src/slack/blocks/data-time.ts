import { dateToken } from './references.ts';
import { mrkdwn, type SafeText } from './text.ts';

/** The moment a message's numbers hold for, in each reader's own zone; null before Salesforce was read completely. */
export function dataTimeLine(dataTime: Temporal.Instant | null): SafeText {
  if (!dataTime) return mrkdwn`Salesforce has not been read completely yet.`;
  return mrkdwn`Salesforce data as of ${momentToken(dataTime)}.`;
}

/** A moment in each reader's own zone, or as "Nov 18, 2026, 09:00 UTC" where a client cannot. */
export function momentToken(instant: Temporal.Instant): SafeText {
  const fallback = instant.toLocaleString('en-US', {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  return dateToken(instant, `${fallback} UTC`);
}
