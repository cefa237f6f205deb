import { lastDue } from '#lib/weekly.ts';
import type { About } from './about.ts';

/** Somebody who gets digests, and when. */
export interface Reader {
  readonly slackUserId: string;
  /** IANA zone of their Slack profile. */
  readonly timeZone: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly hour: number;
  /** The last moment for which theirs were asked for. */
  readonly lastSlot: Temporal.Instant;
  readonly abouts: readonly About[];
}

export interface Due {
  readonly reader: Reader;
  readonly slot: Temporal.Instant;
  /** The local day of the slot, which names the digest: one for each reader and day. */
  readonly day: string;
}

/** Whose digest is due at `now`: the latest slot of each only, so that a missed run is caught up once. */
export function dueReaders(readers: readonly Reader[], now: Temporal.Instant): readonly Due[] {
  return readers.flatMap((reader) => {
    const { weekday, hour, timeZone } = reader;
    const slot = lastDue({ days: [weekday], hour, timeZone }, now);
    if (Temporal.Instant.compare(slot, reader.lastSlot) <= 0) return [];
    return [{ reader, slot, day: slot.toZonedDateTimeISO(timeZone).toPlainDate().toString() }];
  });
}

/** Where a day begins first: whatever the reader's zone, theirs is due no earlier than it would be there. */
const FIRST_ZONE = 'Etc/GMT-14';

/** Whether a digest could be due somewhere on earth: only then is it worth asking Slack where its reader is. */
export function mayBeDue(
  { weekday, hour, lastSlot }: Pick<Reader, 'weekday' | 'hour' | 'lastSlot'>,
  now: Temporal.Instant,
): boolean {
  const earliest = lastDue({ days: [weekday], hour, timeZone: FIRST_ZONE }, now);
  return Temporal.Instant.compare(earliest, lastSlot) > 0;
}

const LOOK_EVERY_MS = 15 * 60_000;

/** Zones differ by quarters of an hour: in each of them one look is enough. */
export function isLookDue(lookedAt: Temporal.Instant | undefined, now: Temporal.Instant): boolean {
  return lookedAt === undefined || quarter(lookedAt) !== quarter(now);
}

function quarter(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / LOOK_EVERY_MS);
}
