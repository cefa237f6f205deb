import { DatabaseSync } from 'node:sqlite';
import type { Company } from '../data/company.ts';
import { MANAGERS, REPS } from '../data/people.ts';
import { ALL_DAYS, indexOfDay, TODAY } from '../data/timeline.ts';
import { sample, type Times } from '../harness/sample.ts';
import { cellOf, emptyCells, passOver } from './typed-arrays.ts';

/** The top fifty of this quarter from day cells in SQLite: a query in this process, without a message. */
export async function sqliteBoard(company: Company): Promise<Times> {
  const db = new DatabaseSync(':memory:');
  fill(db, company);
  const month = TODAY.month - 1 - ((TODAY.month - 1) % 3);
  const start = TODAY.with({ month: month + 1, day: 1 });
  const query = db.prepare(
    `select person, sum(amount) as total from cell where day >= ? and day < ?
     group by person order by total desc, person limit 50`,
  );
  const [from, to] = [indexOfDay(start), indexOfDay(start.add({ months: 3 }))];
  const times = await sample(async () => query.all(from, to), { runs: 50, warmUps: 5, budgetMs: 3000 });
  db.close();
  return times;
}

function fill(db: DatabaseSync, company: Company): void {
  const cells = emptyCells();
  passOver(company, cells);
  db.exec(
    'create table cell (person integer, day integer, amount integer, primary key (person, day)); create index cell_day on cell (day)',
  );
  db.exec('begin');
  const insert = db.prepare('insert into cell values (?, ?, ?)');
  for (let person = MANAGERS; person < MANAGERS + REPS; person++) {
    for (let day = 0; day < ALL_DAYS; day++) {
      const amount = cells.bookings[cellOf(person, day)] ?? 0;
      if (amount > 0) insert.run(person, day, amount);
    }
  }
  db.exec('commit');
}
