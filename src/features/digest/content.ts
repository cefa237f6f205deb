import { formatFigure } from '#metrics/figure-text.ts';
import type { Commitment } from '#feature.ts';
import { nextStep } from '#model/next-step.ts';
import type { Act } from './acts-store.ts';
import type { Next } from './next.ts';
import type { Week } from './read-week.ts';
import { type DealFacts, type Reason, type Risk, reasonsOf, stateOf } from './risk.ts';
import type { Said } from './said-store.ts';
import { commitmentState, type Known, newCommitments, newsOf, rememberedOf } from './since.ts';

/** A deal that a digest names, as it stands when the message is written. */
export interface NamedDeal {
  readonly deal: DealFacts;
  /** Empty once it is no longer at risk. */
  readonly reasons: readonly Reason[];
  /** Who does something about it. */
  readonly act: Act | undefined;
}

/** What a digest says of a week. */
export interface Content {
  readonly week: Week;
  readonly named: readonly NamedDeal[];
  /** At risk and news, beyond those that are named. */
  readonly more: number;
  /** At risk as they were when they were said, or in somebody's hands. */
  readonly unchanged: number;
  /** Named by this message when it came, and no open deals of these people any more. */
  readonly gone: number;
  /** Agreed and due, as far as that was not said before. */
  readonly commitments: readonly Commitment[];
  /** Beyond those, also news. */
  readonly moreAgreed: number;
  readonly next: Next | undefined;
  /** Nothing moved since the last digest. */
  readonly isStill: boolean;
  /** Nothing is known that a digest could be about: no quota, no bookings, no open deal, nothing agreed. */
  readonly isEmpty: boolean;
}

/** Enough to ask about in a week. */
const MOST_NAMED = 5;

/** What was said before: by the digest before this one, and by this one where it stands there already. */
export interface Earlier {
  readonly before: Said | undefined;
  readonly current: Said | undefined;
  /** Somebody asked for all of it: also for what is in somebody's hands. */
  readonly isWhole?: boolean;
}

/**
 * Decides what a digest says. A message that stands there already keeps naming the deals it named, each as it is now, so
 * that it shows what became of them.
 */
export function contentOf(week: Week, { before, current, isWhole = false }: Earlier): Content {
  const acted: Known['acted'] = isWhole ? new Map() : actedOn(week);
  const known = { said: new Map(Object.entries(before?.deals ?? {})), acted };
  const news = newsOf(week.risks, known, MOST_NAMED);
  const open = current?.named.flatMap((id) => week.deals.get(id) ?? []);
  const deals = open ?? news.named.map(({ deal }) => deal);
  const named = deals.map((deal) => namedDeal(week, deal, current));
  const later = current && restLater(week.risks, { current, acted });
  const { up, down, today } = week;
  const agreed = newCommitments(week.commitments, { said: known.said, today });
  const commitments = agreed.slice(0, MOST_NAMED);
  const toDo = named.filter((one) => needsSomebody(one, week));
  const isMoved = up.length + down.length + named.length + commitments.length > 0;
  return {
    week,
    named,
    more: later?.more ?? news.more.length,
    unchanged: later?.unchanged ?? news.unchanged,
    gone: (current?.named.length ?? 0) - (open?.length ?? 0),
    commitments,
    moreAgreed: agreed.length - commitments.length,
    next: nextStep({ commitments, risks: toDo, up, today }),
    isEmpty: isEmpty(week),
    isStill: before !== undefined && !isMoved && before.state === stateOfWeek(week),
  };
}

/** What a message that stands there already counts: a deal in somebody's hands as it is, is none that is more. */
function restLater(
  risks: readonly Risk[],
  { current, acted }: { readonly current: Said; readonly acted: Known['acted'] },
): Pick<Content, 'more' | 'unchanged'> {
  const others = risks.filter(({ deal }) => !current.named.includes(deal.id));
  const fresh = others.filter(
    ({ deal, reasons }) =>
      !Object.hasOwn(current.deals, deal.id) && !acted.get(deal.id)?.has(stateOf(reasons)),
  );
  return { more: fresh.length, unchanged: others.length - fresh.length };
}

/** Whether something is left to do about a deal: a manager's question is no answer to it for its owner. */
export function needsSomebody({ act, reasons }: NamedDeal, { about }: Pick<Week, 'about'>): boolean {
  if (reasons.length === 0) return false;
  return act === undefined || (act.kind === 'ask' && about.about === 'mine');
}

/** All of a week, whatever was said before. */
export function wholeContent(week: Week): Content {
  return contentOf(week, { before: undefined, current: undefined, isWhole: true });
}

/** What is kept as said, for the next digest to compare with. */
export function saidBy({ week, named, commitments }: Content, before: Said | undefined): Said {
  const said = new Map(Object.entries(before?.deals ?? {}));
  return {
    state: stateOfWeek(week),
    named: named.map(({ deal }) => deal.id),
    deals: {
      ...rememberedOf(week.risks, { named, said }),
      ...agreedBefore(week, said),
      ...Object.fromEntries(commitments.map((one) => commitmentState(one, week.today))),
    },
  };
}

function isEmpty({ progress, bookings, deals, commitments, teams }: Week): boolean {
  const hasBookings = bookings.value.kind === 'money' && bookings.value.money.minor !== 0n;
  return !progress && !hasBookings && deals.size + commitments.length + teams.length === 0;
}

/** The commitments that were said before and stand as they did. */
function agreedBefore(
  { commitments, today }: Week,
  said: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const states = commitments.map((one) => commitmentState(one, today));
  return Object.fromEntries(states.filter(([key, state]) => said.get(key) === state));
}

function stateOfWeek({ attainment }: Week): string {
  return formatFigure(attainment);
}

function namedDeal({ rules, today, acts }: Week, deal: DealFacts, current: Said | undefined): NamedDeal {
  const reasons = reasonsOf(deal, rules, today);
  const states = [stateOf(reasons), current?.deals[deal.id]];
  const act = acts.find(({ dealId, state }) => dealId === deal.id && states.includes(state));
  return { deal, reasons, act };
}

/** The deals in somebody's hands. That a manager asks about a deal takes it off nobody's own list. */
function actedOn({ acts, about }: Week): ReadonlyMap<string, ReadonlySet<string>> {
  const done = acts.filter(({ kind }) => kind === 'handled' || about.about !== 'mine');
  const byDeal = Map.groupBy(done, ({ dealId }) => dealId);
  return new Map([...byDeal].map(([id, own]) => [id, new Set(own.map(({ state }) => state))]));
}
