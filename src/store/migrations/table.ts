import { sql } from 'kysely';
import type { CreateTableBuilder, Kysely } from 'kysely';

type ColumnType = 'text' | 'boolean' | 'integer' | 'bigint' | 'numeric' | 'date' | 'timestamptz' | 'jsonb';

/** `?` marks a column that may be null; a serial one numbers its rows. */
type Column = ColumnType | `${ColumnType}?` | 'integer serial' | 'bigint serial';

export interface TableForm {
  readonly columns: Readonly<Record<string, Column>>;
  readonly key: readonly string[];
}

/** Creates tables of the installation's schema, each with its primary key. */
export async function createTables(
  db: Kysely<unknown>,
  forms: Readonly<Record<string, TableForm>>,
): Promise<void> {
  for (const [name, { columns, key }] of Object.entries(forms)) {
    let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
    for (const [column, form] of Object.entries(columns)) {
      const [type = '', serial] = form.replace('?', '').split(' ');
      table = table.addColumn(column, sql.raw(type), (definition) => {
        if (serial === 'serial') return definition.notNull().generatedByDefaultAsIdentity();
        return form.endsWith('?') ? definition : definition.notNull();
      });
    }
    await table.addPrimaryKeyConstraint(`${name}_pkey`, [...key]).execute();
  }
}

/** Drops tables, the youngest first. */
export async function dropTables(db: Kysely<unknown>, names: readonly string[]): Promise<void> {
  for (const name of names.toReversed()) await db.schema.dropTable(name).execute();
}

/** Creates indexes, each over the named columns of a table; the index is named after both. */
export async function createIndexes(
  db: Kysely<unknown>,
  indexes: readonly (readonly [table: string, ...columns: string[]])[],
): Promise<void> {
  for (const [table, ...columns] of indexes) {
    await db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns(columns.map((column) => sql.ref(column)))
      .execute();
  }
}
