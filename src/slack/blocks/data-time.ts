import { dateToken } from './references.ts';
import { mrkdwn, type SafeText } from './text.ts';

/** The moment a message's numbers hold for, in each reader's own zone; null before Salesforce was read completely. */
export function dataTimeLine(dataTime: Temporal.Instant | null): SafeText {
  if (!dataTime) return mrkdwn`Salesforce has not been read completely yet.`;
  const fallback = dataTime.toLocaleString('en-US', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return mrkdwn`Salesforce data as of ${dateToken(dataTime, `${fallback} UTC`)}.`;
}
