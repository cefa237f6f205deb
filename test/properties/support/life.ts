import { sql } from 'kysely';
import { closePeriod } from '#ledger/period-close.ts';
import { metricContext, type MetricContext } from '#metrics/context.ts';
import { exactText } from '#metrics/figure-rows.ts';
import type { Basis } from '#metrics/question.ts';
import { readFigures } from '#metrics/read.ts';
import type { Breakdown } from '#model/figure.ts';
import type { Store } from '#store/store.ts';
import { emptyStore } from '../../support/empty-store.ts';
import { settle } from '../../support/ledger-work.ts';
import { mirrorActivities, mirrorDeals, mirrorOrg } from '../../support/oracle/mirror.ts';
import { DAYS, LOCKED_AFTER, type Companies } from './companies.ts';

const FIRST_DAY = Temporal.PlainDate.from('2025-06-02');
export const LOCKED = '2025-Q1';

/** Figures by "metric breakdown subject", as exact text. */
export type Told = ReadonlyMap<string, string>;

/** What is looked at while the companies live. */
export interface Watch {
  /** Deals that the ledger credits in one go; undefined: it looks only when everything has happened. */
  readonly slice?: number;
  /** Told as each day ended. */
  onDay?(day: Temporal.PlainDate, context: MetricContext): Promise<void>;
  /** Told when the first quarter is about to be locked; without it nothing is locked. */
  onLock?(context: MetricContext): Promise<void>;
}

/** Lets companies live their days in an empty store. Returns the moment after. */
export async function live(store: Store, companies: Companies, watch: Watch): Promise<MetricContext> {
  const { slice, onDay, onLock } = watch;
  await emptyStore(store);
  await mirrorOrg(store, companies.tables);
  if (slice !== undefined) await settle(store, noonOf(FIRST_DAY), slice);
  for (let index = 0; index < DAYS; index += 1) {
    const day = FIRST_DAY.add({ days: index });
    companies.setToday(day.toString());
    const changed = companies.live(index);
    if (index === 1) await move(store, companies, day);
    await mirrorDeals(store, companies.tables, { ids: changed, at: noonOf(day) });
    await mirrorActivities(store, companies.tables);
    if (slice === undefined) continue;
    await settle(store, noonOf(day), slice + index * 100);
    await onDay?.(day, await metricContext(store, noonOf(day)));
    if (index === LOCKED_AFTER && onLock) await lock(store, noonOf(day).add({ minutes: 1 }), onLock);
  }
  const end = noonOf(FIRST_DAY.add({ days: DAYS }));
  companies.setToday(FIRST_DAY.add({ days: DAYS }).toString());
  await settle(store, end, slice);
  return metricContext(store, end);
}

/** Figures of many metrics for everyone of a breakdown, without those who have nothing. */
export async function tell(
  context: MetricContext,
  asked: {
    readonly metrics: readonly string[];
    readonly by: Breakdown;
    readonly in: string;
    readonly asOf?: Temporal.PlainDate;
    readonly basis?: Basis;
  },
): Promise<Told> {
  const { metrics, by, asOf, basis } = asked;
  const [period] = context.calendar.parse(asked.in, { today: FIRST_DAY });
  if (!period) throw new Error(`${asked.in} is no period`);
  const told = new Map<string, string>();
  for (const metric of metrics)
    for (const { subject, value } of await readFigures(context, { metric, by, period, asOf, basis })) {
      const text = exactText(value);
      if (text !== '' && Number(text) !== 0) told.set(`${metric} ${by} ${subject.id}`, text);
    }
  return told;
}

async function lock(
  store: Store,
  now: Temporal.Instant,
  onLock: NonNullable<Watch['onLock']>,
): Promise<void> {
  const context = await metricContext(store, now);
  await onLock(context);
  for (const period of context.calendar.parse(LOCKED, { today: FIRST_DAY }))
    await closePeriod(store, { period, state: 'locked', changedBy: 'C0-ceo', reason: 'books closed', now });
}

/** People get other managers, as a sync would learn of it on its day. */
async function move(store: Store, { moves }: Companies, day: Temporal.PlainDate): Promise<void> {
  const given = sql`unnest(${moves.map((it) => it.who)}::text[], ${moves.map((it) => it.to)}::text[]) m(id, manager)`;
  const assignment = store.table('assignment');
  await sql`update ${store.table('person')} p set manager_id = m.manager from ${given} where p.id = m.id`.execute(
    store.db,
  );
  await sql`update ${assignment} a set valid_to = ${day.toString()}::date from ${given} where a.person_id = m.id`.execute(
    store.db,
  );
  await sql`
    insert into ${assignment} (person_id, manager_id, role_id, valid_from)
    select m.id, m.manager, a.role_id, ${day.toString()}::date
    from ${given} join ${assignment} a on a.person_id = m.id`.execute(store.db);
  await sql`
    insert into ${store.table('changed_record')} (object, record_id) select 'person', m.id from ${given}`.execute(
    store.db,
  );
}

function noonOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone: 'America/New_York', plainTime: '12:00' }).toInstant();
}
