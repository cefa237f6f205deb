import type { SmallOrg } from './oracle/small-org.ts';

/** Logs calls that took place at three in the afternoon, UTC, of their days. */
export function logCalls(org: SmallOrg, calls: readonly (readonly [owner: string, day: string])[]): void {
  for (const [index, [OwnerId, day]] of calls.entries())
    org.put('Task', {
      Id: `K${index}`,
      OwnerId,
      TaskSubtype: 'Call',
      IsClosed: 'true',
      CompletedDateTime: `${day}T15:00:00.000+0000`,
    });
}
