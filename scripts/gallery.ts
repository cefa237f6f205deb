/**
 * Draws everything that Attain says to people: every kind of message, private answer, modal and part of Home, in
 * companies of several sizes, scripts and currencies. `npm run gallery` writes the pages to `gallery/`,
 * `-- long rtl` draws those variants alone, `-- --screenshots` takes pictures as well. It prints what breaks a rule
 * of docs/messages.md or of Slack and what a feature declares that was not to be seen, and fails if there is any.
 */
import { readdirSync, rmSync } from 'node:fs';
import { pino } from 'pino';
import { FEATURES } from '#features.ts';
import { MIGRATIONS } from '../test/hostile/support/company.ts';
import { openTestDatabase } from '../test/support/database.ts';
import { collect } from './gallery/collect.ts';
import { showCompany } from './gallery/company.ts';
import { missing } from './gallery/names.ts';
import { takePictures } from './gallery/pictures.ts';
import { brokenIn, counted } from './gallery/report.ts';
import type { Specimen } from './gallery/specimen.ts';
import { VARIANTS } from './gallery/variants.ts';
import { writePages } from './gallery/write.ts';

const FOLDER = 'gallery';
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const variants = VARIANTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));

const errors: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line.slice(0, 600)) });
const database = await openTestDatabase({ migrations: MIGRATIONS });
const specimens: Specimen[] = [];
for (const variant of variants) {
  const store = await database.installation(`T0${variant.name.toUpperCase()}`);
  const shown = await showCompany(store, variant, log);
  const found = await collect(shown, { variant: variant.name, log });
  specimens.push(...found);
  console.log(`${variant.name.padEnd(9)} ${String(found.length).padStart(5)}  ${variant.about}`);
}
await database.close();

rmSync(FOLDER, { recursive: true, force: true });
writePages(FOLDER, specimens);
console.log(counted(specimens));
const broken = brokenIn(specimens);
for (const line of broken) console.log(line);
const unseen = missing(FEATURES, specimens);
for (const name of unseen) console.log(`declared and nowhere to be seen: ${name}`);
for (const line of new Set(errors)) console.log(`failed: ${line}`);
if (process.argv.includes('--screenshots')) await takePictures(FOLDER, readdirSync(FOLDER));
if (broken.length + errors.length > 0 || (wanted.length === 0 && unseen.length > 0)) process.exitCode = 1;
