import { type Day, dayIn } from '#lib/days.ts';
import { appendQuotaVersions, type QuotaKey, tellQuotasChanged } from '#store/quota-versions.ts';
import type { MetricContext } from '#metrics/context.ts';
import type { QuotaSource } from '#model/quota-versions.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { keyText, readVersions } from './known.ts';
import { type QuotaBatchTable, tables } from './tables.ts';
import { changeOf, type QuotaChange, type QuotaWish } from './wish.ts';

interface When {
  readonly today: Day;
  readonly zone: string;
}

/** Today and the zone it is in, as changes of quotas reckon them. */
export function whenOf({ calendar, now }: Pick<MetricContext, 'calendar' | 'now'>): When {
  return { today: dayIn(calendar.zone, now), zone: calendar.zone };
}

/** What wishes would change, before and after; wishes for what holds already are left out. */
export async function previewChanges(
  store: Store,
  wishes: readonly QuotaWish[],
  { today, zone }: When,
): Promise<readonly QuotaChange[]> {
  const personIds = [...new Set(wishes.map(({ personId }) => personId))];
  const versions = await readVersions(store, { personIds, zone });
  return wishes.flatMap((wish) => changeOf(wish, versions.get(keyText(wish)) ?? [], today) ?? []);
}

export interface Decision extends When {
  readonly kind: Exclude<QuotaBatchTable['kind'], 'rollback'>;
  readonly source: Exclude<QuotaSource, 'salesforce'>;
  /** Slack user ids, or `cli`. */
  readonly madeBy: string;
  readonly approvedBy: string;
  readonly reason: string | null;
  readonly now: Temporal.Instant;
}

export interface Applied {
  readonly changes: readonly QuotaChange[];
  /** Undefined when nothing changed. */
  readonly batchId: number | undefined;
  /** Nothing changed yet: it touches so many people that a second person has to approve it. */
  readonly waits?:
    | { readonly proposal: number; readonly people: number; readonly isSole: boolean }
    | undefined;
}

/** Adds a version to every quota that a wish changes, as one batch that can be taken back as one; all or none. */
export async function applyWishes(
  store: Store,
  wishes: readonly QuotaWish[],
  decision: Decision,
): Promise<Applied> {
  return store.transaction(async (tx) => {
    const changes = await previewChanges(tx, wishes, decision);
    if (changes.length === 0) return { changes, batchId: undefined };
    const at = decision.now;
    const { id } = await tables(tx)
      .insertInto('quota_batch')
      .values({
        kind: decision.kind,
        made_by: decision.madeBy,
        made_at: at.toString(),
        approved_by: decision.approvedBy,
        reason: decision.reason,
        quotas: changes.length,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await appendQuotaVersions(
      tx,
      changes.map(({ wish, effectiveOn, weight }) => ({
        ...keyOf(wish),
        amount: wish.amount,
        currency: wish.currency,
        restores: wish.withdraws ? 0 : null,
        source: decision.source,
        sourceId: decision.source,
        knownAt: at.toString(),
        weight,
        effectiveOn,
        batchId: id,
        approvedBy: decision.approvedBy,
        reason: wish.reason ?? decision.reason,
      })),
    );
    await tellQuotasChanged(
      tx,
      changes.map(({ wish }) => wish),
      { subject: decision.source, at },
    );
    const people = new Set(changes.map(({ wish }) => wish.personId));
    await appendAudit(tx, {
      actor: decision.approvedBy,
      action: 'quota.changed',
      subject: people.size === 1 ? [...people].join('') : '',
      detail: { change: id, quotas: changes.length, madeBy: decision.madeBy, reason: decision.reason },
      now: at,
    });
    return { changes, batchId: id };
  });
}

function keyOf({ personId, metric, start, end }: QuotaWish): QuotaKey {
  return { personId, metric, start, end };
}
