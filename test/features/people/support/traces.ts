import { sql } from 'kysely';
import { giveRole } from '#access/roles.ts';
import type { Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { takeSnapshots } from '#metrics/snapshots.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { ANA, DANA } from '../../small-company.ts';

/** What must not be found once she is erased. */
export const ANA_TRACES = ['Ana Silva', 'ana.silva@example.com', ANA, ANA.slice(0, 15), 'U0ANA'];

/** Names Ana wherever people and features name somebody: in reasons, keys, parameters, lists, the audit log. */
export async function nameAnaEverywhere(services: Services, now: Temporal.Instant): Promise<void> {
  const { store, outbox } = services;
  await store.db
    .insertInto('deal_state')
    .values({
      opportunity_id: 'D3',
      known_at: now.toString(),
      seq: 0,
      owner_id: ANA,
      stage: 'Proposal',
      amount: 5_000n,
      currency: 'USD',
      close_on: '2026-12-20',
      is_closed: false,
      is_won: false,
      is_deleted: false,
      territory_id: null,
      origin: 'observed',
      forecast_category: 'Pipeline',
    })
    .execute();
  await takeSnapshots(await metricContext(store, now.add({ hours: 24 })));
  await giveRole(store, { holder: 'U0ANA', role: 'auditor', by: 'U0OPS', reason: 'Ana Silva audits', now });
  const detail = { figure: 'bookings', of: 'ANA SILVA', link: `person ${ANA}` };
  for (const [actor, subject] of [
    ['U0DANA', ANA],
    ['U0ANA', DANA],
    ['cli', ''],
  ] as const)
    await appendAudit(store, { actor, action: 'figures.read', subject, detail, now });
  const said = { kind: 'leaderboard.board', params: { leader: ANA, says: 'Ana.Silva@example.com leads' } };
  await outbox.record(store, { key: `leaderboard/1/${ANA}`, audience: 'C1', ...said });
  await outbox.record(store, { key: 'digest/U0ANA/2026-11-18', audience: 'U0ANA', ...said });
  await store.db
    .insertInto('fact_correction')
    .values({
      person_id: ANA,
      kind: 'leave',
      value: 'parental',
      from_on: '2026-01-01',
      to_on: '2026-02-01',
      reason: 'Ana Silva has a child',
      made_by: 'U0DANA',
      made_at: now.toString(),
    })
    .execute();
  await store.db
    .updateTable('quota')
    .set({ reason: 'as Ana Silva asked' })
    .where('person_id', '=', ANA)
    .execute();
  await store.db
    .updateTable('opportunity')
    .set({ next_step: 'Ana Silva calls' })
    .where('id', '=', 'D1')
    .execute();
  await sql`
    insert into ${store.table('board_said')} (board_id, period_start, slot_at, kind, lines)
    values (1, '2026-10-01', now(), 'due', ${JSON.stringify([{ id: ANA, name: 'Ana Silva' }])}::jsonb)`.execute(
    store.db,
  );
  await sql`
    insert into ${store.table('attainment_look')}
      (person_id, metric, subject_kind, subject_id, period_type, period_start, looked_at)
    values (${ANA}, 'bookings', 'person', ${ANA}, 'quarter', '2026-10-01', now()),
      (${DANA}, 'bookings', 'person', ${ANA}, 'quarter', '2026-10-01', now())`.execute(store.db);
}

/** Every row of every table as text, whatever its columns are. */
async function everyRow(store: Store): Promise<readonly { readonly table: string; readonly text: string }[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename::text as name from pg_catalog.pg_tables where schemaname = ${store.schema}`.execute(
    store.db,
  );
  const all: { table: string; text: string }[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`
      select found::text as text from ${store.table(name)} found`.execute(store.db);
    all.push(...rows.map(({ text }) => ({ table: name, text })));
  }
  return all;
}

/** The tables in which any of the words is found, in whatever case. */
export async function tablesWith(store: Store, words: readonly string[]): Promise<readonly string[]> {
  const wanted = words.map((word) => word.toLowerCase());
  const found = (await everyRow(store)).filter(({ text }) =>
    wanted.some((word) => text.toLowerCase().includes(word)),
  );
  return [...new Set(found.map(({ table }) => table))].toSorted();
}
