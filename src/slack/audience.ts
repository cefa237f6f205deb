import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { machineNow } from '#lib/clock.ts';
import { TryLater } from '#lib/errors.ts';
import { channelClassOf, mayCarry } from '#model/policy/audience.ts';
import type { ChannelClass, DataClass } from '#model/policy/terms.ts';
import { createMembership, type Membership } from './audience-members.ts';
import type { SlackDirectory } from './directory.ts';
import { sortFailure } from './failure.ts';

/**
 * A look at a channel is good for the messages of one moment, no longer: people come and go. Where Slack tells this
 * process of that, it is over at once; a process that only sends learns of it by then.
 */
const KEEP_MS = 30_000;

const Conversation = z.object({
  channel: z.object({
    is_ext_shared: z.boolean().default(false),
    is_pending_ext_shared: z.boolean().default(false),
    is_private: z.boolean().default(false),
    is_im: z.boolean().default(false),
    user: z.string().optional(),
  }),
});

/** Why these classes of data may not be said to an audience; undefined when they may. */
export type AudienceCheck = (audience: string, shows?: readonly DataClass[]) => Promise<string | undefined>;

/** Looks anew when next asked: about one channel that changed, or, where none is named, about all and who is a guest. */
export interface Forgetting {
  forget(channel?: string): void;
}

/** What is looked up about an audience: a person by themself, or the class of a channel and why it is no better. */
type Audience =
  | { readonly kind: 'person'; readonly problem: string | undefined }
  | { readonly kind: 'channel'; readonly channel: ChannelClass; readonly because: string };

/** The Slack users linked to a person, asked when a private channel is looked at. */
export type LinkedUsers = () => Promise<ReadonlySet<string>>;

/**
 * Decides what an audience may be told, when a message is sent: not into channels shared with another company or with
 * guests in them, not to guests, bots and deactivated accounts. What cannot be found out counts as the worst.
 */
export function createAudienceCheck(
  client: WebClient,
  directory: SlackDirectory,
  linkedUsers: LinkedUsers = async () => new Set(),
): AudienceCheck & Forgetting {
  const kept = new Map<string, { readonly found: Audience; readonly until: number }>();
  let membership = createMembership(client, directory);
  const check: AudienceCheck = async (audience, shows = []) => {
    const known = kept.get(audience);
    const isFresh = known !== undefined && known.until > machineNow();
    const found = isFresh
      ? known.found
      : await lookAt({ client, directory, membership, linkedUsers }, audience);
    if (!isFresh) kept.set(audience, { found, until: machineNow() + KEEP_MS });
    if (found.kind === 'person') return found.problem;
    return mayCarry(found.channel, shows) ? undefined : found.because;
  };
  return Object.assign(check, {
    forget(channel?: string) {
      if (channel !== undefined) return void kept.delete(channel);
      kept.clear();
      membership = createMembership(client, directory);
    },
  });
}

/** Whether an audience is a person rather than a conversation. */
export function isUserId(audience: string): boolean {
  return /^[UW]/.test(audience);
}

interface Looking {
  readonly client: WebClient;
  readonly directory: SlackDirectory;
  readonly membership: Membership;
  readonly linkedUsers: LinkedUsers;
}

async function lookAt(looking: Looking, audience: string): Promise<Audience> {
  const { client, directory, membership, linkedUsers } = looking;
  if (isUserId(audience)) return { kind: 'person', problem: await userProblem(directory, audience) };
  try {
    const { channel } = Conversation.parse(await client.conversations.info({ channel: audience }));
    if (channel.is_im && channel.user !== undefined)
      return { kind: 'person', problem: await userProblem(directory, channel.user) };
    const isExternal = channel.is_ext_shared || channel.is_pending_ext_shared;
    if (isExternal) return { kind: 'channel', channel: 'C4', because: SHARED };
    const members = await membership(audience);
    const linked = channel.is_private ? await linkedUsers() : new Set<string>();
    const found = channelClassOf({
      isExternal: members.hasStranger,
      isPrivate: channel.is_private,
      hasGuest: members.hasGuest,
      areAllLinked: members.people.every((id) => linked.has(id)),
    });
    return { kind: 'channel', channel: found, because: BECAUSE[found] };
  } catch (error) {
    const failure = sortFailure(error);
    if (failure.kind !== 'refused')
      throw new TryLater('the channel could not be looked up', { cause: error });
    // Nobody knows who reads there: nothing is said.
    return {
      kind: 'channel',
      channel: 'C4',
      because: `Slack does not say who reads the channel: ${failure.error}`,
    };
  }
}

const SHARED = 'the channel is shared with another company';
const BECAUSE: Readonly<Record<ChannelClass, string>> = {
  C1: 'a channel may not carry this',
  C2: 'a channel that is open to all may not carry this',
  C3: 'there is a guest in the channel',
  C4: SHARED,
};

async function userProblem(directory: SlackDirectory, user: string): Promise<string | undefined> {
  const profile = await directory.profileOf(user);
  return profile.isFullMember ? undefined : 'the person is a guest, a bot or deactivated in Slack';
}
