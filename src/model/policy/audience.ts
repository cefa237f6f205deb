import { CHANNEL_TABLE } from './table.ts';
import type { ChannelClass, Circumstances, DataClass } from './terms.ts';

/** What is known about who reads a channel at this moment; what could not be found out is undefined. */
export interface ChannelFacts {
  /** Shared with another company, or offered to one. */
  readonly isExternal: boolean | undefined;
  readonly isPrivate: boolean;
  readonly hasGuest: boolean | undefined;
  /** Every person in it is linked to somebody in Salesforce. */
  readonly areAllLinked: boolean | undefined;
}

/** The class of a channel; of what is unknown, the worst that it could be. */
export function channelClassOf({
  isExternal,
  isPrivate,
  hasGuest,
  areAllLinked,
}: ChannelFacts): ChannelClass {
  if (isExternal !== false || hasGuest === undefined) return 'C4';
  if (hasGuest) return 'C3';
  return isPrivate && areAllLinked === true ? 'C1' : 'C2';
}

/** Whether a channel of this class may carry all of these, if everything else speaks for it. */
export function mayCarry(channel: ChannelClass, shows: readonly DataClass[]): boolean {
  if (channel === 'C4') return false;
  return shows.every((dataClass) => {
    const rule = CHANNEL_TABLE[channel][dataClass];
    return rule !== undefined && rule(AT_BEST) === undefined;
  });
}

const AT_BEST: Circumstances = {
  isPublished: true,
  groupSize: Number.POSITIVE_INFINITY,
  recordIsVisible: true,
};
