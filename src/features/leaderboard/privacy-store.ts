import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { must } from '#lib/errors.ts';
import { appendAudit } from '#store/audit.ts';
import { type ChangedBy, noteSettingChange } from '#store/change-setting.ts';
import { readSetting } from '#store/settings.ts';
import type { Store } from '#store/store.ts';
import { PRIVACY_MODES, type PrivacyMode } from './privacy-policy.ts';

/** For whom a mode is set: everyone, a location by its name, a team by its manager's id. */
export type Scope = 'all' | 'location' | 'team';

export interface PrivacyRule {
  readonly scope: Scope;
  /** '' of everyone. */
  readonly scopeId: string;
  readonly mode: PrivacyMode;
}

type RuleOf = Pick<PrivacyRule, 'scope' | 'scopeId'>;

/** What the names of these settings begin with; scope and id of those concerned follow. */
export const PRIVACY_SETTING = 'leaderboard.privacy';

interface BoardPrivacyTable {
  scope: Scope;
  scope_id: string;
  mode: PrivacyMode;
  set_by: string;
  set_at: string;
}

interface BoardOptOutTable {
  person_id: string;
  since: string;
}

const SECRET = 'pseudonym_secret';
const Secret = z.object({ secret: z.string().min(32) });

export async function readPrivacyRules(store: Store): Promise<readonly PrivacyRule[]> {
  const rows = await tables(store)
    .selectFrom('board_privacy')
    .select(['scope', 'scope_id', 'mode'])
    .orderBy('scope')
    .orderBy('scope_id')
    .execute();
  return rows
    .filter(({ mode }) => mode in PRIVACY_MODES)
    .map(({ scope, scope_id, mode }) => ({ scope, scopeId: scope_id, mode }));
}

/** Sets how boards may speak of some people, in place of what was set for the same ones. */
export async function savePrivacyRule(tx: Store, rule: PrivacyRule, change: ChangedBy): Promise<void> {
  const { scope, scopeId, mode } = rule;
  const { by, now } = change;
  const before = await readRule(tx, rule);
  const row = { mode, set_by: by, set_at: now.toString() };
  await tables(tx)
    .insertInto('board_privacy')
    .values({ scope, scope_id: scopeId, ...row })
    .onConflict((conflict) => conflict.columns(['scope', 'scope_id']).doUpdateSet(row))
    .execute();
  await noteChange(tx, rule, { before, after: mode, ...change });
}

/** Takes a rule away: others hold again for the same people. */
export async function removePrivacyRule(tx: Store, rule: RuleOf, change: ChangedBy): Promise<void> {
  const before = await readRule(tx, rule);
  await tables(tx)
    .deleteFrom('board_privacy')
    .where('scope', '=', rule.scope)
    .where('scope_id', '=', rule.scopeId)
    .execute();
  await noteChange(tx, rule, { before, after: undefined, ...change });
}

async function readRule(tx: Store, { scope, scopeId }: RuleOf): Promise<PrivacyMode | undefined> {
  const row = await tables(tx)
    .selectFrom('board_privacy')
    .select('mode')
    .where('scope', '=', scope)
    .where('scope_id', '=', scopeId)
    .executeTakeFirst();
  return row?.mode;
}

interface ModeChange extends ChangedBy {
  readonly before: PrivacyMode | undefined;
  readonly after: PrivacyMode | undefined;
}

/** Among the changes of settings, to be taken back, and in the audit log. */
async function noteChange(tx: Store, { scope, scopeId }: RuleOf, change: ModeChange): Promise<void> {
  const { before, after, by, now, undoes } = change;
  const kept = (mode: PrivacyMode | undefined) => (mode === undefined ? null : { mode });
  const name = `${PRIVACY_SETTING}/${scope}/${scopeId}`;
  await noteSettingChange(tx, { name, before: kept(before), after: kept(after), by, now, undoes });
  const detail = { scope, scopeId, mode: after ?? null };
  await appendAudit(tx, { actor: by, action: 'board.privacy', subject: scopeId, detail, now });
}

export async function readOptedOut(store: Store): Promise<ReadonlySet<string>> {
  const rows = await tables(store).selectFrom('board_opt_out').select('person_id').execute();
  return new Set(rows.map(({ person_id }) => person_id));
}

/** Takes a person off all boards, or back onto them. */
export async function setOptedOut(
  tx: Store,
  personId: string,
  change: Omit<ChangedBy, 'undoes'> & { readonly isOut: boolean },
): Promise<void> {
  const { by, now, isOut } = change;
  if (isOut)
    await tables(tx)
      .insertInto('board_opt_out')
      .values({ person_id: personId, since: now.toString() })
      .onConflict((conflict) => conflict.column('person_id').doNothing())
      .execute();
  else await tables(tx).deleteFrom('board_opt_out').where('person_id', '=', personId).execute();
  const action = isOut ? 'board.left' : 'board.joined';
  await appendAudit(tx, { actor: by, action, subject: personId, detail: {}, now });
}

/** What made-up names are made with; whichever process is first makes it. */
export async function pseudonymSecret(store: Store, now: Temporal.Instant): Promise<string> {
  const known = await readSecret(store);
  if (known !== undefined) return known;
  const value = JSON.stringify({ secret: randomBytes(32).toString('hex') });
  await store.db
    .insertInto('setting')
    .values({ name: SECRET, value, changed_by: 'leaderboard', changed_at: now.toString() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return must(await readSecret(store), 'the secret of made-up names');
}

async function readSecret(store: Store): Promise<string | undefined> {
  const value = await readSetting(store, SECRET);
  return value === null ? undefined : Secret.parse(value).secret;
}

function tables(store: Store) {
  return store.db.withTables<{ board_privacy: BoardPrivacyTable; board_opt_out: BoardOptOutTable }>();
}
