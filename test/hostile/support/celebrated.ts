import { sql } from 'kysely';
import { tables } from '#features/celebrations/tables.ts';
import type { PostParams } from '#outbox/outbox.ts';
import type { Store } from '#store/store.ts';
import { DANA, LI, VERA } from '../../features/small-company.ts';

const OF_ALL = 901;
const OF_TEAM = 902;
const ONE = 901;
const MANY = 902;
const IN_FEW_WORDS = 903;
const REOPENED = 904;

/** As they were before somebody pressed everything: nothing is removed, and people may be named. */
export async function reopenCelebrations(store: Store, now: Temporal.Instant): Promise<void> {
  const emptied = [
    'celebration',
    'celebration_post',
    'celebrated_deal',
    'reached_quota',
    'celebration_choice',
    'board_opt_out',
    'board_privacy',
  ];
  for (const name of emptied) await sql`delete from ${store.table(name)}`.execute(store.db);
  await fillCelebrations(store, now);
}

/** Channels that celebrate: one deal, many at once, in few words, and one that is open again. */
export async function fillCelebrations(store: Store, now: Temporal.Instant): Promise<void> {
  const at = now.toString();
  const how = { smallest: 100n, currency: 'USD', with_quotas: true, from_hour: 8, to_hour: 18 };
  const by = { time_zone: 'Europe/Berlin', created_by: 'U0VERA', created_at: at, since: at };
  const running = { channel_id: 'C1', paused_at: null, paused_by: null };
  await tables(store)
    .insertInto('celebration')
    .values([
      { id: OF_ALL, team_id: '', says: 'deals', ...how, ...by, ...running },
      { id: OF_TEAM, team_id: VERA, says: 'people', ...how, ...by, ...running },
    ])
    .execute();
  await tables(store)
    .insertInto('celebration_post')
    .values(
      [ONE, MANY, IN_FEW_WORDS, REOPENED].map((id) => ({
        id,
        celebration_id: id === IN_FEW_WORDS ? OF_TEAM : OF_ALL,
        due_at: at,
      })),
    )
    .execute();
  const won = await dealsOf(store, { isWon: true });
  const [open = ''] = await dealsOf(store, { isWon: false });
  const told = (post: number, ids: readonly string[]) =>
    ids.map((deal_id) => ({
      celebration_id: post === IN_FEW_WORDS ? OF_TEAM : OF_ALL,
      post_id: post,
      deal_id,
      won_at: at,
      close_on: '2026-11-18',
    }));
  const rows = [
    ...told(ONE, won.slice(0, 1)),
    ...told(MANY, won.slice(1, 14)),
    ...told(IN_FEW_WORDS, won.slice(0, 5)),
    ...told(REOPENED, [open]),
  ];
  await tables(store).insertInto('celebrated_deal').values(rows).execute();
  const reached = { period_type: 'quarter', period_start: '2026-10-01', reached_at: at } as const;
  await tables(store)
    .insertInto('reached_quota')
    .values([
      { ...reached, person_id: DANA, state: 'asked' },
      { ...reached, person_id: LI, state: 'told' },
    ])
    .execute();
}

async function dealsOf({ db }: Store, { isWon }: { readonly isWon: boolean }): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('opportunity')
    .select('id')
    .where('is_won', '=', isWon)
    .where('is_closed', '=', isWon)
    .orderBy('id')
    .limit(14)
    .execute();
  return rows.map(({ id }) => id);
}

const PERIOD = { type: 'quarter', start: '2026-10-01' };

const of = (celebration: number, ...posts: readonly number[]): PostParams[] =>
  posts.map((post) => ({ celebration, post }));

/** With what each kind of post about wins is recorded. */
export const CELEBRATED: Readonly<Record<string, readonly PostParams[]>> = {
  'celebrations.deals': of(OF_ALL, ONE, MANY, REOPENED),
  'celebrations.people': of(OF_TEAM, IN_FEW_WORDS),
  'celebrations.ask': [{ person: DANA, ...PERIOD }],
  'celebrations.quota': [{ celebration: OF_ALL, person: LI, ...PERIOD }],
};
