import { sql } from 'kysely';
import type { Compilable, CreateTableBuilder, Kysely } from 'kysely';

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
  await together(
    db,
    Object.entries(forms).map(([name, form]) => tableStatement(db, name, form)),
  );
}

/** Drops tables, the youngest first. */
export async function dropTables(db: Kysely<unknown>, names: readonly string[]): Promise<void> {
  await together(
    db,
    names.toReversed().map((name) => db.schema.dropTable(name)),
  );
}

/** Creates indexes, each over the named columns of a table; the index is named after both. */
export async function createIndexes(
  db: Kysely<unknown>,
  indexes: readonly (readonly [table: string, ...columns: string[]])[],
): Promise<void> {
  const statements = indexes.map(([table, ...columns]) =>
    db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns(columns.map((column) => sql.ref(column))),
  );
  await together(db, statements);
}

function tableStatement(db: Kysely<unknown>, name: string, { columns, key }: TableForm): Compilable {
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, form] of Object.entries(columns)) {
    const [type = '', serial] = form.replace('?', '').split(' ');
    table = table.addColumn(column, sql.raw(type), (definition) => {
      if (serial === 'serial') return definition.notNull().generatedByDefaultAsIdentity();
      return form.endsWith('?') ? definition : definition.notNull();
    });
  }
  return table.addPrimaryKeyConstraint(`${name}_pkey`, [...key]);
}

/** One way to the engine and back for all of them: opening an installation is mostly such ways. */
async function together(db: Kysely<unknown>, statements: readonly Compilable[]): Promise<void> {
  await sql.raw(statements.map((statement) => statement.compile().sql).join(';\n')).execute(db);
}
