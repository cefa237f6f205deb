import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Score } from './score.ts';
import { sqlMutants, type SqlMutant } from './sql-mutants.ts';

interface Task extends SqlMutant {
  readonly file: string;
}

interface SqlRun {
  readonly folder: string;
  /** Files of tests that must notice, as vitest takes them. */
  readonly tests: readonly string[];
  /** Every nth mutant is tried: a sample that is the same each time. */
  readonly every: number;
  readonly say: (text: string) => void;
}

const WORKERS = 2;
const LIMIT_MS = 180_000;
const NEEDED = ['src', 'test', 'package.json', 'vitest.config.ts', 'tsconfig.json'];

/** Makes one mistake at a time in the SQL of a folder and runs its tests in a copy of the project until one fails. */
export async function runSql({ folder, tests, every, say }: SqlRun): Promise<Score> {
  const all = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((name) => {
      const file = join(folder, name);
      return sqlMutants(readFileSync(file, 'utf8')).map((mutant): Task => ({ file, ...mutant }));
    });
  const tasks = all.filter((_, index) => index % every === 0);
  const survivors: string[] = [];
  let done = 0;
  const work = async () => {
    const copy = copyOfProject();
    for (let task = tasks[done++]; task; task = tasks[done++]) {
      const name = `${task.file}:${task.line} ${task.was} → ${task.now}`;
      const isNoticed = await notices(copy, task, tests);
      if (!isNoticed) survivors.push(name);
      say(`${done} of ${tasks.length}  ${isNoticed ? 'noticed ' : 'SURVIVED'}  ${name}`);
    }
    rmSync(copy, { recursive: true, force: true });
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return { area: 'ledger, SQL', killed: tasks.length - survivors.length, survivors };
}

function copyOfProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'attain-mutants-'));
  for (const path of NEEDED) cpSync(path, join(copy, path), { recursive: true });
  mkdirSync(join(copy, 'node_modules', '.cache'), { recursive: true });
  for (const entry of readdirSync('node_modules').filter((it) => it !== '.cache'))
    symlinkSync(join(process.cwd(), 'node_modules', entry), join(copy, 'node_modules', entry));
  return copy;
}

/** Whether a test fails, or nothing ends in time, with the mistake in its file. */
async function notices(copy: string, { file, text }: Task, tests: readonly string[]): Promise<boolean> {
  const path = join(copy, file);
  const right = readFileSync(path);
  writeFileSync(path, text);
  try {
    return (
      (await exitOf(copy, [
        'run',
        '--bail=1',
        '--reporter=dot',
        '--max-workers=1',
        '--no-isolate',
        ...tests,
      ])) !== 0
    );
  } finally {
    writeFileSync(path, right);
  }
}

function exitOf(copy: string, args: readonly string[]): Promise<number | null> {
  const env = { ...process.env };
  delete env['TEST_DATABASE_URL'];
  delete env['CI'];
  return new Promise((resolve) => {
    const child = spawn('node_modules/.bin/vitest', args, {
      cwd: copy,
      env,
      stdio: 'ignore',
      timeout: LIMIT_MS,
    });
    child.on('exit', (code) => resolve(code));
  });
}
