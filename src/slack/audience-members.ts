import type { WebClient } from '@slack/web-api';
import { machineNow } from '#lib/clock.ts';
import type { Profile, SlackDirectory } from './directory.ts';

const PAGE = 200;
/** Reading the whole workspace takes many calls; who is a guest in it changes seldom. */
const KEEP_EVERYONE_MS = 10 * 60_000;

export interface Members {
  /** Active members of the company itself. */
  readonly people: readonly string[];
  readonly hasGuest: boolean;
  /** Somebody whom the workspace does not know: of another company. */
  readonly hasStranger: boolean;
}

/** Finds out who is in a channel. Throws what Slack throws. */
export type Membership = (channel: string) => Promise<Members>;

export function createMembership(client: WebClient, directory: SlackDirectory): Membership {
  let everyone:
    | { readonly byId: ReadonlyMap<string, Profile>; readonly until: number; readonly at: number }
    | undefined;
  const profiles = async (needed: readonly string[]) => {
    const at = directory.forgotten();
    const isFresh = everyone?.at === at && everyone.until > machineNow();
    // Somebody who joined since is looked up again with all others.
    if (!everyone || !isFresh || needed.some((id) => !everyone?.byId.has(id))) {
      const byId = new Map((await directory.everyone()).map((profile) => [profile.id, profile]));
      everyone = { byId, until: machineNow() + KEEP_EVERYONE_MS, at };
    }
    return everyone.byId;
  };
  return async (channel) => {
    const ids = await membersOf(client, channel);
    const known = await profiles(ids);
    const found = ids.map((id) => known.get(id));
    return {
      people: found.flatMap((profile) => (profile?.isFullMember ? [profile.id] : [])),
      hasGuest: found.some((profile) => profile?.isGuest === true),
      hasStranger: found.includes(undefined),
    };
  };
}

async function membersOf(client: WebClient, channel: string): Promise<readonly string[]> {
  const all: string[] = [];
  let cursor = '';
  do {
    const page = await client.conversations.members({
      channel,
      limit: PAGE,
      ...(cursor === '' ? {} : { cursor }),
    });
    all.push(...(page.members ?? []));
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return all;
}
