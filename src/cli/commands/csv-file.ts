import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Terminal } from '#cli/host.ts';
import { type CsvProblem, problemText } from '#lib/csv.ts';
import { Refusal } from '#lib/errors.ts';

const SHOWN_PROBLEMS = 50;

/** The bytes of a file named on the command line. */
export function readNamedFile({ cwd }: Pick<Terminal, 'cwd'>, file: string): Promise<Uint8Array> {
  return readFile(resolve(cwd, file)).catch((cause: unknown) => {
    throw new Refusal(`The file ${file} cannot be read.`, 'Check the path.', { cause });
  });
}

/** Refuses a file with problems: each with its line and remedy, and that nothing was kept. */
export function refuseProblems(problems: readonly CsvProblem[]): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(problemText);
  const more = problems.length - shown.length;
  throw new Refusal(
    `Nothing was imported: ${problems.length === 1 ? '1 problem' : `${problems.length} problems`}.\n${shown.join('\n')}`,
    more > 0 ? `… and ${more} more.` : undefined,
  );
}
