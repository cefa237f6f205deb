/**
 * Decides for generated people of generated companies and prints how often a planted gap is named and its absence is
 * silence. `npm run coaching:check -- 20000` takes more companies, `-- 20000 7` with another seed. Fails below nine of ten.
 */
import { countCoaching } from '../test/features/coaching/companies.ts';

const WANTED = 0.9;
const companies = Number(process.argv[2] ?? 6_000);
const seed = Number(process.argv[3] ?? 1);
const { planted, named, namedOther, without, silent, tooLittle, byMetric } = countCoaching({
  companies,
  seed,
});

const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)}% (${part} of ${of})`;
console.log(`Coaching prompts, ${companies} generated companies, seed ${seed}`);
console.log(`  a planted gap is named     ${percent(named, planted)}`);
for (const [metric, [found, of]] of Object.entries(byMetric))
  console.log(`    ${metric.padEnd(24)} ${percent(found, of)}`);
console.log(`  something else is named    ${percent(namedOther, planted)}`);
console.log(`  silence without a gap      ${percent(silent, without)}`);
console.log(`  too little data to judge   ${tooLittle}`);

if (named < WANTED * planted || silent < WANTED * without) {
  console.error(`Less than ${100 * WANTED}% of one of them.`);
  process.exitCode = 1;
}
