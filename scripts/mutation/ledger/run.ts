import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Score } from '../score.ts';
import { LIMIT_MS, Result, resultsIn, sourcesIn, todoIn } from './files.ts';
import { withoutEquivalent } from './equivalent.ts';
import { makeMutants, type Mutant } from './mutants.ts';

export interface LedgerRun {
  readonly folder: string;
  /** Files of tests that must notice. */
  readonly tests: readonly string[];
  /** Every nth mutant is tried: a sample that is the same each time. */
  readonly every: number;
  /** Which mutants are tried. */
  readonly asks: (mutant: Mutant) => boolean;
  readonly say: (text: string) => void;
}

const FOLDER = 'node_modules/.cache/attain/mutation/ledger';
const CONFIG = 'scripts/mutation/ledger/vitest.config.ts';

/** Makes one mistake at a time in the ledger, TypeScript and SQL, and runs the tests that come past it until one fails. */
export async function runLedger(run: LedgerRun): Promise<readonly Score[]> {
  const { mutants, sources } = await makeMutants(run.folder);
  const { left, setAside } = withoutEquivalent(mutants);
  const asked = left.filter(run.asks).filter((_, index) => index % run.every === 0);
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(sourcesIn(FOLDER), JSON.stringify(sources));
  const results = new Map<string, Result>();
  while (results.size < asked.length) {
    const waiting = asked.filter(({ id }) => !results.has(id));
    writeFileSync(todoIn(FOLDER), JSON.stringify(waiting));
    writeFileSync(resultsIn(FOLDER), '');
    const output = await tryOut(run.tests);
    const found = readResults(waiting, run.say);
    if (found.size === 0) throw new Error(`the tests do not run:\n${output.slice(-3000)}`);
    for (const [id, result] of found) results.set(id, result);
  }
  return (['TypeScript', 'SQL'] as const).map((kind) =>
    scoreOf({ kind, asked, setAside: setAside.filter(run.asks), results }),
  );
}

/** "SQL src/ledger/cells.ts:12 = → <>" */
export const nameOf = ({ kind, file, line, was, now }: Mutant) => `${kind} ${file}:${line} ${was} → ${now}`;

/** Ends when all are tried, or when one hangs or takes the process with it: what was begun last is that one. */
async function tryOut(tests: readonly string[]): Promise<string> {
  const { TEST_DATABASE_URL: url, CI: _, ...own } = process.env;
  const env = {
    ...own,
    MUTATION_FOLDER: join(process.cwd(), FOLDER),
    MUTATION_TESTS: tests.join(' '),
    // A server answers in less than half the time.
    ...(url !== undefined && { MUTATION_DATABASE_URL: bounded(url) }),
  };
  const child = spawn('node_modules/.bin/vitest', ['run', '--config', CONFIG], { env, detached: true });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const watch = setInterval(() => {
    const quiet = Temporal.Now.instant().epochMilliseconds - statSync(resultsIn(FOLDER)).mtimeMs;
    if (quiet > 9 * LIMIT_MS && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, 1000);
  await ended;
  clearInterval(watch);
  return output;
}

/** A server goes on with a statement whose process is gone, and keeps its locks: it has to end by itself. */
function bounded(url: string): string {
  const address = new URL(url);
  address.searchParams.set('options', `-c statement_timeout=${LIMIT_MS - 5000}`);
  return address.href;
}

function readResults(waiting: readonly Mutant[], say: LedgerRun['say']): ReadonlyMap<string, Result> {
  const lines = existsSync(resultsIn(FOLDER))
    ? readFileSync(resultsIn(FOLDER), 'utf8').trim().split('\n')
    : [];
  const results = lines.filter(Boolean).map((line) => Result.parse(JSON.parse(line)));
  const found = new Map(
    results.map((it) => [it.id, it.is === 'started' ? { ...it, is: 'timed out' as const } : it]),
  );
  for (const mutant of waiting) {
    const { is, by = '', ms = 0 } = found.get(mutant.id) ?? { is: undefined };
    if (is) say(`${is.padEnd(9)} ${nameOf(mutant)}  ${ms} ms ${by}`);
  }
  return found;
}

interface Tried {
  readonly kind: Mutant['kind'];
  readonly asked: readonly Mutant[];
  readonly setAside: readonly Mutant[];
  readonly results: ReadonlyMap<string, Result>;
}

function scoreOf({ kind, asked, setAside, results }: Tried): Score {
  const own = asked.filter((it) => it.kind === kind);
  const is = (...outcomes: readonly Result['is'][]) =>
    own.filter(({ id }) => outcomes.some((it) => it === results.get(id)?.is));
  return {
    area: `ledger, ${kind}`,
    killed: is('killed', 'timed out').length,
    timedOut: is('timed out').length,
    survivors: is('survived', 'uncovered').map(nameOf),
    setAside: setAside.filter((it) => it.kind === kind).length,
  };
}
