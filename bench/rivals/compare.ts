import { sql } from 'kysely';
import { readFigures } from '#metrics/read.ts';
import type { Period } from '#model/period.ts';
import type { Store } from '#store/store.ts';
import { KINDS } from '../data/activities.ts';
import { indexOf } from '../data/ids.ts';
import { MANAGERS, managerOn, NO_ONE, PEOPLE, type People } from '../data/people.ts';
import { ALL_DAYS, dayAt, FIRST_DAY, indexOfDay } from '../data/timeline.ts';
import type { World } from '../harness/world.ts';
import { cellOf, emptyCells, passOver, type DayCells } from './typed-arrays.ts';

/** Keeps the cells as they are, to compare with what a rebuild makes of them. */
export async function keepCopy(store: Store): Promise<void> {
  await sql`drop table if exists ${store.table('cell_copy')}`.execute(store.db);
  await sql`create table ${store.table('cell_copy')} as select * from ${store.table('cell')}`.execute(
    store.db,
  );
}

/** How many cells, in every column, are in one of the two and not in the other. */
export async function differencesToCopy(store: Store): Promise<number> {
  const [cell, copy] = [store.table('cell'), store.table('cell_copy')];
  const { rows } = await sql<{ differences: bigint }>`
    select count(*) as differences from (
      (table ${cell} except all table ${copy}) union all (table ${copy} except all table ${cell})
    ) d`.execute(store.db);
  return Number(rows[0]?.differences);
}

interface DaySums {
  readonly person: string;
  readonly measure: string;
  /** `day:amount:n` with days as numbers, joined by blanks: hundreds of thousands of rows are slow to hand over. */
  readonly sums: string;
}

/** How many sums of a person, day and measure are wrong, missing or too much by what the arrays say. */
export async function differencesToArrays({ store, company }: World): Promise<number> {
  const expected = emptyCells();
  passOver(company, expected);
  const { rows } = await sql<DaySums>`
    select person_id as person, measure, string_agg(day || ':' || amount || ':' || n, ' ') as sums
    from (
      select person_id, measure, day - ${FIRST_DAY.toString()}::date as day, sum(amount) as amount, sum(n) as n
      from ${store.table('cell')} group by 1, 2, 3
    ) s group by 1, 2`.execute(store.db);
  let [found, right] = [0, 0];
  for (const { person, measure, sums } of rows) {
    const column = columnsOf(expected)[measure];
    for (const sum of sums.split(' ')) {
      const [day = '', amount, n] = sum.split(':');
      const cell = cellOf(indexOf(person), Number(day));
      found += 1;
      if (String(column?.sums[cell]) === amount && String(column?.counts[cell]) === n) right += 1;
    }
  }
  return found - right + (filled(expected) - right);
}

/** How many cells the arrays expect. */
function filled(expected: DayCells): number {
  const countFilled = (counts: Int32Array) => counts.reduce((total, n) => total + (n > 0 ? 1 : 0), 0);
  return Object.values(columnsOf(expected)).reduce((total, column) => total + countFilled(column.counts), 0);
}

interface Column {
  readonly sums: Float64Array | Int32Array;
  readonly counts: Int32Array;
}

function columnsOf({ bookings, priced, won, lost, cycleDays, activities }: DayCells): Record<string, Column> {
  const counted = activities
    .slice(0, -1)
    .map((counts, kind): [string, Column] => [KINDS[kind] ?? '', { sums: counts, counts }]);
  return {
    bookings: { sums: bookings, counts: priced },
    won: { sums: won, counts: won },
    lost: { sums: lost, counts: lost },
    cycle_days: { sums: cycleDays, counts: won },
    ...Object.fromEntries(counted),
  };
}

/** How many teams' bookings, over all quarters, differ from the arrays summed up the chain of managers of each day. */
export async function differencesOfTeams({ metrics, company }: World): Promise<number> {
  const expected = emptyCells();
  passOver(company, expected);
  let differences = 0;
  let period = metrics.calendar.periodOf('quarter', FIRST_DAY);
  while (Temporal.PlainDate.compare(period.start, dayAt(ALL_DAYS)) < 0) {
    const teams = teamSums(company.people, expected.bookings, period);
    for (const { subject, value } of await readFigures(metrics, { metric: 'bookings', by: 'team', period })) {
      const found = value.kind === 'money' ? value.money.minor : undefined;
      if (found !== BigInt(teams[indexOf(subject.id)] ?? 0)) differences++;
    }
    period = metrics.calendar.periodOf('quarter', period.end);
  }
  return differences;
}

function teamSums(people: People, bookings: Float64Array, { start, end }: Period): Float64Array {
  const teams = new Float64Array(PEOPLE);
  const [from, to] = [Math.max(indexOfDay(start), 0), Math.min(indexOfDay(end), ALL_DAYS)];
  for (let rep = MANAGERS; rep < PEOPLE; rep++) {
    for (let day = from; day < to; day++) {
      const amount = bookings[cellOf(rep, day)] ?? 0;
      if (amount === 0) continue;
      for (let who = rep; who !== NO_ONE; who = managerOn(people, who, day)) {
        teams[who] = (teams[who] ?? 0) + amount;
      }
    }
  }
  return teams;
}
