import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { GiveUp } from '#lib/errors.ts';
import type { Change } from './change.ts';
import type { Row, Table } from './table.ts';

const header = z.object({ journal: z.literal(1), org: z.string() });
const entry = z.object({
  type: z.string(),
  id: z.string(),
  /** The whole record after the change, nulls left out; null when it was removed for good. */
  cells: z.record(z.string(), z.string()).nullable(),
});

export interface Journal {
  append(changes: readonly Change[]): void;
}

/**
 * An append-only file of the records changed through the API. Opening it hands every change to `replay` in order. A
 * last line cut short by a crash is dropped; a journal of another organization is refused.
 */
export function openJournal(
  path: string,
  orgId: string,
  replay: { table(name: string): Table | undefined; apply(change: Change): void },
): Journal {
  if (!existsSync(path)) writeFileSync(path, `${JSON.stringify({ journal: 1, org: orgId })}\n`);
  const [first = '', ...lines] = readWholeLines(path);
  const opened = header.safeParse(parseJson(first));
  if (!opened.success || opened.data.org !== orgId) {
    throw new GiveUp(`${path} holds the changes of another organization.`, {
      remedy:
        'Choose another data folder for this org folder, or remove the file to start without the changes.',
    });
  }
  for (const line of lines) {
    const change = entry.parse(parseJson(line));
    const table = replay.table(change.type);
    if (table !== undefined)
      replay.apply({ table, id: change.id, row: change.cells && rowOf(table, change.cells) });
  }
  return { append: (changes) => appendFileSync(path, changes.map(lineOf).join('')) };
}

/** The complete lines of the file; what follows the last line break is cut off the file as well. */
function readWholeLines(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) writeFileSync(path, whole);
  return whole.split('\n').slice(0, -1);
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function lineOf({ table, id, row }: Change): string {
  const cells = row && Object.fromEntries(table.columns.map((column) => [column.name, row[column.position]]));
  const filled = cells && Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
  return `${JSON.stringify({ type: table.name, id, cells: filled })}\n`;
}

function rowOf(table: Table, cells: Readonly<Record<string, string>>): Row {
  return table.columns.map((column) => cells[column.name] ?? null);
}
