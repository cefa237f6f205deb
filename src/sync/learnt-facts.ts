import { sql } from 'kysely';
import { ALWAYS } from '#salesforce/values.ts';
import type { Store } from '#store/store.ts';

/**
 * Keeps where people are and whether they are employed, with dates. Their location is the city or else the country of
 * the user, and where neither is filled their time zone. A person met for the first time has it since ever, and is
 * employed since the day the user was created: someone inactive already, until the user was last changed, for nothing
 * better is known. From then on a change closes the fact on its local day and opens a new one.
 */
export async function learnFacts(
  tx: Store,
  personIds: readonly string[],
  { zone, today }: { readonly zone: string; readonly today: string },
): Promise<readonly string[]> {
  if (personIds.length === 0) return [];
  const ids = [...personIds];
  const now = sql`
    select p.id as person_id, k.kind, k.value, (p.modified_at at time zone ${zone})::date as day,
      (p.created_at at time zone ${zone})::date as created_on
    from ${tx.table('person')} p
    cross join lateral (values
      ('location', coalesce(nullif(p.city, ''), nullif(p.country, ''), p.time_zone)),
      ('employment', case when p.is_active then 'employed' else 'left' end)
    ) k(kind, value)
    where p.id = any(${ids}::text[])`;
  const fact = tx.table('person_fact');
  const { rows } = await sql<{ person_id: string }>`
    with now as (${now}),
    moved as (
      select now.person_id, now.kind, now.value, least(greatest(now.day, f.valid_from), ${today}::date) as day
      from now join ${fact} f on (f.person_id, f.kind) = (now.person_id, now.kind) and f.valid_to is null
      where f.value <> now.value
    ),
    closed as (
      update ${fact} f set valid_to = moved.day from moved
      where (f.person_id, f.kind) = (moved.person_id, moved.kind) and f.valid_to is null
        and f.valid_from < moved.day
    )
    insert into ${fact} as stored (person_id, kind, value, valid_from)
    select person_id, kind, value, day from moved
    union all
    select now.person_id, 'employment', 'employed', least(now.created_on, now.day)
    from now where now.value = 'left' and now.created_on < now.day and ${isNew(tx)}
    union all
    select now.person_id, now.kind, now.value,
      case when now.kind = 'location' then ${ALWAYS}::date when now.value = 'left' then now.day
        else least(now.created_on, ${today}::date) end
    from now where ${isNew(tx)}
    on conflict (person_id, kind, valid_from) do update set value = excluded.value, valid_to = null
    returning person_id`.execute(tx.db);
  await closeFormer(tx, ids);
  await rejoin(tx, ids);
  return [...new Set(rows.map(({ person_id }) => person_id))];
}

function isNew(tx: Store) {
  return sql`not exists (
    select from ${tx.table('person_fact')} f where (f.person_id, f.kind) = (now.person_id, now.kind)
  )`;
}

/** The employment of somebody met when they had left already ends where the leaving begins. */
async function closeFormer(tx: Store, personIds: readonly string[]): Promise<void> {
  await sql`
    update ${tx.table('person_fact')} f set valid_to = later.valid_from
    from ${tx.table('person_fact')} later
    where (later.person_id, later.kind) = (f.person_id, f.kind) and f.valid_to is null
      and later.valid_from > f.valid_from and f.person_id = any(${[...personIds]}::text[])`.execute(tx.db);
}

/** A change that was taken back on its own day leaves two equal facts side by side: they become one again. */
async function rejoin(tx: Store, personIds: readonly string[]): Promise<void> {
  const fact = tx.table('person_fact');
  await sql`
    with twin as (
      select now.person_id, now.kind, now.valid_from, before.valid_from as since
      from ${fact} now
      join ${fact} before on (before.person_id, before.kind, before.value, before.valid_to)
        = (now.person_id, now.kind, now.value, now.valid_from)
      where now.valid_to is null and now.person_id = any(${[...personIds]}::text[])
    ),
    removed as (
      delete from ${fact} where (person_id, kind, valid_from) in (select person_id, kind, valid_from from twin)
    )
    update ${fact} f set valid_to = null from twin
    where (f.person_id, f.kind, f.valid_from) = (twin.person_id, twin.kind, twin.since)`.execute(tx.db);
}
