import { appendAudit } from '#store/audit.ts';
import type { Holdings } from '#store/identity-holdings.ts';
import { rowsWithTraces, searchedTables } from '#store/identity-search.ts';
import type { Traces } from '#store/identity-traces.ts';
import type { Store } from '#store/store.ts';
import { settleExports } from './privacy-requests.ts';

/** A file of a copy: its name and its text. */
export interface CopiedFile {
  readonly name: string;
  readonly text: string;
}

interface CopyAsked {
  readonly traces: Traces;
  readonly holdings: Holdings;
  readonly now: Temporal.Instant;
}

/** What a copy has of one table. */
interface Part {
  readonly table: string;
  readonly about: string;
  readonly rows: number;
  readonly file: string;
}

const UNDECLARED = 'rows that name them';

/** Copies everything held about a person, and notes who was given it. */
export async function giveCopy(
  store: Store,
  { by, ...asked }: CopyAsked & { readonly by: string },
): Promise<readonly CopiedFile[]> {
  const files = await copyOf(store, asked);
  const { personId } = asked.traces;
  await store.transaction(async (tx) => {
    await settleExports(tx, { personId, by, now: asked.now });
    const detail = { files: files.length };
    await appendAudit(tx, {
      actor: by,
      action: 'person.exported',
      subject: personId,
      detail,
      now: asked.now,
    });
  });
  return files;
}

/**
 * Everything held about a person, as files: one for each table that names them by id, e-mail or name, its rows as they
 * are, and `index.json`, which says what each of them is and what it is for.
 */
async function copyOf(store: Store, { traces, holdings, now }: CopyAsked): Promise<readonly CopiedFile[]> {
  const parts: Part[] = [];
  const files: CopiedFile[] = [];
  const tables = await searchedTables(store);
  for (const table of tables) {
    const rows = await rowsWithTraces(store, table, traces);
    if (rows.length === 0) continue;
    const file = `${table.name}.json`;
    parts.push({
      table: table.name,
      about: holdings[table.name]?.about ?? UNDECLARED,
      rows: rows.length,
      file,
    });
    files.push({ name: file, text: `[\n${rows.join(',\n')}\n]\n` });
  }
  const index = {
    person: { name: traces.name, email: traces.email, ids: traces.ids },
    at: now.toString(),
    tablesSearched: tables.length,
    notes: notesOf(traces),
    parts,
  };
  return [{ name: 'index.json', text: `${JSON.stringify(index, null, 2)}\n` }, ...files];
}

function notesOf({ isNameShared }: Traces): readonly string[] {
  return [
    'Amounts are in the smallest unit of their currency; moments are in UTC.',
    'Messages that were sent are in Slack and records are in Salesforce; both have ways of their own to get a copy.',
    ...(isNameShared
      ? ['Texts were searched by id and e-mail only: the name alone would also find others.']
      : []),
  ];
}
