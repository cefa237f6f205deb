import type { Fact, FactName, Services } from '#feature.ts';
import { dayIn } from '#lib/days.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import type { OpenTimes } from '#model/quiet-time.ts';
import type { Outbox } from '#outbox/outbox.ts';
import type { Store } from '#store/store.ts';
import type { Celebration } from './celebration.ts';
import { postKey } from './keys.ts';
import { dueAt, isAsked, isCurrent, isLargeEnough } from './policy.ts';
import { wonPost } from './posts.ts';
import { readDeals } from './read-deals.ts';
import { alreadyTold, beginPost, keepWins, letGo, readTooSmall, takeUnsaid } from './said-store.ts';
import { takeRunning } from './store.ts';
import { touchedPosts } from './touched.ts';
import type { WonDeal } from './won-deal.ts';

/** A deal and when it was noticed that it is won. */
interface Win {
  readonly dealId: string;
  readonly wonAt: Temporal.Instant;
}

interface Gathering {
  readonly wins: readonly Win[];
  /** Deals that were lost or reopened. */
  readonly undone: readonly string[];
  readonly now: Temporal.Instant;
  /** IANA zone of the organisation. */
  readonly zone: string;
  readonly isWorkingDay: OpenTimes['isWorkingDay'];
}

/**
 * Puts new wins into the next message of each channel that celebrates them, and has messages written afresh of which
 * something changed. Told the same facts again, it finds everything done.
 */
export async function heedFacts(services: Services, facts: readonly Fact[]): Promise<void> {
  const { store, outbox, clock } = services;
  const now = clock.now();
  if (facts.some(({ name }) => HEEDED.has(name))) await gather(services, facts, now);
  for (const post of await touchedPosts(store, facts, now)) await outbox.refresh(store, postKey(post));
  await outbox.wake();
}

const HEEDED: ReadonlySet<FactName> = new Set(['deal.won', 'deal.lost', 'deal.reopened', 'figures.changed']);

function winsIn(facts: readonly Fact[]): readonly Win[] {
  return facts
    .filter(({ name }) => name === 'deal.won')
    .map(({ subject, at }) => ({ dealId: subject, wonAt: at }));
}

async function gather(
  { store, outbox }: Services,
  facts: readonly Fact[],
  now: Temporal.Instant,
): Promise<void> {
  const organization = await store.db.selectFrom('organization').select('time_zone').executeTakeFirst();
  if (organization === undefined) return;
  const work = await readWorkCalendar(store);
  const gathering = {
    now,
    wins: winsIn(facts),
    undone: facts.filter(({ name }) => name !== 'deal.won').map(({ subject }) => subject),
    zone: organization.time_zone,
    isWorkingDay: (day: Temporal.PlainDate) => work.isWorkingDay(day, ''),
  };
  await store.transaction(async (tx) => {
    for (const celebration of await takeRunning(tx))
      await gatherFor(tx, outbox, { ...gathering, celebration });
  });
}

async function gatherFor(
  tx: Store,
  outbox: Outbox,
  gathering: Gathering & { readonly celebration: Celebration },
): Promise<void> {
  const { celebration, wins, undone, now, zone } = gathering;
  const { id: celebrationId } = celebration;
  const waiting = await takeUnsaid(tx, celebrationId);
  if (waiting !== undefined) await letGo(tx, waiting, await notWon(tx, undone));
  const grown = await readTooSmall(tx, celebrationId, celebration.since);
  const current = [...grown, ...wins].filter(({ wonAt }) => isCurrent(celebration, wonAt, now));
  const told = await alreadyTold(
    tx,
    celebrationId,
    current.map(({ dealId }) => dealId),
  );
  const fresh = new Map(current.filter(({ dealId }) => !told.has(dealId)).map((win) => [win.dealId, win]));
  const deals = await readDeals(tx, [...fresh.keys()]);
  const asked = [...fresh.values()].flatMap((win) => {
    const deal = deals.get(win.dealId);
    return deal && isAsked(celebration, deal, dayIn(zone, now)) ? [{ win, deal }] : [];
  });
  const [large, small] = [true, false].map((size) =>
    asked.filter(({ deal }) => isLargeEnough(celebration, deal) === size).map(keptWin),
  );
  await keepWins(tx, { celebrationId, postId: null }, small ?? []);
  if (large === undefined || large.length === 0) return;
  const postId = waiting ?? (await begin(tx, outbox, gathering));
  await keepWins(tx, { celebrationId, postId }, large);
}

/** Of these deals, those that are not won now. */
async function notWon(tx: Store, dealIds: readonly string[]): Promise<readonly string[]> {
  const deals = await readDeals(tx, dealIds);
  return dealIds.filter((id) => deals.get(id)?.isWon !== true);
}

function keptWin({ win, deal }: { readonly win: Win; readonly deal: WonDeal }) {
  return { ...win, closeOn: deal.closeOn };
}

/** A message that is due when those won by then have come together. */
async function begin(
  tx: Store,
  outbox: Outbox,
  { celebration, now, isWorkingDay }: Gathering & { readonly celebration: Celebration },
): Promise<number> {
  const due = dueAt(celebration, isWorkingDay, now);
  const id = await beginPost(tx, celebration.id, due);
  await outbox.record(tx, wonPost(celebration, id, due));
  return id;
}
