import { sql, type RawBuilder } from 'kysely';
import type { SearchedTable } from './identity-search.ts';
import { textsOf } from './identity-search.ts';
import { hasTrace, patternOf, type Traces } from './identity-traces.ts';
import type { Store } from './store.ts';

/** What somebody who was erased is called. */
export const FORMER_NAME = 'Former colleague';

/** The address that stands for an erased one; nobody can have it. */
export function formerEmail(pseudonym: string): string {
  return `${pseudonym}@erased.invalid`;
}

/**
 * Writes the pseudonym wherever an id of the person is, and what stands for their e-mail and name wherever these are;
 * returns how many rows changed. One id becomes one pseudonym, so what was told apart by it still is.
 */
export async function scrubTable(
  tx: Store,
  table: SearchedTable,
  { traces, pseudonym }: { readonly traces: Traces; readonly pseudonym: string },
): Promise<number> {
  const set = table.columns.map(({ name, isJson }) => {
    const column = sql.ref(name);
    const said = scrubbed(isJson ? sql`${column}::text` : column, { traces, pseudonym });
    return sql`${column} = ${isJson ? sql`(${said})::jsonb` : said}`;
  });
  const { numAffectedRows } = await sql`
    update ${tx.table(table.name)} set ${sql.join(set)}
    where ${hasTrace(textsOf(table), traces)}`.execute(tx.db);
  return Number(numAffectedRows ?? 0n);
}

function scrubbed(
  text: RawBuilder<unknown>,
  { traces, pseudonym }: { readonly traces: Traces; readonly pseudonym: string },
): RawBuilder<unknown> {
  const { ids, email, words } = traces;
  const steps = [
    { pattern: patternOf(ids), by: pseudonym, flags: 'g' },
    { pattern: patternOf(words.filter((it) => it === email)), by: formerEmail(pseudonym), flags: 'gi' },
    { pattern: patternOf(words.filter((it) => it !== email)), by: FORMER_NAME, flags: 'gi' },
  ];
  return steps.reduce(
    (said, { pattern, by, flags }) =>
      pattern === undefined ? said : sql`regexp_replace(${said}, ${pattern}, ${by}, ${flags})`,
    text,
  );
}
