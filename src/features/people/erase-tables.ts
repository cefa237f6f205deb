import { sql } from 'kysely';
import type { Holding, Holdings } from '#store/identity-holdings.ts';
import { FORMER_NAME, formerEmail, scrubTable } from '#store/identity-scrub.ts';
import { countTraces, type SearchedTable, searchedTables } from '#store/identity-search.ts';
import type { Traces } from '#store/identity-traces.ts';
import type { Store } from '#store/store.ts';

/** What became of a person's rows in one table. */
export interface ErasedTable {
  readonly table: string;
  readonly about: string;
  readonly deleted: number;
  readonly changed: number;
  /** Rows in which the name is left because it is that of somebody or something else. */
  readonly left: number;
}

interface Sweep {
  readonly traces: Traces;
  readonly pseudonym: string;
  readonly holdings: Holdings;
}

/** In these a name is that of somebody or something else: a customer, a territory. Salesforce would bring it back. */
const NAMES_OF_OTHERS: ReadonlySet<string> = new Set([
  'account',
  'product',
  'role',
  'territory',
  'organization',
  'stage',
]);

/** Deletes what is the person's own and writes the pseudonym wherever else they are, in every table there is. */
export async function sweep(
  tx: Store,
  { traces, pseudonym, holdings }: Sweep,
): Promise<readonly ErasedTable[]> {
  const done: ErasedTable[] = [];
  for (const table of await searchedTables(tx)) {
    const holding = holdings[table.name];
    const own = ownOf(table, holding);
    const deleted = holding?.onErase === 'delete' ? await deleteOwn(tx, own, traces) : 0;
    if (holding?.onErase === 'pseudonym') await blankOwn(tx, own, { traces, holding });
    const sought = NAMES_OF_OTHERS.has(table.name) ? withoutName(traces) : traces;
    const changed = await scrubTable(tx, table, { traces: sought, pseudonym });
    const left = await countTraces(tx, table, traces);
    if (deleted + changed + left > 0)
      done.push({ table: table.name, about: holding?.about ?? '', deleted, changed, left });
  }
  await renamePerson(tx, pseudonym);
  return done;
}

interface Own {
  readonly table: SearchedTable;
  readonly owners: readonly string[];
}

function ownOf(table: SearchedTable, holding: Holding | undefined): Own {
  return { table, owners: holding?.owners ?? [] };
}

async function deleteOwn(tx: Store, { table, owners }: Own, { ids }: Traces): Promise<number> {
  if (owners.length === 0) return 0;
  const { numAffectedRows } = await sql`
    delete from ${tx.table(table.name)} where ${isOwn(owners, ids)}`.execute(tx.db);
  return Number(numAffectedRows ?? 0n);
}

async function blankOwn(
  tx: Store,
  { table, owners }: Own,
  { traces, holding }: { readonly traces: Traces; readonly holding: Holding },
): Promise<void> {
  const blank = Object.entries(holding.blank ?? {});
  if (owners.length === 0 || blank.length === 0) return;
  const set = blank.map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  await sql`
    update ${tx.table(table.name)} set ${sql.join(set)} where ${isOwn(owners, traces.ids)}`.execute(tx.db);
}

function isOwn(owners: readonly string[], ids: readonly string[]) {
  return sql.join(
    owners.map((column) => sql`${sql.ref(column)} = any(${[...ids]}::text[])`),
    sql` or `,
  );
}

/** A name that others share was not looked for; on the person's own row it goes all the same. */
async function renamePerson(tx: Store, pseudonym: string): Promise<void> {
  await tx.db
    .updateTable('person')
    .set({ name: FORMER_NAME, email: formerEmail(pseudonym) })
    .where('id', '=', pseudonym)
    .execute();
  // The word for a leave may say more than that there was one.
  await tx.db
    .updateTable('fact_correction')
    .set({ value: 'leave' })
    .where('person_id', '=', pseudonym)
    .where('kind', '=', 'leave')
    .where('value', '<>', '')
    .execute();
}

function withoutName(traces: Traces): Traces {
  return { ...traces, words: traces.words.filter((word) => word === traces.email) };
}
