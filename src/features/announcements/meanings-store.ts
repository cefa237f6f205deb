import type { Store } from '#store/store.ts';
import type { KnownReader } from './audience.ts';
import { type Meaning, meantFor, type NamedMeaning, type Part } from './meaning.ts';

interface MeaningTable {
  announcement_id: number;
  kind: Part['kind'];
  part_id: string;
  words: string;
}

interface MeantTable {
  announcement_id: number;
  slack_user_id: string;
  kind: Part['kind'];
  part_id: string;
}

/** Keeps what a draft means for parts of its audience, in place of what was kept before. */
export async function saveMeanings(tx: Store, id: number, meanings: readonly Meaning[]): Promise<void> {
  const db = tables(tx);
  await db.deleteFrom('announcement_meaning').where('announcement_id', '=', id).execute();
  if (meanings.length === 0) return;
  const rows = meanings.map(({ kind, partId, words }) => ({
    announcement_id: id,
    kind,
    part_id: partId,
    words,
  }));
  await db.insertInto('announcement_meaning').values(rows).execute();
}

/** Keeps who of its readers gets which of them: as things stand when it is approved. */
export async function saveMeant(
  tx: Store,
  id: number,
  { readers, meanings }: { readonly readers: readonly KnownReader[]; readonly meanings: readonly Part[] },
): Promise<void> {
  const rows = readers.flatMap((reader) =>
    meantFor(reader, meanings).map(({ kind, partId }) => ({
      announcement_id: id,
      slack_user_id: reader.slackUserId,
      kind,
      part_id: partId,
    })),
  );
  if (rows.length > 0) await tables(tx).insertInto('announcement_meant').values(rows).execute();
}

/** What it means for each part, roles before teams, by name. */
export async function readMeanings(store: Store, id: number): Promise<readonly NamedMeaning[]> {
  return (await meanings(store).where('one.announcement_id', '=', id).execute()).map(toNamed);
}

/** What of it is meant for one reader. */
export async function readMeant(
  store: Store,
  id: number,
  slackUserId: string,
): Promise<readonly NamedMeaning[]> {
  const rows = await meanings(store)
    .innerJoin('announcement_meant as own', (join) =>
      join
        .onRef('own.announcement_id', '=', 'one.announcement_id')
        .onRef('own.kind', '=', 'one.kind')
        .onRef('own.part_id', '=', 'one.part_id'),
    )
    .where('one.announcement_id', '=', id)
    .where('own.slack_user_id', '=', slackUserId)
    .execute();
  return rows.map(toNamed);
}

function meanings(store: Store) {
  return tables(store)
    .selectFrom('announcement_meaning as one')
    .leftJoin('role', (join) => join.onRef('role.id', '=', 'one.part_id').on('one.kind', '=', 'role'))
    .leftJoin('person', (join) => join.onRef('person.id', '=', 'one.part_id').on('one.kind', '=', 'team'))
    .select(['one.kind', 'one.part_id', 'one.words', 'role.name as role_name', 'person.name as lead_name'])
    .orderBy('one.kind')
    .orderBy('role.name')
    .orderBy('person.name')
    .orderBy('one.part_id');
}

function toNamed(
  row: Pick<MeaningTable, 'kind' | 'part_id' | 'words'> & {
    readonly role_name: string | null;
    readonly lead_name: string | null;
  },
): NamedMeaning {
  const { kind, part_id, words, role_name, lead_name } = row;
  return { kind, partId: part_id, words, name: role_name ?? lead_name };
}

function tables(store: Store) {
  return store.db.withTables<{ announcement_meaning: MeaningTable; announcement_meant: MeantTable }>();
}
