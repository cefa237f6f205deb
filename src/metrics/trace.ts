import { sql } from 'kysely';
import type { Day } from '#lib/days.ts';
import { conversion } from '#ledger/conversion.ts';
import { organisationKnown } from '#ledger/placements.ts';
import { ACTIVITY_MEASURES, DEAL_MEASURES } from '#model/measure.ts';
import type { Store } from '#store/store.ts';
import type { TraceTerm } from './catalogue/metric.ts';
import type { Line } from './lines/line.ts';
import { dealsOfPeriod, subjectsOf } from './open-deals.ts';
import type { Scope } from './question.ts';
import { traceQuota } from './quota-trace.ts';
import { daysOf, entryDay, onlySubjects, teamJoin } from './source.ts';
import { traceActivities } from './trace-activities.ts';

/** A record that a figure may be made of. */
export interface TracedRecord {
  readonly from: TraceTerm['from'];
  /** Salesforce id of the deal or activity; the person's for a quota. */
  readonly recordId: string;
  readonly name: string;
  readonly accountName: string | null;
  readonly personId: string;
  /** '' when there is no owner. */
  readonly personName: string;
  readonly amount: bigint;
  readonly currency: string;
  readonly day: Day;
  /** The rule that credited it; '' for what is not credited. */
  readonly rule: string;
  readonly entryId: bigint | null;
  /** True where it takes back what an earlier period, since locked, was credited with. */
  readonly takesBack?: boolean;
  /** The part of the deal that was credited, as decimal text: 0.6. */
  readonly share?: string;
  /** How many deals it stands for: 0 for all but one part of a deal that is shared. */
  readonly deals?: number;
  /** The whole deal in minor units of its own currency. */
  readonly originalAmount?: bigint | null;
  readonly originalCurrency?: string;
  /** Units of the original currency for one of the organisation's, as decimal text; null where it was not converted. */
  readonly rate?: string | null;
  /** Why it is not reported on the day it is due. */
  readonly cause?: string | null;
  /** The day on which it is due, as ISO text: the close date of what is credited. */
  readonly dueOn?: string;
}

export interface TraceQuestion {
  readonly scope: Scope;
  readonly currency: string;
  /** The metric whose quota is traced, and its currency, '' for counts. */
  readonly quota?: { readonly metric: string; readonly currency: string } | undefined;
  readonly sources: readonly TraceTerm['from'][];
}

/** Everything of one subject that comes from these sources. */
export async function readTrace(store: Store, question: TraceQuestion): Promise<readonly TracedRecord[]> {
  const { scope, sources } = question;
  const found = await Promise.all([
    traceEntries(
      store,
      scope,
      sources.filter((it) => DEAL_MEASURES.some((measure) => measure === it)),
    ),
    traceActivities(
      store,
      scope,
      sources.filter((it) => ACTIVITY_MEASURES.some((measure) => measure === it)),
    ),
    sources.includes('open') || sources.includes('due') ? traceOpenDeals(store, question) : [],
    question.quota ? traceQuota(store, { scope, ...question.quota }) : [],
  ]);
  return found.flat();
}

/** A listed record as any other behind a figure. */
export function tracedLine(line: Line): TracedRecord {
  const { from, recordId, name, accountName, personId, personName, amount, currency } = line;
  return {
    from,
    recordId,
    name,
    accountName,
    personId,
    personName,
    amount,
    currency,
    day: Temporal.PlainDate.from(line.day),
    rule: '',
    entryId: null,
    takesBack: line.takesBack ?? false,
  };
}

type Row = Omit<TracedRecord, 'day'> & { readonly day: string };

async function traceEntries(
  store: Store,
  scope: Scope,
  measures: readonly string[],
): Promise<readonly TracedRecord[]> {
  if (measures.length === 0) return [];
  const entry = store.table('entry');
  const days = daysOf(scope, []);
  const on = entryDay('s', scope);
  const otherOn = entryDay('other', scope);
  const before = scope.view.knownBefore?.toString() ?? 'infinity';
  const { rows } = await sql<Row>`
    select s.measure as "from", s.record_id as "recordId", coalesce(o.name, s.record_id) as name,
      a.name as "accountName", s.person_id as "personId", coalesce(p.name, s.person_id) as "personName", s.amount,
      s.currency, ${on} as day, s.rule, s.id as "entryId", s.reverses is not null as "takesBack",
      s.share, s.deals, s.original_amount as "originalAmount", s.original_currency as "originalCurrency", s.rate, s.cause,
      s.effective_on as "dueOn"
    from ${entry} s ${teamJoin(store, scope.by)}
    left join ${store.table('opportunity')} o on o.id = s.record_id
    left join ${store.table('account')} a on a.id = o.account_id
    left join ${store.table('person')} p on p.id = s.person_id
    where s.measure = any(${[...measures]}::text[]) and ${on} >= ${days.from}::date
      and ${on} < ${days.to}::date and s.known_at < ${before}::timestamptz
      and not exists (
        select from ${entry} other
        where (other.reverses = s.id or other.id = s.reverses) and other.known_at < ${before}::timestamptz
          and ${otherOn} >= ${days.from}::date and ${otherOn} < ${days.to}::date
      )
      ${onlySubjects(scope)}
    order by s.id`.execute(store.db);
  return rows.map(dated);
}

async function traceOpenDeals(
  store: Store,
  { scope, sources }: TraceQuestion,
): Promise<readonly TracedRecord[]> {
  const { rows } = await sql<
    Omit<Row, 'from' | 'rule' | 'entryId'> & { readonly territoryId: string | null }
  >`
    select s.id as "recordId", o.name, a.name as "accountName", coalesce(s.owner_id, '') as "personId",
      coalesce(p.name, s.owner_id, '') as "personName", c.amount, c.currency, s.close_on as day,
      s.territory_id as "territoryId", '1' as share, s.amount as "originalAmount", s.currency as "originalCurrency",
      c.rate
    from ${dealsOfPeriod(store, scope)} s
    cross join lateral (${conversion(store, 's', scope.view.conversion)}) c
    join ${store.table('opportunity')} o on o.id = s.id
    left join ${store.table('account')} a on a.id = o.account_id
    left join ${store.table('person')} p on p.id = s.owner_id
    where not s.is_closed and not s.is_deleted and s.amount is not null
    order by s.id`.execute(store.db);
  const organisation = await organisationKnown(store, {
    personIds: [...new Set(rows.map((it) => it.personId))],
    knownBefore: scope.view.knownBefore,
  });
  const from = sources.includes('due') ? 'due' : 'open';
  return rows
    .filter((row) => {
      const place = { ownerId: row.personId, territoryId: row.territoryId, closeOn: row.day };
      return subjectsOf(place, scope, organisation).some((id) => scope.only?.has(id));
    })
    .map((row) => dated({ ...row, from, rule: '', entryId: null }))
    .filter((it) => from === 'open' || Temporal.PlainDate.compare(it.day, scope.view.day) >= 0);
}

function dated({ day, ...row }: Row): TracedRecord {
  return { ...row, day: Temporal.PlainDate.from(day) };
}
