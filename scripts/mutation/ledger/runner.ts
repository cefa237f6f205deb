import { appendFileSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  TestRunner,
  type RunnerTask,
  type RunnerTestCase,
  type RunnerTestFile,
  type RunnerTestSuite,
} from 'vitest';
import { z } from 'zod';
import { ABOUT } from '../areas.ts';
import { LIMIT_MS, resultsIn, todoIn, type Result } from './files.ts';
import { Mutant } from './mutants.ts';
import { comesPast, noteFor, switchOn } from './switch.ts';

/** Lines. */
const CLOSE_BY = 5;
const FOLDER = process.env['MUTATION_FOLDER'] ?? '';

interface Timed {
  readonly test: RunnerTestCase;
  readonly ms: number;
}

/** Where in which file a test has noticed a mistake. */
interface Kill {
  readonly file: string;
  readonly line: number;
  readonly testId: string;
}

/**
 * Runs the tests once as they are, noting which code each comes past, then for each mutant those that come past it until
 * one fails: first what noticed mistakes close by, then what is about the file, then the quick ones. All of it is one
 * process with one database.
 */
export default class MutationRunner extends TestRunner {
  readonly #kills: Kill[] = [];

  override onBeforeTryTask(...given: Parameters<TestRunner['onBeforeTryTask']>): void {
    super.onBeforeTryTask(...given);
    noteFor(given[0].id);
  }

  override async onAfterRunFiles(files: RunnerTestFile[]): Promise<void> {
    super.onAfterRunFiles(files);
    const tests = files.flatMap(testsOf);
    const failed = tests.filter(({ test }) => test.result?.state !== 'pass');
    if (tests.length === 0) throw new Error('there are no tests');
    if (failed.length > 0) throw new Error(`fails without a mistake: ${failed[0]?.test.fullName}`);
    for (const mutant of z.array(Mutant).parse(JSON.parse(readFileSync(todoIn(FOLDER), 'utf8'))))
      await this.#tryOut(mutant, tests);
  }

  async #tryOut(mutant: Mutant, tests: readonly Timed[]): Promise<void> {
    const { id, file, line } = mutant;
    const covering = tests
      .filter(({ test }) => comesPast(mutant, test.id))
      .map((timed) => ({ ...timed, rank: this.#rank(mutant, timed) }))
      .toSorted((a, b) => a.rank - b.rank || a.ms - b.ms);
    if (covering.length === 0) return note({ id, is: comesPast(mutant, undefined) ? 'static' : 'uncovered' });
    note({ id, is: 'started' });
    switchOn(mutant);
    const from = performance.now();
    for (const timed of covering) {
      const outcome = await outcomeOf(timed.test);
      if (outcome === 'passes') continue;
      this.#kills.push({ file, line, testId: timed.test.id });
      note({ id, is: outcome, by: timed.test.fullName, ms: Math.round(performance.now() - from) });
      switchOn(undefined);
      // What hangs goes on behind the next one's back, and a mistake may leave the database unusable: begin anew then.
      if (outcome === 'timed out' || (await outcomeOf(timed.test)) !== 'passes')
        process.kill(process.pid, 'SIGKILL');
      return;
    }
    note({ id, is: 'survived', ms: Math.round(performance.now() - from) });
    switchOn(undefined);
  }

  /** The smaller, the likelier a test notices: it noticed the like close by, or the file is what it is about. */
  #rank({ file, line }: Mutant, { test }: Timed): number {
    const kills = this.#kills.filter((it) => it.file === file && it.testId === test.id);
    const nearest = Math.min(...kills.map((it) => Math.abs(it.line - line)));
    if (nearest <= CLOSE_BY) return nearest;
    return ABOUT[basename(file, '.ts')]?.some((name) => test.fullName.includes(`/${name}.test.ts`))
      ? CLOSE_BY + 1
      : CLOSE_BY + 2;
  }
}

async function outcomeOf(test: RunnerTestCase): Promise<'passes' | 'killed' | 'timed out'> {
  const { promise: late, resolve } = Promise.withResolvers<'timed out'>();
  const timer = setTimeout(() => resolve('timed out'), LIMIT_MS);
  const run = async () => {
    try {
      for (const suite of suitesOf(test))
        for (const prepare of TestRunner.getSuiteHooks(suite).beforeEach) await prepare(test.context, suite);
      await TestRunner.getTestFn(test)();
      return 'passes';
    } catch {
      return 'killed';
    }
  };
  const outcome = await Promise.race([run(), late]);
  clearTimeout(timer);
  return outcome;
}

/** The suites that a test is in, the outermost first. */
function suitesOf({ suite }: RunnerTask): readonly RunnerTestSuite[] {
  return suite ? [...suitesOf(suite), suite] : [];
}

function testsOf(task: RunnerTask): readonly Timed[] {
  if (task.type === 'suite') return task.tasks.flatMap(testsOf);
  return task.mode === 'skip' ? [] : [{ test: task, ms: task.result?.duration ?? 0 }];
}

function note(result: Result): void {
  appendFileSync(resultsIn(FOLDER), `${JSON.stringify(result)}\n`);
}
