/**
 * Lives through a fiscal quarter of the invented company with the whole product at work, and prints how many messages
 * each person got on each day, how many of them were held back, merged or dropped, and why.
 * `npm run quarter -- --days 14` ends earlier, `-- --write DIR` keeps what everybody read, a file for each person and channel,
 * `-- --draw DIR` draws of each kind some as the gallery does and says which of all break a rule of docs/messages.md,
 * `-- --database URL --redis URL` uses servers in place of the embedded engines. Fails where somebody got more than their
 * limit, or a message outside of their hours.
 */
import { parseArgs } from 'node:util';
import { terminalProgress } from '#cli/terminal-progress.ts';
import { day } from '#lib/days.ts';
import { silentLog } from '#lib/log.ts';
import { countLoad } from './quarter/count.ts';
import { drawReadings } from './quarter/draw.ts';
import { readFailures, readHeld } from './quarter/held.ts';
import { openOffice } from './quarter/office.ts';
import { readReaders } from './quarter/readers.ts';
import { readPosted, readReceived } from './quarter/received.ts';
import { isRight, reportLines } from './quarter/report.ts';
import { runQuarter, workdaysIn } from './quarter/run.ts';
import { writeReadings } from './quarter/write.ts';

/** A whole fiscal quarter, with two nights on which clocks are moved in it. */
const START = day('2026-10-01');
const DAYS = 92;

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: String(DAYS) },
    scale: { type: 'string', default: '1' },
    write: { type: 'string' },
    draw: { type: 'string' },
    database: { type: 'string' },
    redis: { type: 'string' },
  },
});
const days = Number(values.days);
const progress = terminalProgress(process.stdout);
const office = await openOffice({
  today: START.subtract({ days: 1 }),
  scale: Number(values.scale),
  engines: {
    ...(values.database === undefined ? {} : { DATABASE_URL: values.database }),
    ...(values.redis === undefined ? {} : { REDIS_URL: values.redis }),
  },
  log: silentLog,
  progress,
});
try {
  const reactions = await runQuarter(office, { start: START, days, progress });
  progress.end();
  const [received, readers, held, failures] = await Promise.all([
    readReceived(office),
    readReaders(office),
    readHeld(office.app.services.store),
    readFailures(office),
  ]);
  const posted = await readPosted(office);
  const load = countLoad(received, { readers, workdays: workdaysIn(START, days) });
  const outcome = { days, readers, load, held, posted, reactions, failures };
  for (const line of reportLines(outcome)) console.log(line);
  if (values.write !== undefined) writeReadings(values.write, { team: office.team, received, posted });
  const broken = values.draw === undefined ? [] : drawReadings(values.draw, [...received, ...posted]);
  for (const line of broken) console.log(line);
  process.exitCode = isRight(outcome) && broken.length === 0 ? 0 : 1;
} finally {
  await office.close();
}
