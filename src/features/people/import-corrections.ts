import { makeCorrections, previewCorrections, type StatedFact } from '#ledger/correct.ts';
import type { Restated } from '#ledger/restate.ts';
import { type CsvProblem, decodeCsv, readCsv } from '#lib/csv.ts';
import type { Store } from '#store/store.ts';
import { checkCorrection, FIELDS } from './correction.ts';
import { readDirectory } from './directory.ts';

export interface ImportOptions {
  /** Checks and says how far it would reach, and keeps nothing. */
  readonly dryRun: boolean;
  readonly madeBy: string;
  readonly now: Temporal.Instant;
}

/** What a file of corrections says, and how far it reaches. */
export interface ImportedCorrections extends Restated {
  readonly rows: number;
  /** Every problem of the file; nothing is kept while there is one. */
  readonly problems: readonly CsvProblem[];
}

/**
 * Makes the corrections of a CSV (`email,kind,value,from,to,reason`): all rows or none, in their order. Throws a
 * Refusal when the file as a whole cannot be read.
 */
export async function importCorrections(
  store: Store,
  csv: Uint8Array,
  options: ImportOptions,
): Promise<ImportedCorrections> {
  const { lines, problems: shape } = readCsv(decodeCsv(csv), { columns: FIELDS, optional: ['to'] });
  const directory = await readDirectory(store);
  const facts: StatedFact[] = [];
  const problems: CsvProblem[] = [...shape];
  for (const { line, of } of lines) {
    const [email, kind, value] = [of('email'), of('kind'), of('value')];
    const raw = { email, kind, value, from: of('from'), to: of('to'), reason: of('reason') };
    const checked = checkCorrection(raw, directory);
    if (checked.kind === 'fact') facts.push(checked.fact);
    else problems.push(...checked.problems.map(({ field, ...it }) => ({ line, column: field, ...it })));
  }
  const sorted = problems.toSorted((a, b) => a.line - b.line);
  if (sorted.length > 0) return { rows: lines.length, problems: sorted, people: 0, deals: 0 };
  const reach = options.dryRun
    ? await previewCorrections(store, facts, options)
    : await store.transaction((tx) => makeCorrections(tx, facts, options));
  return { rows: lines.length, problems: [], ...reach };
}
