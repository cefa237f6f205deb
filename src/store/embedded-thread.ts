import { existsSync, openAsBlob, renameSync, rmSync, writeFileSync } from 'node:fs';
import { serialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, messages } from '@electric-sql/pglite';
import { must } from '#lib/errors.ts';
import { PARSERS } from './values.ts';
import type { Ask, Failure, Outcome, Tell, ThreadData } from './embedded-protocol.ts';

/** Rows in one page: about two milliseconds of the main thread to read back. */
const PAGE_ROWS = 1000;

/**
 * Planner facts of a database in memory or on a local disk, for the one session there is. The queue's statements name
 * their tables without a schema; ours always name theirs.
 */
const SESSION = `set timezone = 'UTC'; set jit = off; set random_page_cost = 1.1; set search_path = bullmq, pg_catalog`;

const port = must(parentPort, 'a worker thread');
const data: ThreadData = workerData;

function tell(message: Tell, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

async function open(): Promise<PGlite> {
  const { dataDir, image } = data;
  const fresh = dataDir === undefined || !existsSync(dataDir) || existsSync(unfinishedMark(dataDir));
  if (dataDir !== undefined && fresh) startAfresh(dataDir);
  const known = fresh && image !== undefined && existsSync(image);
  const options = {
    ...(dataDir !== undefined && { dataDir }),
    ...(known && { loadDataDir: await openAsBlob(image) }),
  };
  const db = await PGlite.create(options);
  if (fresh && !known && image !== undefined) await keepImage(db, image);
  for (const oid of Object.keys(db.parsers)) db.parsers[oid] = String;
  for (const [oid, parse] of PARSERS) db.parsers[oid] = parse;
  for (const oid of Object.keys(db.serializers)) db.serializers[oid] = String;
  await db.exec(SESSION);
  if (dataDir !== undefined) rmSync(unfinishedMark(dataDir), { force: true });
  return db;
}

function unfinishedMark(dataDir: string): string {
  return `${dataDir}.unfinished`;
}

/** Creating a database takes seconds; what a process that was ended meanwhile left behind is no database. */
function startAfresh(dataDir: string): void {
  writeFileSync(unfinishedMark(dataDir), '');
  rmSync(dataDir, { recursive: true, force: true });
}

async function keepImage(db: PGlite, image: string): Promise<void> {
  const dump = await db.dumpDataDir('gzip');
  const unfinished = `${image}.${process.pid}`;
  writeFileSync(unfinished, new Uint8Array(await dump.arrayBuffer()));
  renameSync(unfinished, image);
}

function outcomeOf(command: string, rowCount: number, rows: Record<string, unknown>[]): Outcome {
  if (rows.length <= PAGE_ROWS) return { command, rowCount, rows, pages: [] };
  const pages: Uint8Array<ArrayBuffer>[] = [];
  for (let at = 0; at < rows.length; at += PAGE_ROWS)
    pages.push(new Uint8Array(serialize(rows.slice(at, at + PAGE_ROWS))));
  return { command, rowCount, rows: [], pages };
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: String(error), fields: undefined };
  if (!(error instanceof messages.DatabaseError)) return { message: error.message, fields: undefined };
  const texts = Object.entries(error).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return { message: error.message, fields: Object.fromEntries(texts) };
}

async function run(db: PGlite, ask: Ask & { kind: 'run' }): Promise<void> {
  try {
    // Without parameters the simple protocol is used, as node-postgres does: it takes several statements at once.
    const result =
      ask.parameters.length > 0
        ? await db.query<Record<string, unknown>>(ask.text, [...ask.parameters])
        : (await db.exec(ask.text)).at(-1);
    const rows = result?.rows ?? [];
    const outcome = outcomeOf(
      result?.command ?? '',
      result?.rowCount ?? result?.affectedRows ?? rows.length,
      rows,
    );
    tell(
      { kind: 'done', id: ask.id, outcome },
      outcome.pages.map((page) => page.buffer),
    );
  } catch (error) {
    tell({ kind: 'failed', id: ask.id, failure: failureOf(error) });
  }
}

async function answer(db: PGlite, ask: Ask): Promise<void> {
  if (ask.kind === 'run') return run(db, ask);
  await db.close();
  tell({ kind: 'closed' });
  port.close();
}

async function serve(): Promise<void> {
  const db = await open();
  db.onNotification((channel, payload) => tell({ kind: 'notification', channel, payload }));
  // Asks are answered in the order in which they came: that order is the session's.
  const asked: Ask[] = [];
  let answering = false;
  async function answerAll(): Promise<void> {
    if (answering) return;
    answering = true;
    for (let ask = asked.shift(); ask !== undefined; ask = asked.shift()) await answer(db, ask);
    answering = false;
  }
  port.on('message', (ask: Ask) => {
    asked.push(ask);
    void answerAll();
  });
  tell({ kind: 'ready' });
}

serve().catch((error: unknown) =>
  tell({ kind: 'unusable', message: error instanceof Error ? error.message : String(error) }),
);
