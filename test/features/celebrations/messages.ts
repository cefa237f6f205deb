import { day } from '#lib/days.ts';
import type { Content, Honour } from '#features/celebrations/content.ts';
import type { Honoured } from '#features/celebrations/names.ts';
import { askMessage } from '#features/celebrations/quota-views.ts';
import { wonMessage } from '#features/celebrations/views.ts';
import type { Message } from '#slack/blocks/message.ts';

/** A deal of so many dollars, and who won it. */
function honourOf(
  name: string,
  dollars: number | undefined,
  who: readonly Honoured[] = [{ kind: 'named', name: 'Ana Silva' }],
): Honour {
  const amount = dollars === undefined ? undefined : { minor: BigInt(dollars * 100), currency: 'USD' };
  const of = { isWon: true, isOpen: false, isPrivate: false, closeOn: day('2026-11-18') };
  return {
    deal: { id: name, name, amount, converted: undefined, credited: [], teams: new Set(), ...of },
    who,
  };
}

/** What a message of these deals is written from. */
function contentOf(honours: readonly Honour[], more: Partial<Content> = {}): Content {
  return {
    celebration: {
      channelId: 'C1',
      teamId: '',
      smallest: '0',
      currency: 'USD',
      says: 'deals',
      withQuotas: false,
      fromHour: 8,
      toHour: 18,
      timeZone: 'Europe/Berlin',
    },
    postId: 1,
    honours,
    waiting: [],
    isThere: false,
    period: { type: 'quarter', id: '2026-Q4', start: day('2026-10-01'), end: day('2027-01-01') },
    dataTime: Temporal.Instant.from('2026-11-18T08:55:00Z'),
    ...more,
  };
}

const THREE = [honourOf('Acme', 40_000), honourOf('Bolt & Sons', 9_000), honourOf('Cog', undefined)];

/** One of each kind of post of this feature. */
export const CELEBRATION_POSTS: Readonly<Record<string, Message | undefined>> = {
  'celebrations.deals': wonMessage(contentOf(THREE), 'deals'),
  'celebrations.people': wonMessage(contentOf(THREE), 'people'),
  'celebrations.ask': askMessage({
    state: 'asked',
    isReached: true,
    period: { type: 'quarter', id: '2026-Q4', start: day('2026-10-01'), end: day('2027-01-01') },
    channels: ['C1'],
    value: 'quarter/2026-10-01',
  }),
  'celebrations.quota': undefined,
};
