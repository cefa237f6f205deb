/**
 * npm run mutation -- [--only money,calendar,catalogue,ledger] [--every 3] [--matching "SQL src/ledger/cells.ts"]
 *
 * Makes small mistakes in the code that numbers come from, one at a time, and counts how many the tests notice. Says
 * each area's score and the whole, how long it took and what is below 85 %; fails when anything is. Stryker mutates
 * TypeScript; the ledger's SQL is mutated by ourselves. On two busy cores: half a minute for money, some minutes each for
 * calendar and catalogue, 25 for the ledger on a PostgreSQL server (TEST_DATABASE_URL), twice that on the embedded engine.
 * --every takes each nth mutant of the ledger, --matching those with a text in what they are called.
 */
import { parseArgs } from 'node:util';
import { AREAS, LEDGER } from './mutation/areas.ts';
import { nameOf, runLedger } from './mutation/ledger/run.ts';
import { runStryker } from './mutation/run-stryker.ts';
import { percentOf, together, type Score } from './mutation/score.ts';

const WANTED = 85;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    every: { type: 'string', default: '1' },
    matching: { type: 'string', default: '' },
  },
});
const only = values.only?.split(',');
const isAsked = (name: string) => only === undefined || only.includes(name);

const begun = performance.now();
const scores = AREAS.filter(({ name }) => isAsked(name)).map(runStryker);
if (isAsked('ledger')) {
  const parts = await runLedger({
    ...LEDGER,
    asks: (mutant) => nameOf(mutant).includes(values.matching),
    every: Number(values.every),
    say: (text) => console.error(text),
  });
  for (const part of parts) console.log(lineOf(part));
  scores.push(together('ledger', parts));
}

for (const { survivors } of scores) for (const it of survivors) console.log(`survived: ${it}`);
const all = [...scores, together('in all', scores)];
for (const score of all) console.log(lineOf(score));
const low = all.filter((it) => percentOf(it) < WANTED).map(({ area }) => area);
const minutes = Math.round((performance.now() - begun) / 60_000);
console.log(
  `${low.length === 0 ? `all at ${WANTED} % or above` : `below ${WANTED} %: ${low.join(', ')}`}; ${minutes} min`,
);
process.exitCode = low.length === 0 ? 0 : 1;

function lineOf(score: Score): string {
  const { area, killed, timedOut, survivors, setAside } = score;
  const of = `${killed} of ${killed + survivors.length} noticed (${timedOut} hung)`;
  return `${area.padEnd(18)} ${of}, ${percentOf(score).toFixed(1)} %${setAside > 0 ? `, ${setAside} equivalent` : ''}`;
}
