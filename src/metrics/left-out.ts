import { sql } from 'kysely';
import { conversion } from '#ledger/conversion.ts';
import { organisationKnown } from '#ledger/placements.ts';
import { ACTIVITY_MEASURES, DEAL_MEASURES } from '#model/measure.ts';
import type { Store } from '#store/store.ts';
import type { Metric } from './catalogue/metric.ts';
import { readCountedLater } from './left-out-activities.ts';
import { readAdjustedElsewhere, readCreditedTo } from './left-out-credits.ts';
import { readDoubles } from './left-out-doubles.ts';
import { readMovedAway } from './left-out-moved.ts';
import { dealsOfPeriod, subjectsOf } from './open-deals.ts';
import type { Scope } from './question.ts';

/** A deal of the subject that closes in the period and is not part of the figure. */
export interface LeftOut {
  readonly recordId: string;
  readonly name: string;
  readonly reason: string;
  /** The reason without what is the record's own, to gather records by; the reason itself where left out. */
  readonly group?: string;
}

export interface LeftOutQuestion {
  readonly scope: Scope;
  readonly metric: Metric;
  readonly currency: string;
  /** The organisation's zone. */
  readonly zone: string;
  /** The deals that are part of it. */
  readonly counted: ReadonlySet<string>;
}

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly territoryId: string | null;
  readonly closeOn: string;
  readonly amount: bigint | null;
  readonly currency: string;
  readonly isClosed: boolean;
  readonly isWon: boolean;
  readonly isDeleted: boolean;
}

/** Deals that one might have expected in a figure, each with the first reason that keeps it out. */
export async function readLeftOut(store: Store, question: LeftOutQuestion): Promise<readonly LeftOut[]> {
  const { scope, metric, counted } = question;
  const activities = ACTIVITY_MEASURES.filter((it) => metric.trace.some(({ from }) => from === it));
  if (activities.length > 0) {
    const left = await Promise.all([
      readDoubles(store, { scope, kinds: activities }),
      readCountedLater(store, { scope, kinds: activities }),
    ]);
    return left.flat().filter(({ recordId }) => !counted.has(recordId));
  }
  if (!isAboutDeals(metric)) return [];
  const { rows } = await sql<Candidate>`
    select s.id, o.name, coalesce(s.owner_id, '') as "ownerId", s.territory_id as "territoryId",
      s.close_on as "closeOn", c.amount, c.currency, s.is_closed as "isClosed", s.is_won as "isWon",
      s.is_deleted as "isDeleted"
    from ${dealsOfPeriod(store, scope)} s
    cross join lateral (${conversion(store, 's', scope.view.conversion)}) c
    join ${store.table('opportunity')} o on o.id = s.id
    order by s.close_on desc, s.id`.execute(store.db);
  const others = rows.filter((row) => !counted.has(row.id));
  const organisation = await organisationKnown(store, {
    personIds: [...new Set(others.map((it) => it.ownerId))],
    knownBefore: scope.view.knownBefore,
  });
  const own = others.filter((row) => subjectsOf(row, scope, organisation).some((id) => scope.only?.has(id)));
  const measures = DEAL_MEASURES.filter((it) => metric.trace.some(({ from }) => from === it));
  const [creditedTo, adjusted, moved] = await Promise.all([
    readCreditedTo(
      store,
      own.filter((row) => reasonOf(row, question) === UNCREDITED).map((row) => row.id),
      { scope, measures },
    ),
    readAdjustedElsewhere(store, { scope, measures }),
    readMovedAway(store, { scope, zone: question.zone }),
  ]);
  const adjustedIds = new Set(adjusted.map((it) => it.recordId));
  return [
    ...own
      .filter((row) => !(adjustedIds.has(row.id) && reasonOf(row, question) === UNCREDITED))
      .map((row) => ({ recordId: row.id, name: row.name, ...whyNot(row, question, creditedTo) })),
    ...adjusted,
    ...moved,
  ];
}

const UNCREDITED = 'not credited yet';

function whyNot(
  row: Candidate,
  question: LeftOutQuestion,
  creditedTo: ReadonlyMap<string, readonly string[]>,
): Pick<LeftOut, 'reason' | 'group'> {
  const reason = reasonOf(row, question);
  const people = creditedTo.get(row.id);
  if (reason === UNCREDITED && people)
    return { reason: `credited to ${people.join(' and ')}`, group: 'credited to someone else' };
  return reason.startsWith('overdue') ? { reason, group: 'overdue' } : { reason };
}

/** What lists its records one by one says itself which it leaves out. */
function isAboutDeals({ trace }: Metric): boolean {
  const about: readonly string[] = [...DEAL_MEASURES, 'open', 'due'];
  return trace.some(({ from }) => about.includes(from));
}

function reasonOf(deal: Candidate, { metric, currency, scope }: LeftOutQuestion): string {
  if (deal.isDeleted) return 'deleted in Salesforce';
  const sources = metric.trace.map((it) => it.from);
  const wantsOpen = sources.includes('open') || sources.includes('due');
  if (!deal.isClosed) {
    if (!wantsOpen) return 'still open';
    if (deal.amount !== null && deal.currency === currency && deal.closeOn < scope.view.day.toString())
      return `overdue since ${deal.closeOn}`;
  } else if (!sources.includes(deal.isWon ? 'won' : 'lost')) {
    if (!deal.isWon) return 'lost';
    if (!sources.includes('bookings') && !sources.includes('cycle_days')) return 'won';
  }
  if (deal.amount === null) return 'no amount';
  if (deal.currency !== currency) return `no rate for ${deal.currency}`;
  return UNCREDITED;
}
