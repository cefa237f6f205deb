import { type Day, dayIn } from '#lib/days.ts';
import type { Store } from '#store/store.ts';

interface ActTable {
  deal_id: string;
  state: string;
  kind: ActKind;
  slack_user_id: string;
  acted_at: string;
}

/** `ask`: a manager asks about the deal; `handled`: nothing is left to do. */
export type ActKind = 'ask' | 'handled';

export interface Act {
  readonly dealId: string;
  readonly state: string;
  readonly kind: ActKind;
  /** Their name in Salesforce; of somebody who is linked no more, none. */
  readonly byName: string | null;
  /** Whoever reads about it did it. */
  readonly isReaders: boolean;
  readonly on: Day;
}

/** Notes who does something about a deal as it stands; whoever did the same first stays. */
export async function saveAct(
  store: Store,
  {
    dealId,
    state,
    kind,
    slackUserId,
    now,
  }: {
    readonly dealId: string;
    readonly state: string;
    readonly kind: ActKind;
    readonly slackUserId: string;
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  await tables(store)
    .insertInto('weekly_act')
    .values({ deal_id: dealId, state, kind, slack_user_id: slackUserId, acted_at: now.toString() })
    .onConflict((conflict) => conflict.columns(['deal_id', 'state', 'kind']).doNothing())
    .execute();
}

/** Who reads about acts, and the zone in which their days are told. */
interface Reader {
  readonly slackUserId: string;
  readonly zone: string;
}

/** What was done about these deals, the latest first. */
export async function readActs(
  store: Store,
  { dealIds, reader }: { readonly dealIds: readonly string[]; readonly reader: Reader },
): Promise<readonly Act[]> {
  if (dealIds.length === 0) return [];
  const rows = await tables(store)
    .selectFrom('weekly_act as act')
    .leftJoin('identity_link as link', 'link.slack_user_id', 'act.slack_user_id')
    .leftJoin('person', 'person.id', 'link.person_id')
    .select(['act.deal_id', 'act.state', 'act.kind', 'act.slack_user_id', 'act.acted_at', 'person.name'])
    .where('act.deal_id', 'in', [...dealIds])
    .orderBy('act.acted_at', 'desc')
    .orderBy('act.kind', 'desc')
    .execute();
  return rows.map(({ deal_id, state, kind, slack_user_id, acted_at, name }) => ({
    dealId: deal_id,
    state,
    kind,
    byName: name,
    isReaders: slack_user_id === reader.slackUserId,
    on: dayIn(reader.zone, Temporal.Instant.from(acted_at)),
  }));
}

function tables(store: Store) {
  return store.db.withTables<{ weekly_act: ActTable }>();
}
