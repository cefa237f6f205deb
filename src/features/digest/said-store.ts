import type { JSONColumnType } from 'kysely';
import type { Store } from '#store/store.ts';
import type { About, Edition } from './about.ts';

interface SaidTable {
  slack_user_id: string;
  about: About['about'];
  subject_id: string;
  week: string;
  /** The attainment that was said. */
  state: string;
  named: JSONColumnType<string[]>;
  deals: JSONColumnType<Record<string, string>>;
}

/** What an edition said. */
export interface Said {
  /** The attainment in words. */
  readonly state: string;
  /** Deals by id, in their order. */
  readonly named: readonly string[];
  /** What is known as said of each deal at risk, by its id. */
  readonly deals: Readonly<Record<string, string>>;
}

export async function readSaid(store: Store, edition: Edition): Promise<Said | undefined> {
  return saidOf(store, edition).where('week', '=', edition.week).executeTakeFirst();
}

/** What the last edition before this one said, of those that reached somebody. */
export async function readSaidBefore(store: Store, edition: Edition): Promise<Said | undefined> {
  return saidOf(store, edition)
    .where('week', '<', edition.week)
    .orderBy('week', 'desc')
    .limit(1)
    .executeTakeFirst();
}

const WEEKS_KEPT = 8;

/** Keeps what an edition says; of one that is there already nothing changes. */
export async function saveSaid(store: Store, edition: Edition, said: Said): Promise<void> {
  const { slackUserId, about, subjectId, week } = edition;
  await tables(store)
    .insertInto('weekly_said')
    .values({
      slack_user_id: slackUserId,
      about,
      subject_id: subjectId,
      week,
      state: said.state,
      named: JSON.stringify(said.named),
      deals: JSON.stringify(said.deals),
    })
    .onConflict((conflict) => conflict.columns(['slack_user_id', 'about', 'subject_id', 'week']).doNothing())
    .execute();
  const oldest = Temporal.PlainDate.from(week).subtract({ weeks: WEEKS_KEPT }).toString();
  await tables(store)
    .deleteFrom('weekly_said')
    .where('slack_user_id', '=', slackUserId)
    .where('week', '<', oldest)
    .execute();
}

/** The newest edition of each that names a deal and may still be looked at: an older one stands as it was said. */
export async function editionsNaming(
  store: Store,
  dealId: string,
  now: Temporal.Instant,
): Promise<readonly Edition[]> {
  const since = now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ weeks: 2 }).toString();
  const rows = await tables(store)
    .selectFrom('weekly_said')
    .select(['slack_user_id', 'about', 'subject_id', 'week', 'named'])
    .where('week', '>=', since)
    .orderBy('week')
    .execute();
  const newest = new Map(rows.map((row) => [`${row.slack_user_id}/${row.about}/${row.subject_id}`, row]));
  return [...newest.values()]
    .filter(({ named }) => named.includes(dealId))
    .map(({ slack_user_id, about, subject_id, week }) => ({
      slackUserId: slack_user_id,
      about,
      subjectId: subject_id,
      week,
    }));
}

function saidOf(store: Store, { slackUserId, about, subjectId }: Edition) {
  return tables(store)
    .selectFrom('weekly_said')
    .select(['state', 'named', 'deals'])
    .where('slack_user_id', '=', slackUserId)
    .where('about', '=', about)
    .where('subject_id', '=', subjectId);
}

function tables(store: Store) {
  return store.db.withTables<{ weekly_said: SaidTable }>();
}
