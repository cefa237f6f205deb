import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { type NotRun, type Row, verdictOf } from './row.ts';
import type { Options } from './options.ts';

const FOLDER = new URL('../results/', import.meta.url);

/** Writes the run as JSON beside its predecessors' place: bench/results/latest.json. Returns where. */
export function writeResults(
  rows: readonly (Row | NotRun)[],
  run: {
    readonly options: Options;
    readonly seconds: number;
    readonly declared: Readonly<Record<string, string>>;
  },
): string {
  const result = {
    at: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
    commit: commit(),
    scale: run.options.scale,
    seconds: Math.round(run.seconds),
    machine: {
      cpu: cpus()[0]?.model,
      cores: availableParallelism(),
      memoryMB: Math.round(totalmem() / 2 ** 20),
    },
    node: process.version,
    rows: rows.map((row) => ({
      ...row,
      verdict: verdictOf(row, run.declared),
      reason: run.declared[row.id],
    })),
  };
  mkdirSync(FOLDER, { recursive: true });
  const file = new URL('latest.json', FOLDER);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  return file.pathname;
}

function commit(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
