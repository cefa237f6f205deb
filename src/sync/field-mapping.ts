import { sql } from 'kysely';
import { z } from 'zod';
import { writeSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';
import { decimalText, row } from '#salesforce/values.ts';

/** Numbers that Salesforce has no standard field for: an admin says where this org keeps them. */
export const MAPPABLE = {
  line_cost: {
    objects: ['OpportunityLineItem'],
    purpose: 'what a whole product line costs',
    without: 'Margin and profit cannot be computed.',
  },
  selling_expense: {
    objects: ['Opportunity'],
    purpose: 'what selling a deal cost',
    without: 'Profit cannot be computed.',
  },
  customer_score: {
    objects: ['Opportunity', 'Account'],
    purpose: "a customer's feedback score, on the deal or on the account",
    without: 'The customer feedback score cannot be computed.',
  },
} as const satisfies Readonly<Record<string, Mappable>>;

interface Mappable {
  readonly objects: readonly string[];
  readonly purpose: string;
  readonly without: string;
}

export type MappedName = keyof typeof MAPPABLE;
export const MAPPED_NAMES: readonly MappedName[] = ['line_cost', 'selling_expense', 'customer_score'];

export interface Mapping {
  readonly name: MappedName;
  readonly object: string;
  readonly field: string;
}

const PREFIX = 'mapping.';
const Stored = z.object({ object: z.string(), field: z.string() });

/** The fields that admins have given a meaning. */
export async function readMappings(store: Store): Promise<readonly Mapping[]> {
  const rows = await store.db
    .selectFrom('setting')
    .select(['name', 'value'])
    .where(
      'name',
      'in',
      MAPPED_NAMES.map((name) => PREFIX + name),
    )
    .orderBy('name')
    .execute();
  return rows.flatMap(({ name, value }) => {
    const known = MAPPED_NAMES.find((it) => PREFIX + it === name);
    const stored = Stored.safeParse(value);
    return known && stored.success ? [{ name: known, ...stored.data }] : [];
  });
}

/** Gives a field a meaning; its values come with the next sync, which reads the object whole. */
export async function saveMapping(
  store: Store,
  mapping: Mapping,
  { by, now }: { readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  const { name, object, field } = mapping;
  await store.transaction(async (tx) => {
    await forget(tx, name);
    await writeSetting(tx, { name: PREFIX + name, value: { object, field }, by, now });
    await sql`update ${tx.table('sync_object')} set described = '[]' where object = ${object}
      and described is not null`.execute(tx.db);
  });
}

/** Takes a meaning back, and with it every value that was read. Says whether there was one. */
export async function clearMapping(store: Store, name: MappedName): Promise<boolean> {
  return store.transaction(async (tx) => {
    await forget(tx, name);
    const gone = await tx.db
      .deleteFrom('setting')
      .where('name', '=', PREFIX + name)
      .returning('name')
      .execute();
    return gone.length > 0;
  });
}

/** The values and, of a field that nobody asks for any more, that it was missed. */
async function forget(tx: Store, name: MappedName): Promise<void> {
  await tx.db.deleteFrom('mapped_value').where('name', '=', name).execute();
  for (const { object, field } of (await readMappings(tx)).filter((it) => it.name === name))
    await tx.db.deleteFrom('sync_gap').where('object', '=', object).where('field', '=', field).execute();
}

const Identified = z.looseObject({ Id: row.id });

/** Keeps the mapped values of one page of an object's records; what is no number counts as none. */
export async function keepMapped(tx: Store, object: string, records: readonly unknown[]): Promise<void> {
  const mappings = (await readMappings(tx)).filter((it) => it.object === object);
  if (mappings.length === 0) return;
  const values = records.flatMap((record) => {
    const found = Identified.safeParse(record);
    if (!found.success) return [];
    return mappings.map(({ name, field }) => {
      const number = row.numberOrNull.safeParse(found.data[field]);
      return { id: found.data.Id, name, value: number.success ? decimalText(number.data) : null };
    });
  });
  await sql`
    insert into ${tx.table('mapped_value')} (record_id, name, value)
    select distinct on (id, name) id, name, value::numeric
    from unnest(${values.map((it) => it.id)}::text[], ${values.map((it) => it.name)}::text[],
      ${values.map((it) => it.value)}::text[]) as given (id, name, value)
    order by id, name
    on conflict (record_id, name) do update set value = excluded.value`.execute(tx.db);
}
