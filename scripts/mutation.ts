/**
 * npm run mutation -- [--only money,calendar,catalogue,ledger,sql] [--every 3]
 *
 * Makes small mistakes in the code that numbers come from, one at a time, and counts how many the tests notice. Fails
 * below 85 %. TypeScript is mutated by Stryker, the ledger's SQL by ourselves; --every takes each nth SQL mutant.
 */
import { parseArgs } from 'node:util';
import { AREAS, SQL } from './mutation/areas.ts';
import { runSql } from './mutation/run-sql.ts';
import { runStryker } from './mutation/run-stryker.ts';
import { percentOf, together, type Score } from './mutation/score.ts';

const WANTED = 85;

const { values } = parseArgs({
  options: { only: { type: 'string' }, every: { type: 'string', default: '1' } },
});
const only = values.only?.split(',');
const isAsked = (name: string) => only === undefined || only.includes(name);

const scores: Score[] = AREAS.filter(({ name }) => isAsked(name)).map(runStryker);
if (isAsked('sql'))
  scores.push(await runSql({ ...SQL, every: Number(values.every), say: (text) => console.error(text) }));

for (const { area, survivors } of scores) for (const it of survivors) console.log(`survived, ${area}: ${it}`);
for (const score of [...scores, together(scores)]) {
  const all = score.killed + score.survivors.length;
  console.log(`${score.area.padEnd(12)} ${score.killed} of ${all} noticed, ${percentOf(score).toFixed(1)} %`);
}
process.exitCode = scores.some((it) => percentOf(it) < WANTED) ? 1 : 0;
