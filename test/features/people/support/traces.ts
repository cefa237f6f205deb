import { sql } from 'kysely';
import { giveRole } from '#access/roles.ts';
import type { Services } from '#feature.ts';
import { metricContext } from '#metrics/context.ts';
import { takeSnapshots } from '#metrics/snapshots.ts';
import { appendAudit } from '#store/audit.ts';
import type { Store } from '#store/store.ts';
import { ANA, DANA } from '../../small-company.ts';

/** What must not be found once she is erased. */
export const ANA_TRACES = [
  'Ana Silva',
  'ana.silva@example.com',
  ANA,
  ANA.slice(0, 15),
  'U0ANA',
  'U0EARLIER',
  'ana@private.example',
  'ana.silva@example.com.signs-in',
];

/** Names Ana wherever people and features name somebody: in reasons, keys, parameters, lists, the audit log. */
export async function nameAnaEverywhere(services: Services, now: Temporal.Instant): Promise<void> {
  const { store, outbox } = services;
  await nameInLinks(store, now);
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

/** The Slack account she had before, addresses beside her e-mail, and a sign-in. */
async function nameInLinks({ db }: Store, now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  const ended = { reason: 'slack_deactivated', confirmed_by: 'U0OPS', ended_by: 'attain' } as const;
  await db
    .insertInto('former_link')
    .values({ slack_user_id: 'U0EARLIER', person_id: ANA, ...ended, confirmed_at: at, ended_at: at })
    .execute();
  await db
    .insertInto('mail_rule')
    .values({
      kind: 'alias',
      given: 'ana@private.example',
      means: '',
      person_id: ANA,
      made_by: 'U0OPS',
      made_at: at,
    })
    .execute();
  await db
    .insertInto('sign_in')
    .values({
      token: 'hash',
      slack_user_id: 'U0EARLIER',
      person_id: ANA,
      asked_at: at,
      expires_at: at,
      used_at: at,
      outcome: 'waits',
    })
    .execute();
  await db
    .updateTable('person')
    .set({ username: 'ana.silva@example.com.signs-in' })
    .where('id', '=', ANA)
    .execute();
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

/** Every row of every table in which a word stands as it is written, in an order that stays. */
export async function rowsWith(
  store: Store,
  word: string,
): Promise<readonly { readonly table: string; readonly text: string }[]> {
  const found = (await everyRow(store)).filter(({ text }) => text.includes(word));
  return found.toSorted((a, b) => (a.table + a.text < b.table + b.text ? -1 : 1));
}

/** The tables in which any of the words is found, in whatever case. */
export async function tablesWith(store: Store, words: readonly string[]): Promise<readonly string[]> {
  const wanted = words.map((word) => word.toLowerCase());
  const found = (await everyRow(store)).filter(({ text }) =>
    wanted.some((word) => text.toLowerCase().includes(word)),
  );
  return [...new Set(found.map(({ table }) => table))].toSorted();
}
