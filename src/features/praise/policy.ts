import type { ChannelReaders } from '#slack/channels.ts';
import { MOST_A_DAY, type Wish } from './praise.ts';

export const FIELDS = { people: 'people', words: 'words', place: 'place', channel: 'channel' } as const;

/** Somebody who is to be praised, as Slack and they themselves say. */
export interface Praised {
  readonly id: string;
  readonly name: string;
  /** A person of the company itself: no guest, no app, not deactivated. */
  readonly isFullMember: boolean;
  /** They have praise of them said to them alone. */
  readonly isPrivate: boolean;
}

export interface Circumstances {
  readonly giverId: string;
  readonly praised: readonly Praised[];
  /** Of the channel that was chosen; undefined where none was, or Attain is not in it. */
  readonly readers: ChannelReaders | undefined;
  readonly givenToday: number;
}

/** Who will read it. */
export type Surface =
  | { readonly kind: 'channel'; readonly id: string; readonly people: number; readonly hasGuest: boolean }
  /** Each of those praised alone; `because` of these, although a channel was chosen. */
  | { readonly kind: 'alone'; readonly because: readonly string[] };

export type Verdict =
  | { readonly kind: 'say'; readonly surface: Surface }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** Whether a praise may be said and who will read it: a channel only where all praised let it be said there. */
export function decidePraise(wish: Wish, circumstances: Circumstances): Verdict {
  const { giverId, praised, givenToday } = circumstances;
  if (wish.people.includes(giverId))
    return mistake(FIELDS.people, 'Praise is for others: leave yourself out, and somebody may praise you.');
  const outside = praised.filter(({ isFullMember }) => !isFullMember).map(({ name }) => name);
  if (outside.length > 0)
    return mistake(
      FIELDS.people,
      `${listed(outside)} ${outside.length === 1 ? 'is not a member' : 'are not members'} of this workspace, so praise does not reach them. Leave them out.`,
    );
  if (givenToday >= MOST_A_DAY)
    return mistake(
      FIELDS.words,
      `You have praised ${MOST_A_DAY} times today, thank you. From tomorrow on there is room for more.`,
    );
  const because = praised.filter(({ isPrivate }) => isPrivate).map(({ name }) => name);
  if (wish.channelId === null || because.length > 0)
    return { kind: 'say', surface: { kind: 'alone', because: wish.channelId === null ? [] : because } };
  return inChannel(wish.channelId, circumstances);
}

/** What cannot be found out about a channel speaks against it. */
function inChannel(id: string, { giverId, readers }: Circumstances): Verdict {
  if (!readers?.people.includes(giverId))
    return mistake(
      FIELDS.channel,
      'You and Attain both have to be in that channel. Type /invite @attain there, or choose another one.',
    );
  if (readers.isExternal)
    return mistake(
      FIELDS.channel,
      'People of another company read that channel, and praise stays in yours. Choose another one, or say it privately.',
    );
  const { people, hasGuest } = readers;
  return { kind: 'say', surface: { kind: 'channel', id, people: people.length, hasGuest } };
}

/** What a reader of a preview was told of who reads it; when that changes they see it anew. */
export function surfaceKey(surface: Surface): string {
  return surface.kind === 'alone' ? 'alone' : `channel${surface.hasGuest ? ' with guests' : ''}`;
}

function mistake(field: string, words: string): Verdict {
  return { kind: 'errors', errors: { [field]: words } };
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-US').format(names);
}
