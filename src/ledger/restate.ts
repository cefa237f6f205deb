import { sql } from 'kysely';
import type { PersonFact } from '#model/person-facts.ts';
import type { Store } from '#store/store.ts';
import { peopleBelow } from './below.ts';
import { loadOrganisation } from './placements.ts';

/** How far a correction reaches. */
export interface Restated {
  /** The people corrected and those who stand below them on these days. */
  readonly people: number;
  /** Credited deals that are compared again, for team, role and territory as well. */
  readonly deals: number;
}

/** Days of a person on which they may stand elsewhere now; half-open. */
interface Stretch {
  readonly personId: string;
  readonly from: string;
  readonly to: string;
}

const STANDING: ReadonlySet<string> = new Set(['manager', 'role', 'territory', 'team']);

/** Marks, after facts were corrected, the deals and activities that may count elsewhere now. */
export async function markRestated(tx: Store, facts: readonly PersonFact[]): Promise<Restated> {
  const moved = facts.filter(({ kind }) => STANDING.has(kind));
  const stretches = [...moved, ...(await below(tx, moved))];
  const people = new Set([...facts, ...stretches].map(({ personId }) => personId));
  if (stretches.length === 0) return { people: people.size, deals: 0 };
  const own = [...new Set(moved.map(({ personId }) => personId))];
  await sql`
    insert into ${tx.table('changed_record')} (object, record_id)
    select 'person', id from unnest(${own}::text[]) as moved(id)`.execute(tx.db);
  return { people: people.size, deals: await markDeals(tx, stretches) };
}

/** Everyone who stood below a person whose manager is another now, on the days on which they did. */
async function below(tx: Store, moved: readonly PersonFact[]): Promise<readonly Stretch[]> {
  const ofManagers = moved.filter(({ kind }) => kind === 'manager');
  if (ofManagers.length === 0) return [];
  const people = await peopleBelow(
    tx,
    ofManagers.map(({ personId }) => personId),
  );
  const organisation = await loadOrganisation(tx, people);
  return ofManagers.flatMap((fact) =>
    people.flatMap((personId) =>
      organisation
        .placementsOf(personId)
        .filter((it) => it.managers.includes(fact.personId))
        .map((it) => ({ personId, from: later(it.from, fact.from), to: earlier(it.to, fact.to) }))
        .filter((it) => it.from < it.to),
    ),
  );
}

const later = (a: string, b: string) => (a > b ? a : b);
const earlier = (a: string, b: string) => (a < b ? a : b);

/** Deals that count for these people on these days. One index range for each stretch: time goes with their records. */
async function markDeals(tx: Store, stretches: readonly Stretch[]): Promise<number> {
  const entry = tx.table('entry');
  const { rows } = await sql`
    insert into ${tx.table('changed_record')} (object, record_id, reason)
    select distinct 'opportunity', e.record_id, 'placement'
    from unnest(
      ${stretches.map((it) => it.personId)}::text[], ${stretches.map((it) => it.from)}::date[],
      ${stretches.map((it) => it.to)}::date[]
    ) as s(person_id, from_on, to_on)
    cross join lateral (
      select e.id, e.record_id from ${entry} e
      where e.person_id = s.person_id and e.reverses is null
        and e.effective_on >= s.from_on and e.effective_on < s.to_on
      offset 0
    ) e
    where not exists (select from ${entry} r where r.reverses = e.id)
    returning 1`.execute(tx.db);
  return rows.length;
}
