import type { Day } from '#lib/days.ts';
import type { Progress } from '#lib/progress.ts';
import { begin, castOf } from './begin.ts';
import { createDesks } from './desk.ts';
import { live } from './diary.ts';
import type { Office } from './office.ts';

const ZONE = 'America/New_York';
/** Hours between two readings of Salesforce on a working day; and at a weekend, when nobody is written to. */
const READ_EVERY = 4;
const WEEKEND_STEP = 12;
/** Hours of a local day at which something is due or somebody looks; in between nothing happens but readings. */
const LOCAL_HOURS: readonly number[] = [8, 9, 14];
/** The hour at which people do by themselves what stands in the diary. */
const DIARY_HOUR = 10;

/** Lives through `days` days from `start` on; how often people did something about a message. */
export async function runQuarter(
  office: Office,
  { start, days, progress }: { readonly start: Day; readonly days: number; readonly progress: Progress },
): Promise<number> {
  const { clock, app, slack, team } = office;
  const cast = castOf(office);
  const desks = createDesks(
    slack,
    team.people.map(({ id, timeZone }) => ({
      id,
      timeZone,
      number: Number(/\d+$/.exec(id.slice(4))?.[0] ?? 0),
    })),
  );
  await begin(office, cast, { start });
  await office.catchUp();
  const end = start.add({ days }).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).toInstant();
  let lived = '';
  const zones = [...new Set(team.people.map(({ timeZone }) => timeZone))];
  while (Temporal.Instant.compare(clock.now(), end) < 0) {
    const at = await nextMoment(office, { now: clock.now(), zones });
    clock.moveTo(at);
    if (at.epochMilliseconds % (READ_EVERY * 3_600_000) === 0) await office.catchUp();
    else await office.tick();
    const local = at.toZonedDateTimeISO(ZONE);
    const today = local.toPlainDate();
    if (local.hour >= DIARY_HOUR && lived !== today.toString()) {
      lived = today.toString();
      await live(office, cast, { start, today });
      progress.report('Days', Math.max(0, start.until(today).days), days);
    }
    await desks.look(at);
    await app.queue.drained();
  }
  return desks.done();
}

/** The next moment at which something may happen: a full hour of those, a reading, or a message that is due. */
async function nextMoment(
  { app }: Office,
  { now, zones }: { readonly now: Temporal.Instant; readonly zones: readonly string[] },
): Promise<Temporal.Instant> {
  const hour = nextHour(now, zones);
  const row = await app.services.store.db
    .selectFrom('post')
    .select(({ fn }) => fn.min('not_before').as('at'))
    .where('state', '=', 'pending')
    .where('not_before', '>', now.toString())
    .where('not_before', '<', hour.toString())
    .executeTakeFirst();
  return row?.at ? Temporal.Instant.from(row.at) : hour;
}

function nextHour(now: Temporal.Instant, zones: readonly string[]): Temporal.Instant {
  for (let ahead = 1; ; ahead++) {
    const utc = now.toZonedDateTimeISO('UTC').round({ smallestUnit: 'hour', roundingMode: 'floor' });
    const at = utc.add({ hours: ahead });
    const isReading = at.hour % READ_EVERY === 0;
    if (at.dayOfWeek === 6 || (at.dayOfWeek === 7 && at.hour < 18)) {
      if (at.hour % WEEKEND_STEP === 0) return at.toInstant();
    } else if (isReading || zones.some((zone) => LOCAL_HOURS.includes(at.withTimeZone(zone).hour)))
      return at.toInstant();
  }
}

/** Days from Monday to Friday. */
export function workdaysIn(start: Day, days: number): number {
  return Array.from({ length: days }, (_, ahead) => start.add({ days: ahead })).filter(
    ({ dayOfWeek }) => dayOfWeek <= 5,
  ).length;
}
