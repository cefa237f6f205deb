import { GOALS } from './goals.ts';
import { UNREACHABLE } from './declared.ts';
import { createBench } from './harness/bench.ts';
import type { Goal } from './harness/goal.ts';
import { readOptions } from './harness/options.ts';
import { writeResults } from './harness/result-file.ts';
import { type NotRun, type Row, verdictOf } from './harness/row.ts';
import { tableText } from './harness/table.ts';

const began = performance.now();
const elapsed = () => (performance.now() - began) / 1000;
const say = (text: string) => process.stderr.write(`${elapsed().toFixed(0).padStart(4)} s  ${text}\n`);

const options = readOptions(process.argv.slice(2));
const bench = createBench(options, say);
const rows: (Row | NotRun)[] = [];
try {
  for (const goal of GOALS) {
    if (options.only !== undefined && !goal.numbers.some((number) => options.only?.has(number))) continue;
    say(`goal ${goal.numbers.join(', ')}: ${goal.title}`);
    rows.push(...(await taken(goal)));
  }
} finally {
  await bench.close();
}

/** One goal that cannot be taken does not cost the others. */
async function taken(goal: Goal): Promise<readonly (Row | NotRun)[]> {
  try {
    return await goal.run(bench);
  } catch (error) {
    console.error(error);
    const notRun = error instanceof Error ? error.message : String(error);
    return [{ id: goal.numbers.join(), metric: goal.title, notRun, wentWrong: true }];
  }
}

const file = writeResults(rows, { options, seconds: elapsed(), declared: UNREACHABLE });
console.log(tableText(rows, UNREACHABLE));
console.log(`\nScale ${options.scale.name}, ${elapsed().toFixed(0)} s; also in ${file}`);
process.exitCode = rows.some((row) => verdictOf(row, UNREACHABLE) === 'fail') ? 1 : 0;
