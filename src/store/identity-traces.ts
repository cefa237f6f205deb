import { sql, type RawBuilder } from 'kysely';
import { Refusal } from '#lib/errors.ts';
import type { Store } from './store.ts';

/** What a person is found by in the store. */
export interface Traces {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** The ids in Salesforce and Slack, the longest first: written exactly so. */
  readonly ids: readonly string[];
  /** E-mail and name, found in any case. The name is left out where it would also find somebody or something else. */
  readonly words: readonly string[];
  readonly isNameShared: boolean;
}

/** A name shorter than this, or of one word, is also found in words that mean nobody. */
const TELLING_NAME = /^.{2,}\s.{2,}$/u;

/** The person with this e-mail or id. @throws Refusal when there is none or more than one. */
export async function findTraces(store: Store, emailOrId: string): Promise<Traces> {
  const asked = emailOrId.trim();
  const found = await store.db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where((where) =>
      where.or([where('id', '=', asked), where(sql<string>`lower(email)`, '=', asked.toLowerCase())]),
    )
    .execute();
  const [person] = found;
  if (!person || asked === '')
    throw new Refusal(`Nobody in the data has the e-mail ${asked}.`, 'Check it, or give the Salesforce id.');
  if (found.length > 1)
    throw new Refusal(
      `${found.length} people have the e-mail ${asked}: ${found.map(({ id }) => id).join(', ')}.`,
      'Name one of them by the Salesforce id.',
    );
  return tracesOf(store, person);
}

async function tracesOf(
  store: Store,
  { id, name, email }: { readonly id: string; readonly name: string; readonly email: string },
): Promise<Traces> {
  const links = await store.db
    .selectFrom('identity_link')
    .select('slack_user_id as slackUserId')
    .where('person_id', '=', id)
    .union(
      store.db
        .selectFrom('privacy_request')
        .select('slack_user_id as slackUserId')
        .where('person_id', '=', id),
    )
    .union(
      store.db.selectFrom('former_link').select('slack_user_id as slackUserId').where('person_id', '=', id),
    )
    .execute();
  const addresses = await otherAddresses(store, id);
  const namesakes = await store.db
    .selectFrom('person')
    .select('id')
    .where(sql<string>`lower(name)`, '=', name.toLowerCase())
    .where('id', '<>', id)
    .execute();
  const isNameShared = namesakes.length > 0 || !TELLING_NAME.test(name);
  return {
    personId: id,
    name,
    email,
    ids: [id, ...(id.length === 18 ? [id.slice(0, 15)] : []), ...links.map((link) => link.slackUserId)],
    words: [email, ...addresses, ...(isNameShared ? [] : [name])].filter((word) => word !== ''),
    isNameShared,
  };
}

/** What else somebody is written to or signs in with: the user name of Salesforce, aliases that an admin gave. */
async function otherAddresses(store: Store, id: string): Promise<readonly string[]> {
  const rows = await store.db
    .selectFrom('person')
    .select('username as address')
    .where('id', '=', id)
    .where('username', 'is not', null)
    .unionAll(store.db.selectFrom('mail_rule').select('given as address').where('person_id', '=', id))
    .execute();
  return rows.flatMap(({ address }) => (address === null ? [] : [address]));
}

/** A regular expression of PostgreSQL for any of the terms as whole words; undefined for none. */
export function patternOf(terms: readonly string[]): string | undefined {
  if (terms.length === 0) return undefined;
  // In JSON a quote or a backslash of a name is written otherwise.
  const forms = new Set(terms.flatMap((term) => [term, JSON.stringify(term).slice(1, -1)]));
  const escaped = [...forms].map((term) => term.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
  return `(?<![[:alnum:]])(?:${escaped.join('|')})(?![[:alnum:]])`;
}

/** Whether a text of the store has any trace of the person. */
export function hasTrace(
  text: RawBuilder<unknown>,
  { ids, words }: Pick<Traces, 'ids' | 'words'>,
): RawBuilder<boolean> {
  const byIds = sql`${text} ~ ${patternOf(ids) ?? '$^'}`;
  const byWords = patternOf(words);
  return byWords === undefined ? sql<boolean>`(${byIds})` : sql<boolean>`(${byIds} or ${text} ~* ${byWords})`;
}
