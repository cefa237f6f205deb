import { sql } from 'kysely';
import { searchedTables } from '#store/identity-search.ts';
import type { Store } from '#store/store.ts';
import type { HostileTexts } from './texts.ts';

/** Columns in which people write what they like, here or in Salesforce, wherever they occur. */
const FREE: ReadonlySet<string> = new Set(
  `name label title city country email username developer_name family code subject reason stage api_name
  type next_step role location value cause remedy effect error problem made_by approved_by
  given means decided_by paused_by granted_by ended_by set_by changed_by imported_by accepted_by created_by
  why priorities targeting positioning process questions words answer sent_back
  said playback differs step question`.split(/\s+/),
);

/** Of those names, the columns that hold words of ours: keys, kinds and states. */
const OURS: ReadonlySet<string> = new Set(
  `access_role.role attention.reason audit_entry.subject changed_record.reason fact.name
  fact.subject fact_correction.value former_link.reason fiscal_period.type mapped_value.name migration.name
  period_close.type setting.name setting_change.name`.split(/\s+/),
);

/** Columns whose values are known to one another: what is the same before is the same after. */
const SAME: Readonly<Record<string, string>> = {
  api_name: 'stage',
  stage: 'stage',
  location: 'place',
  country: 'place',
  value: 'place',
};

/** Columns of keys, kinds, states, days and zones: what may be written there is decided by us or by a system. */
const STRUCTURE =
  /^id$|_id$|_key$|_hash$|^(?:kind|state|metric|currency|original_currency|measure|object|field|record_id|from_person|to_person|user_type|time_zone|locale|source|origin|rate|share|rule|key|ts|channel|audience|looked_to|token|pseudonym|holder|actor|action|hash|detail|mode|topic|scope|decision|about|held_reason|double_of|percentage|forecast_category|data_class|breakdown|period_type|subject_kind|curve|feature|confirmed_by|withdrawn_by|settled_by|made_by_person|carrier|timestamp|outcome|says|decline_code|link)$/;

const KEEPS_E_MAIL =
  'vera.holt@example.com,dana.cole@example.com,ana.silva@example.com,li.wei@example.com,otto.kern@example.com'.split(
    ',',
  );

/** Columns that nobody has yet called free or not. */
export async function unsortedColumns(store: Store): Promise<readonly string[]> {
  const tables = await searchedTables(store);
  return tables.flatMap(({ name, columns }) =>
    columns
      .filter((one) => !one.isJson && !FREE.has(one.name) && !STRUCTURE.test(one.name))
      .map((one) => `${name}.${one.name}`),
  );
}

/** Puts a hostile text in place of every text that people write, in every table; returns in how many columns. */
export async function poison(store: Store, texts: HostileTexts): Promise<number> {
  const known = new Map<string, string>();
  let count = 0;
  for (const { name: table, columns } of await searchedTables(store)) {
    for (const { name: column, isJson } of columns) {
      if (isJson || !FREE.has(column) || OURS.has(`${table}.${column}`)) continue;
      count += (await poisonColumn(store, { table, column }, { texts, known })) ? 1 : 0;
    }
  }
  return count;
}

async function poisonColumn(
  store: Store,
  { table, column }: { readonly table: string; readonly column: string },
  { texts, known }: { readonly texts: HostileTexts; readonly known: Map<string, string> },
): Promise<boolean> {
  const [at, of] = [store.table(table), sql.ref(column)];
  const { rows } = await sql<{
    value: string;
  }>`select distinct ${of} as value from ${at} where ${of} <> ''`.execute(store.db);
  const values = rows.map(({ value }) => value).filter((value) => !KEEPS_E_MAIL.includes(value));
  if (values.length === 0) return false;
  const domain = SAME[column] ?? `${table}.${column}`;
  const pairs = values.map((value) => {
    const key = `${domain}/${value}`;
    const text = known.get(key) ?? texts.forColumn?.(`${table}.${column}`) ?? texts.next();
    known.set(key, text);
    return sql`(${value}::text, ${text}::text)`;
  });
  await sql`update ${at} set ${of} = v.new from (values ${sql.join(pairs)}) as v (old, new) where ${at}.${of} = v.old`.execute(
    store.db,
  );
  return true;
}
