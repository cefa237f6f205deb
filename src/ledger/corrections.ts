import { sql, type RawBuilder } from 'kysely';
import type { FactKind, PersonFact } from '#model/person-facts.ts';
import { FOREVER, type StandingCorrection } from '#model/placement.ts';
import type { Store } from '#store/store.ts';

/** The moment up to which corrections are known; undefined for now. */
export type Moment = Temporal.Instant | undefined;

/** Corrections of where people stand, oldest first. There are few: an admin makes each by hand or from a file. */
export async function standingCorrections(
  store: Store,
  knownBefore: Moment,
): Promise<readonly StandingCorrection[]> {
  const { rows } = await correctionsKnown<StandingCorrection>(store, {
    kinds: ['manager', 'role', 'territory', 'team'],
    knownBefore,
  }).execute(store.db);
  return rows;
}

/** Corrections of any kinds, oldest first. */
export async function readCorrections(
  store: Store,
  known: { readonly kinds: readonly FactKind[]; readonly knownBefore: Moment },
): Promise<readonly PersonFact[]> {
  const { rows } = await correctionsKnown<PersonFact>(store, known).execute(store.db);
  return rows;
}

function correctionsKnown<Row>(
  store: Store,
  { kinds, knownBefore }: { readonly kinds: readonly FactKind[]; readonly knownBefore: Moment },
): RawBuilder<Row> {
  const before = knownBefore?.toString() ?? 'infinity';
  return sql<Row>`
    select person_id as "personId", kind, value, from_on as "from", coalesce(to_on, ${FOREVER}::date) as "to"
    from ${store.table('fact_correction')}
    where kind = any(${[...kinds]}::text[])
      and made_at < ${before}::timestamptz
      and (withdrawn_at is null or withdrawn_at >= ${before}::timestamptz)
    order by id`;
}
