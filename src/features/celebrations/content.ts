import type { Services } from '#feature.ts';
import { metricContext, readStanding } from '#metrics/context.ts';
import type { Period } from '#model/period.ts';
import type { Celebration, CelebrationSpec } from './celebration.ts';
import { type Honoured, type NameSource, readHonoured } from './names.ts';
import { readDeals } from './read-deals.ts';
import { readPost, type SaidPost } from './said-store.ts';
import type { WonDeal } from './won-deal.ts';

/** A deal with whom it honours, each of them once. */
export interface Honour {
  readonly deal: WonDeal;
  readonly who: readonly Honoured[];
}

/** What a message about wins is written from, as things are now. */
export interface Content {
  readonly celebration: CelebrationSpec;
  /** The message that it is; 0 for an example. */
  readonly postId: number;
  /** Those that are won now, in the order in which they were won. */
  readonly honours: readonly Honour[];
  /** Those of the message that are not won any more, or not to be told of. */
  readonly waiting: readonly WonDeal[];
  /** Slack has the message: it is changed, not sent. */
  readonly isThere: boolean;
  /** Of the first deal's close: for which a reader may ask about their own. */
  readonly period: Period | undefined;
  readonly dataTime: Temporal.Instant | null;
}

/** Reads all that a message says, afresh. */
export async function readContent(
  services: Services,
  celebration: Celebration,
  { post, sources }: { readonly post: SaidPost; readonly sources: readonly NameSource[] },
): Promise<Content> {
  const { store, clock } = services;
  const { dealIds, isThere } = await readPost(store, post);
  const context = await metricContext(store, clock.now());
  const [found, { dataTime }] = await Promise.all([readDeals(store, dealIds), readStanding(context)]);
  const deals = dealIds.flatMap((id) => found.get(id) ?? []);
  const isTold = ({ isWon, isPrivate }: WonDeal) => isWon && !isPrivate;
  const won = deals.filter(isTold);
  const honoured = await readHonoured(
    services,
    sources,
    won.flatMap(({ credited }) => credited),
  );
  const [first] = won;
  return {
    celebration,
    postId: post.id,
    honours: won.map((deal) => ({ deal, who: whoOf(deal, honoured) })),
    waiting: deals.filter((deal) => !isTold(deal)),
    isThere,
    period: first && context.calendar.find('quarter', first.closeOn),
    dataTime,
  };
}

function whoOf({ credited }: WonDeal, honoured: ReadonlyMap<string, Honoured>): readonly Honoured[] {
  const who = credited.flatMap(({ id }) => honoured.get(id) ?? []);
  return who.length === 0 ? [{ kind: 'unnamed', team: undefined }] : who;
}
