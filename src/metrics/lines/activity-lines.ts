import { sql } from 'kysely';
import { startOfDay } from '#lib/days.ts';
import { readWorkCalendar } from '#metrics/work-calendar.ts';
import { createdIn, dealLines, openIn, readDeals } from './deals.ts';
import { minutesBetween } from './work-minutes.ts';
import { type LineReader, type NamedRecord, subjectsFor } from './line.ts';

/** Days within which an open deal should have been touched. */
const CADENCE_DAYS = 7;

interface Booked extends NamedRecord {
  readonly doubleOf: string | null;
}

/** Meetings put into the calendar in the period, whenever they take place. */
export const meetingBooked: LineReader = async (question) => {
  const { context, scope } = question;
  const { store, calendar } = context;
  const { start, end } = scope.period;
  const from = startOfDay(start, calendar.zone);
  const to = startOfDay(end, calendar.zone);
  const { rows } = await sql<Booked>`
    select e.id as "recordId", coalesce(e.subject, e.id) as name, a.name as "accountName",
      coalesce(e.owner_id, '') as "personId", coalesce(p.name, e.owner_id, '') as "personName",
      (e.created_at at time zone ${calendar.zone})::date as day, e.double_of as "doubleOf"
    from ${store.table('activity')} e
    left join ${store.table('account')} a on a.id = e.account_id
    left join ${store.table('person')} p on p.id = e.owner_id
    where e.kind = 'meeting' and not e.is_deleted and e.created_at >= ${from.toString()}::timestamptz
      and e.created_at < ${to.toString()}::timestamptz and e.created_at < ${scope.view.asOf.toString()}::timestamptz
    order by e.id`.execute(store.db);
  const records = rows.map((row) => ({ ...row, standsOn: row.day, territoryId: null }));
  const subjects = await subjectsFor(question, records);
  return records.map((row) => ({
    from: 'meeting_booked',
    recordId: row.recordId,
    name: row.name,
    accountName: row.accountName,
    personId: row.personId,
    personName: row.personName,
    amount: 1n,
    currency: '',
    day: row.day,
    isRunning: false,
    leftOut: row.doubleOf === null ? null : `logged twice, counted as ${row.doubleOf}`,
    subjects: subjects(row),
  }));
};

/** Open deals that close in the period: 1 where the last days saw a touch and a next one has a date, else 0. */
export const followedUp: LineReader = async (question) => {
  const { context, scope } = question;
  const { store } = context;
  const today = scope.view.day.toString();
  const since = scope.view.day.subtract({ days: CADENCE_DAYS - 1 }).toString();
  const deals = await readDeals(question, openIn(question));
  const { rows } = await sql<{ readonly id: string }>`
    select record_id as id from ${store.table('activity')}
    where record_id = any(${deals.map((it) => it.recordId)}::text[]) and not is_deleted
    group by record_id
    having bool_or(kind <> 'other' and counts_on between ${since}::date and ${today}::date)
      and bool_or(planned_on >= ${today}::date or (kind = 'meeting' and counts_on > ${today}::date))`.execute(
    store.db,
  );
  const followed = new Set(rows.map((row) => row.id));
  return dealLines(question, deals, {
    from: 'followed_up',
    line: (deal) => ({
      amount: followed.has(deal.recordId) ? 1n : 0n,
      day: deal.closeOn,
      standsOn: today,
    }),
  });
};

/** Business minutes from a deal's creation to the first call, e-mail or meeting for it by its owner. */
export const firstResponse: LineReader = async (question) => {
  const { context, scope } = question;
  const { store } = context;
  const [deals, work] = await Promise.all([
    readDeals(question, createdIn(question)),
    readWorkCalendar(store),
  ]);
  const asOf = scope.view.asOf;
  const { rows } = await sql<{ readonly id: string; readonly at: string }>`
    select o.id, min(a.happened_at) as at
    from ${store.table('opportunity')} o
    join ${store.table('activity')} a on a.record_id = o.id and a.owner_id = o.owner_id
    where o.id = any(${deals.map((it) => it.recordId)}::text[]) and a.kind <> 'other' and not a.is_deleted
      and a.counts_on is not null and a.happened_at >= o.created_at and a.happened_at < ${asOf.toString()}::timestamptz
    group by o.id`.execute(store.db);
  const answered = new Map(rows.map((row) => [row.id, Temporal.Instant.from(row.at)]));
  const minutes = minutesBetween(work, context.calendar.zone);
  return dealLines(question, deals, {
    from: 'first_response',
    line: (deal) => {
      const at = answered.get(deal.recordId);
      const closed = at === undefined && deal.isClosed;
      return {
        amount: closed ? 0n : minutes(Temporal.Instant.from(deal.createdAt), at ?? asOf),
        day: deal.createdOn,
        isRunning: at === undefined,
        leftOut: closed ? 'closed without a logged response' : null,
      };
    },
  });
};
