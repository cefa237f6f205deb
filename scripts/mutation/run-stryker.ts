import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Area } from './areas.ts';
import type { Score } from './score.ts';

const CACHE = 'node_modules/.cache/attain/mutation';
const STRYKER = 'node_modules/.bin/stryker';
const NEEDED = '@stryker-mutator/core@10.1.1 @stryker-mutator/vitest-runner@10.1.1';

const Report = z.object({
  files: z.record(
    z.string(),
    z.object({
      mutants: z.array(
        z.object({
          status: z.string(),
          mutatorName: z.string(),
          replacement: z.string().optional(),
          location: z.object({ start: z.object({ line: z.number() }) }),
        }),
      ),
    }),
  ),
});

/** Mutates the TypeScript of an area and runs, for each mutant, the tests that come past it. */
export function runStryker({ name, mutate, tests }: Area): Score {
  if (!existsSync(STRYKER)) throw new Error(`Stryker is not there: npm install --no-save ${NEEDED}`);
  mkdirSync(CACHE, { recursive: true });
  const report = join(CACHE, `${name}.json`);
  const config = join(CACHE, `${name}.config.json`);
  writeFileSync(config, JSON.stringify(settings({ mutate, report })));
  const env = { ...process.env, MUTATION_TESTS: tests.join(' ') };
  const { status } = spawnSync(STRYKER, ['run', config], { stdio: 'inherit', env });
  if (status !== 0) throw new Error(`Stryker ended with ${status}`);
  return scoreOf(name, readFileSync(report, 'utf8'));
}

function settings({ mutate, report }: { readonly mutate: readonly string[]; readonly report: string }) {
  return {
    testRunner: 'vitest',
    vitest: { configFile: 'scripts/mutation/vitest.config.ts' },
    mutate,
    // Words are prose; what they say is read by people. SQL is mutated apart.
    mutator: { excludedMutations: ['StringLiteral'] },
    // What is declared as a module is loaded is data: the oracle and the worked examples hold it.
    ignoreStatic: true,
    coverageAnalysis: 'perTest',
    // Stryker would rewrite the paths in it with an interface that this TypeScript no longer has.
    tsconfigFile: 'none.json',
    // Not below node_modules: vitest looks for no tests there.
    tempDirName: join(tmpdir(), `attain-mutation-${process.pid}`),
    reporters: ['json', 'dots'],
    jsonReporter: { fileName: report },
    concurrency: 2,
    timeoutMS: 20_000,
    ignorePatterns: ['bench', 'docs'],
  };
}

function scoreOf(area: string, text: string): Score {
  const mutants = Object.entries(Report.parse(JSON.parse(text)).files).flatMap(([file, own]) =>
    own.mutants.map((mutant) => ({ file, ...mutant })),
  );
  const is = (...states: readonly string[]) => mutants.filter(({ status }) => states.includes(status));
  const survived = is('Survived', 'NoCoverage');
  return {
    area,
    killed: is('Killed', 'Timeout').length,
    timedOut: is('Timeout').length,
    setAside: 0,
    survivors: survived.map(
      ({ file, location, mutatorName, replacement = '' }) =>
        `${file}:${location.start.line} ${mutatorName} ${replacement.slice(0, 80)}`,
    ),
  };
}
