import type { Day } from '#lib/days.ts';
import { inForce, isSalesforce, type QuotaVersion } from '#model/quota-versions.ts';
import type { QuotaKey } from '#store/quota-versions.ts';

/** What somebody wants a quota to be; days are ISO texts, `end` is exclusive. */
export interface QuotaWish extends QuotaKey {
  /** Minor units of the currency, or a count where the currency is ''. */
  readonly amount: bigint;
  readonly currency: string;
  /** In hundredths of a percent; null keeps the weight there is. */
  readonly weight: number | null;
  /** The first day it is to hold for; null leaves it to `changeOf`. */
  readonly effectiveOn: string | null;
  readonly reason: string | null;
  /** There is to be no quota: what its parts say counts instead. The amount is 0. */
  readonly withdraws?: boolean;
}

/** A version as it stands in the store. */
export interface KnownVersion extends QuotaVersion {
  readonly currency: string;
  readonly weight: number | null;
  /** The org's local day on which it became known. */
  readonly knownOn: string;
}

/** What a wish changes, before and after. */
export interface QuotaChange {
  readonly wish: QuotaWish;
  /** What holds at the end of the period without the change; null where there is none. */
  readonly before: KnownVersion | null;
  /** The first day of the new quota; null is the first day of the period. */
  readonly effectiveOn: string | null;
  readonly weight: number | null;
}

/**
 * What a wish changes about the versions of its quota, undefined when it changes nothing. A change of a period that is
 * running is prospective: it holds from today on, unless a day is named. Who corrects what became known today corrects
 * it for the same days. Before it begins, or once it is over, a quota changes for the whole of its period.
 */
export function changeOf(
  wish: QuotaWish,
  versions: readonly KnownVersion[],
  today: Day,
): QuotaChange | undefined {
  const own = lastOf(versions.filter(({ source }) => !isSalesforce(source)));
  const before = own ?? lastOf(versions);
  if (wish.withdraws) return own && { wish, before: own, effectiveOn: null, weight: null };
  const weight = wish.weight ?? own?.weight ?? null;
  const effectiveOn = firstDay(wish, own, today.toString());
  const isSame = own?.amount === wish.amount && own.currency === wish.currency && own.weight === weight;
  const named = wish.effectiveOn !== null && effectiveOn !== (own?.effectiveOn ?? null);
  if (isSame && !named) return undefined;
  return { wish, before: before ?? null, effectiveOn, weight };
}

function firstDay(wish: QuotaWish, own: KnownVersion | undefined, today: string): string | null {
  if (wish.effectiveOn !== null) return wish.effectiveOn > wish.start ? wish.effectiveOn : null;
  if (own === undefined || today <= wish.start || today >= wish.end) return null;
  return own.knownOn === today ? own.effectiveOn : today;
}

/** The version that holds at the end of the period. */
function lastOf(versions: readonly KnownVersion[]): KnownVersion | undefined {
  const last = inForce(versions).at(-1)?.version.version;
  return versions.find(({ version }) => version === last);
}
