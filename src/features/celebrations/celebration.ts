import { z } from 'zod';
import type { Pause } from '#feature.ts';
import { formatMoney, type Money } from '#lib/money.ts';
import { hourLabel } from '#lib/weekly.ts';
import { isZone } from '#lib/zone.ts';
import { ChannelId } from '#slack/blocks/channel-id.ts';
import { plainText } from '#slack/blocks/text.ts';

/** So that what follows a long name is said too. */
const NAME_LENGTH = 60;

/** How much a celebration says: names and amounts of deals only where everybody in the channel is linked. */
export const SAYINGS = {
  people: 'Who won, and how many deals',
  deals: 'Names and amounts of the deals too',
} as const;

/** What was set up for a channel, small enough to travel in the metadata of a window. */
export const CelebrationSpec = z.object({
  channelId: ChannelId,
  /** The Salesforce id of who leads the team; '' for everyone. */
  teamId: z.string().max(18),
  /** In minor units of the organisation's currency as it was then; 0 celebrates every deal. */
  smallest: z.string().regex(/^\d{1,17}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  says: z.enum(['people', 'deals']),
  withQuotas: z.boolean(),
  fromHour: z.int().min(0).max(23),
  toHour: z.int().min(1).max(24),
  timeZone: z.string().refine(isZone),
});
export type CelebrationSpec = Readonly<z.infer<typeof CelebrationSpec>>;

/** What is about to be set up, maybe in place of one that there is. */
export const CelebrationDraft = CelebrationSpec.extend({ replaces: z.int().positive().optional() });
export type CelebrationDraft = Readonly<z.infer<typeof CelebrationDraft>>;

/** A channel's celebrations. */
export interface Celebration extends CelebrationSpec {
  readonly id: number;
  readonly createdBy: string;
  /** What was won before it began, or before it went on after a rest, is not celebrated. */
  readonly since: Temporal.Instant;
  /** While it rests nothing new is said; what was said is still brought up to date. */
  readonly pause: Pause | undefined;
}

export function smallestOf({ smallest, currency }: Pick<CelebrationSpec, 'smallest' | 'currency'>): Money {
  return { minor: BigInt(smallest), currency };
}

/** "deals won by the team of Dana Cole, from $10,000, and quotas reached" */
export function celebrationTitle(spec: CelebrationSpec, teamName: string | undefined): string {
  const team =
    teamName === undefined ? 'a team without a manager' : `the team of ${plainText(teamName, NAME_LENGTH)}`;
  const whose = spec.teamId === '' ? 'deals won' : `deals won by ${team}`;
  const size = spec.smallest === '0' ? '' : ` from ${formatMoney(smallestOf(spec))}`;
  return `${whose}${size}${spec.withQuotas ? ', and quotas reached' : ''}`;
}

/** "ten minutes after a deal is won, on working days from 08:00 to 18:00 Europe/Berlin" */
export function whenWords({ fromHour, toHour, timeZone }: CelebrationSpec): string {
  return `ten minutes after a deal is won, on working days from ${hourLabel(fromHour)} to ${hourLabel(toHour)} ${timeZone}`;
}
