import { readActor } from '#access/actor.ts';
import { readRoles } from '#access/roles.ts';
import { type Actor, mayUse } from '#model/access.ts';
import type { CompanyDay } from '#access/managers.ts';
import { managersOf } from '#access/managers.ts';
import type { Store } from '#store/store.ts';

/** Who wants quotas changed; `cli` is nobody in Slack. */
export interface Requester {
  readonly by: string;
  readonly personId: string | null;
}

export const requesterOf = ({ slackUserId, personId }: Actor): Requester => ({ by: slackUserId, personId });

/** The admins of Attain, by Slack user id, who are not the one who asks. */
export async function otherAdmins(
  store: Store,
  { by, personId }: Requester,
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const holders = (await readRoles(store, now)).flatMap(({ holder, role }) =>
    role === 'ops_admin' ? [holder] : [],
  );
  const accounts = new Set(await accountsOf(store, holders));
  const others: string[] = [];
  for (const account of accounts) {
    const actor = await readActor(store, account, now);
    const isSame = account === by || (personId !== null && actor.personId === personId);
    if (!isSame && mayUse(actor, 'installer')) others.push(account);
  }
  return others;
}

/** The nearest manager above a person who has a Slack account with us. */
export async function linkedManager(company: CompanyDay, personId: string): Promise<string | undefined> {
  const above = (await managersOf(company, [personId])).get(personId) ?? [];
  const links = await linksOf(company.store, above);
  return above.map((id) => links.get(id)).find((account) => account !== undefined);
}

/** Holders are Slack accounts, or people; of these, the account each is linked to. */
async function accountsOf(store: Store, holders: readonly string[]): Promise<readonly string[]> {
  const links = await linksOf(store, holders);
  const people = new Set(
    holders.length === 0
      ? []
      : (await store.db.selectFrom('person').select('id').where('id', 'in', holders).execute()).map(
          ({ id }) => id,
        ),
  );
  return holders.flatMap((holder) => links.get(holder) ?? (people.has(holder) ? [] : [holder]));
}

async function linksOf(store: Store, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await store.db
    .selectFrom('identity_link')
    .select(['person_id', 'slack_user_id'])
    .where('person_id', 'in', personIds)
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.slack_user_id]));
}
