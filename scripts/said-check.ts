/**
 * Lives through generated quarters and prints what people would be told: states, messages, doubles, messages on leave.
 * `npm run said:check -- 20000` takes more of them, `-- 20000 7` with another seed. Fails where something is told twice
 * or to somebody who is not to be told.
 */
import { countSaid } from '../test/features/nudges/said.ts';

const quarters = Number(process.argv[2] ?? 5_000);
const seed = Number(process.argv[3] ?? 1);
const { messages, ...counted } = countSaid({ quarters, seed });

console.log(`Quota nudges, ${quarters} generated quarters, seed ${seed}`);
for (const [kind, count] of Object.entries(messages)) console.log(`  told: ${kind.padEnd(10)} ${count}`);
for (const [name, count] of Object.entries(counted)) console.log(`  ${name.padEnd(16)} ${count}`);

const wrong = counted.doubles + counted.sameStretch + counted.onLeave + counted.unlinked + counted.missed;
if (wrong > 0) {
  console.error(`${wrong} were wrong.`);
  process.exitCode = 1;
}
