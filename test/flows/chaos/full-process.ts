/** The full form of the kill test, on every engine that is there: `npm run chaos`. Ends with 1 when something is lost or doubled. */
import { CHAOS_ENGINES } from './engines.ts';
import { runChaos } from './run.ts';

const FULL = { posts: 1_000, kills: 200, freezes: 20, flushes: 10 };

let isRight = true;
for (const { title, missing, engine } of CHAOS_ENGINES) {
  if (missing) {
    console.log(title);
    continue;
  }
  const result = await runChaos({ ...FULL, engine });
  console.log(title, JSON.stringify(result, null, 2));
  isRight &&= result.lost === 0 && result.doubled === 0;
}
process.exitCode = isRight ? 0 : 1;
