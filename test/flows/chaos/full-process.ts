/**
 * The full form of the kill test: `npm run chaos` on every engine that is there, `npm run chaos -- postgres` on one of
 * embedded, postgres and redis. Ends with 1 when something is lost, said twice or not done.
 */
import { CHAOS_ENGINES } from './engines.ts';
import type { ChaosPlan } from './plan.ts';
import { runChaos } from './run.ts';

const FULL = { posts: 1_000, kills: 200, freezes: 20, flushes: 10 };
const wanted = process.argv.slice(2);
// An orderly end: the workers go with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

let isRight = true;
for (const { name, title, missing, engine } of CHAOS_ENGINES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (missing) {
    console.log(title);
    continue;
  }
  const onLife: ChaosPlan['onLife'] = ({ kills, freezes }) => {
    if ((kills + freezes) % 20 === 0) console.log(`${title}: ${kills} kills and ${freezes} freezes to come`);
  };
  const result = await runChaos({ ...FULL, engine, onLife });
  console.log(title, JSON.stringify(result, null, 2));
  const wrong = result.lost + result.doubled + result.takenTwice + result.noticed + result.unswept;
  isRight &&= wrong === 0 && result.states['posted'] === FULL.posts;
}
process.exitCode = isRight ? 0 : 1;
