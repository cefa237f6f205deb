import { sql } from 'kysely';
import { ACTIVITY_MEASURES } from '#model/measure.ts';
import { companyDay } from '#store/company.ts';
import type { Store } from '#store/store.ts';
import { peopleBelow } from './below.ts';
import { reportCircles } from './circles.ts';
import { numberedPlacements, placementRelation } from './placements.ts';
import { reportVacancies } from './vacancies.ts';

/**
 * Marks the days on which people's calls, e-mails and meetings now count elsewhere because someone got another manager,
 * role or territory. Activities are counted where their owner stood on the day; deals stay as they were credited.
 * Names circles of managers, and managers who have left, as gaps.
 */
export async function followMoves(tx: Store, now: Temporal.Instant): Promise<void> {
  const moved = await takeMoved(tx);
  if (moved.length === 0) return;
  const day = await companyDay(tx, now);
  await reportCircles(tx, day);
  await reportVacancies(tx, day);
  const people = await peopleBelow(tx, moved);
  const placement = placementRelation(await numberedPlacements(tx, people));
  await sql`
    insert into ${tx.table('dirty_cell')} (person_id, day)
    select distinct c.person_id, c.day
    from ${placement} join ${tx.table('cell')} c
      on c.person_id = p.person_id and c.day >= p.from_on and c.day < p.to_on
    where c.measure = any(${[...ACTIVITY_MEASURES]}::text[])
      and (c.lineage_id, c.role_id, c.territory_id) <> (p.lineage_id, p.role_id, p.territory_id)
    on conflict do nothing`.execute(tx.db);
}

async function takeMoved(tx: Store): Promise<readonly string[]> {
  const { rows } = await sql<{ record_id: string }>`
    delete from ${tx.table('changed_record')} where object = 'person' returning record_id`.execute(tx.db);
  return [...new Set(rows.map((row) => row.record_id))];
}
