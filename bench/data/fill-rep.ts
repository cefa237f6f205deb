import { sql } from 'kysely';
import type { Store } from '#store/store.ts';
import { idOf, PREFIX } from './ids.ts';
import { MANAGERS } from './people.ts';
import { FIRST_DAY, TODAY } from './timeline.ts';

/** The twelve months up to today, which a restatement of a rep concerns. */
export const YEAR = { from: TODAY.subtract({ years: 1 }).toString(), to: TODAY.toString() } as const;

/**
 * Adds a rep with so many deals won in the last twelve months, in no territory of their own: the same rep and the same
 * deals whatever company they join. Returns their id.
 */
export async function fillRep(
  store: Store,
  { index, deals }: { readonly index: number; readonly deals: number },
): Promise<string> {
  const id = idOf(PREFIX.person, index);
  const manager = idOf(PREFIX.person, MANAGERS - 1);
  const role = idOf(PREFIX.role, 0);
  const first = sql`${FIRST_DAY.toString()}::date`;
  await sql`
    insert into ${store.table('person')} (id, email, name, is_active, user_type, time_zone, locale, title, manager_id,
      role_id, created_at, modified_at)
    values (${id}, ${`rep${index}@bench.example`}, ${`Rep ${index}`}, true, 'Standard', 'UTC', 'en_US', null, ${manager},
      ${role}, ${first}::timestamptz, ${first}::timestamptz)`.execute(store.db);
  await sql`
    insert into ${store.table('assignment')} (person_id, manager_id, role_id, valid_from, valid_to)
    values (${id}, ${manager}, ${role}, ${first}, null)`.execute(store.db);
  const deal = sql`'006R' || lpad(${String(index)}, 6, '0') || lpad(n::text, 8, '0')`;
  const closeOn = sql`(${YEAR.from}::date + n % 365)`;
  const all = sql`generate_series(1, ${deals}::int) n`;
  await sql`
    insert into ${store.table('opportunity')} (id, name, account_id, owner_id, stage, amount, currency, probability,
      close_on, created_at, is_closed, is_won, is_deleted, is_private, territory_id, forecast_category, type,
      next_step, last_stage_change_at, modified_at)
    select ${deal}, 'Deal ' || n, null, ${id}, 'Closed Won', 100000 + n, 'USD', null, ${closeOn},
      ${first}::timestamptz, true, true, false, false, null, null, null, null, null, ${closeOn}::timestamptz
    from ${all}`.execute(store.db);
  await sql`
    insert into ${store.table('deal_state')} (opportunity_id, known_at, seq, owner_id, stage, amount, currency, close_on,
      is_closed, is_won, is_deleted, territory_id, origin)
    select ${deal}, ${closeOn}::timestamptz, 1, ${id}, 'Closed Won', 100000 + n, 'USD', ${closeOn}, true, true, false,
      null, 'history'
    from ${all}`.execute(store.db);
  await sql`
    insert into ${store.table('changed_record')} (object, record_id) select 'opportunity', ${deal} from ${all}`.execute(
    store.db,
  );
  return id;
}
