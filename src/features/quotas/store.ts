import { type Day, day } from '#lib/days.ts';
import { lastDay, type Period } from '#model/period.ts';
import type { Store } from '#store/store.ts';
import { upsertRows } from '#store/upsert-rows.ts';
import type { Quota } from './policy.ts';

/** Writes all of them, or none, and tells whoever listens which days they touch. */
export async function writeQuotas(
  store: Store,
  quotas: readonly Quota[],
  now: Temporal.Instant,
): Promise<void> {
  await store.transaction(async (tx) => {
    await upsertRows(
      tx,
      'quota',
      quotas.map((quota) => ({
        ...keyOf(quota),
        amount: quota.amount,
        currency: quota.currency,
        source_id: 'csv',
        known_at: now.toString(),
      })),
      { key: ['person_id', 'metric', 'start_on', 'end_on', 'source'] },
    );
    await tx.db
      .insertInto('fact')
      .values({
        name: 'quota.changed',
        subject: 'csv',
        payload: JSON.stringify(spanOf(quotas)),
        at: now.toString(),
      })
      .execute();
  });
}

/** The first and the last day that any of the quotas covers. */
function spanOf(quotas: readonly Quota[]) {
  const days = quotas
    .flatMap(({ period }) => [period.start, lastDay(period)])
    .toSorted(Temporal.PlainDate.compare);
  return { from: String(days.at(0)), to: String(days.at(-1)), quotas: quotas.length };
}

function keyOf({ personId, metric, period }: Quota) {
  return {
    person_id: personId,
    metric,
    start_on: period.start.toString(),
    end_on: period.end.toString(),
    source: 'csv' as const,
  };
}

/** The quotas that are not stored just so already: importing the same file again changes nothing. */
export async function differing(store: Store, quotas: readonly Quota[]): Promise<readonly Quota[]> {
  const stored = await store.db
    .selectFrom('quota')
    .select(['person_id', 'metric', 'start_on', 'end_on', 'amount', 'currency'])
    .where('source', '=', 'csv')
    .execute();
  const texts = new Set(stored.map((row) => rowText(row)));
  return quotas.filter(
    (quota) => !texts.has(rowText({ ...keyOf(quota), amount: quota.amount, currency: quota.currency })),
  );
}

function rowText(row: {
  readonly person_id: string;
  readonly metric: string;
  readonly start_on: string;
  readonly end_on: string;
  readonly amount: bigint;
  readonly currency: string;
}): string {
  return [row.person_id, row.metric, row.start_on, row.end_on, row.amount, row.currency].join('/');
}

/** Everyone by e-mail. Where an e-mail was passed on, it is the active person's. */
export async function peopleByEmail(store: Store): Promise<ReadonlyMap<string, readonly string[]>> {
  const people = await store.db.selectFrom('person').select(['id', 'email', 'is_active']).execute();
  const byEmail = Map.groupBy(people, ({ email }) => email.toLowerCase());
  byEmail.delete('');
  return new Map(
    [...byEmail].map(([email, all]) => {
      const active = all.filter(({ is_active }) => is_active);
      return [email, (active.length > 0 ? active : all).map(({ id }) => id)];
    }),
  );
}

export interface StoredQuota {
  readonly metric: string;
  readonly start: Day;
  readonly end: Day;
  readonly amount: bigint;
  readonly currency: string;
  readonly source: 'salesforce' | 'csv';
}

/** A person's quotas that touch a period, the earliest first. */
export async function readOwnQuotas(
  store: Store,
  personId: string,
  span: Period,
): Promise<readonly StoredQuota[]> {
  const rows = await store.db
    .selectFrom('quota')
    .select(['metric', 'start_on', 'end_on', 'amount', 'currency', 'source'])
    .where('person_id', '=', personId)
    .where('start_on', '<', span.end.toString())
    .where('end_on', '>', span.start.toString())
    .orderBy('start_on')
    .orderBy('metric')
    .orderBy('source')
    .execute();
  return rows.map(({ start_on, end_on, ...row }) => ({ ...row, start: day(start_on), end: day(end_on) }));
}
