import { sql, type Kysely } from 'kysely';
import { createIndexes, createTables, dropTables } from './table.ts';

/** What calls, e-mails and meetings of locked periods count, and what changed about them since. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTables(db, {
    locked_activity: {
      columns: {
        id: 'bigint serial',
        activity_id: 'text',
        person_id: 'text',
        kind: 'text',
        due_on: 'date',
        counts_on: 'date',
        lineage_id: 'integer',
        role_id: 'text',
        territory_id: 'text',
        n: 'integer',
        cause: 'text?',
        known_at: 'timestamptz',
      },
      key: ['id'],
    },
  });
  await createIndexes(db, [
    ['locked_activity', 'person_id', 'counts_on'],
    ['locked_activity', 'person_id', 'due_on'],
  ]);
  await keepWhatIsLocked(db);
}

type Before = {
  activity: {
    id: string;
    owner_id: string;
    kind: string;
    counts_on: string;
    is_deleted: boolean;
    double_of: string | null;
  };
  cell: {
    person_id: string;
    day: string;
    measure: string;
    lineage_id: number;
    role_id: string;
    territory_id: string;
  };
  period_close: { id: number; type: string; start_on: string; end_on: string; state: string };
  locked_activity: {
    activity_id: string;
    person_id: string;
    kind: string;
    due_on: string;
    counts_on: string;
    lineage_id: number;
    role_id: string;
    territory_id: string;
    n: number;
    known_at: string;
  };
};

/** Periods that are locked already keep what they count now, where the cells say that it stood. */
async function keepWhatIsLocked(db: Kysely<unknown>): Promise<void> {
  const tables = db.withTables<Before>();
  const decided = await tables.selectFrom('period_close').selectAll().orderBy('id').execute();
  const last = new Map(decided.map((it) => [`${it.type} ${it.start_on} ${it.end_on}`, it]));
  for (const { start_on, end_on, state } of last.values())
    if (state === 'locked') await keepSpan(tables, { start_on, end_on });
}

async function keepSpan(
  tables: Kysely<Before>,
  { start_on, end_on }: Pick<Before['period_close'], 'start_on' | 'end_on'>,
): Promise<void> {
  const counted = tables
    .selectFrom('activity as a')
    .innerJoin('cell as c', (join) =>
      join
        .onRef('c.person_id', '=', 'a.owner_id')
        .onRef('c.day', '=', 'a.counts_on')
        .onRef('c.measure', '=', 'a.kind'),
    )
    .where('a.counts_on', '>=', start_on)
    .where('a.counts_on', '<', end_on)
    .where('a.is_deleted', '=', false)
    .where('a.double_of', 'is', null)
    // A month and the quarter around it may both be locked.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('locked_activity as l')
            .select('l.activity_id')
            .whereRef('l.activity_id', '=', 'a.id')
            .whereRef('l.due_on', '=', 'a.counts_on'),
        ),
      ),
    );
  const columns = [
    'activity_id',
    'person_id',
    'kind',
    'due_on',
    'counts_on',
    'lineage_id',
    'role_id',
    'territory_id',
    'n',
    'known_at',
  ] as const;
  await tables
    .insertInto('locked_activity')
    .columns([...columns])
    .expression(
      counted.select([
        'a.id',
        'a.owner_id',
        'a.kind',
        'a.counts_on as due_on',
        'a.counts_on',
        'c.lineage_id',
        'c.role_id',
        'c.territory_id',
        sql<number>`1`.as('n'),
        sql<string>`now()`.as('known_at'),
      ]),
    )
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await dropTables(db, ['locked_activity']);
}
