import { type Insertable, sql } from 'kysely';
import { readActor } from '#access/actor.ts';
import { giveRole } from '#access/roles.ts';
import { FEATURES } from '#features.ts';
import type { Services, SignInDoor } from '#feature.ts';
import type { Profile } from '#slack/directory.ts';
import type { QuotaTable } from '#store/quota-tables.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { tell } from '../../features/attainment/asking.ts';
import { servicesOf } from '../../features/services.ts';
import { ANA, aPerson, DANA, LI, OTTO, smallCompany, VERA } from '../../features/small-company.ts';
import type { Asker } from './desk.ts';

export const NOW = Temporal.Instant.from('2026-11-18T09:00:00Z');
const EXEC = '005000000000EXECAA';
export const MIGRATIONS = Object.assign({}, ...FEATURES.map((feature) => feature.migrations ?? {}));

/** Those who ask about Ana. */
export const KINDS = [
  'rep',
  'peer',
  'manager',
  'skip manager',
  'exec',
  'ops admin',
  'unlinked',
  'guest',
] as const;
export type Kind = (typeof KINDS)[number];

const SLACK_IDS: Readonly<Record<Kind, string>> = {
  rep: 'U0ANA',
  peer: 'U0LI',
  manager: 'U0DANA',
  'skip manager': 'U0VERA',
  exec: 'U0EXEC',
  'ops admin': 'U0OPS',
  unlinked: 'U0NOBODY',
  guest: 'U0GUEST',
};

const LINKS: readonly (readonly [Kind, string])[] = [
  ['rep', ANA],
  ['peer', LI],
  ['manager', DANA],
  ['skip manager', VERA],
  ['exec', EXEC],
  ['guest', OTTO],
];

/** What only those may read who may read Ana: a figure, a quota and the names of deals, found nowhere else. */
export const SECRETS = [
  { dataClass: 'D2', text: '7,777,771' },
  { dataClass: 'D3', text: 'Zephyr Canary' },
  { dataClass: 'D3', text: 'Hush Canary' },
  { dataClass: 'D5', text: 'Quiet Canary' },
  { dataClass: 'D9', text: '9,191,919' },
] as const;

/** Those of whom Slack is asked: who may be given an address to sign in at, and who may not. */
const PROFILES = (['unlinked', 'ops admin', 'guest'] as const).map((kind): Profile => {
  const known = { id: SLACK_IDS[kind], name: kind, email: null, timeZone: 'UTC', locale: 'en-US' };
  return { ...known, isFullMember: kind !== 'guest', ...(kind === 'guest' ? { absence: kind } : {}) };
});

/** Addresses that tell nothing but whom they are for. */
const DOOR: SignInDoor = { addressFor: async (user) => `https://attain.example.com/link/${user}` };

/** The small company in which Ana has figures of her own and others have some too. */
export async function companyWithSecrets(store: Store): Promise<Services> {
  await smallCompany(store);
  const exec = aPerson({ id: EXEC, name: 'Edda Exec', manager_id: null });
  await store.db.insertInto('person').values(exec).execute();
  const confirmed = { confirmed_by: 'cli', confirmed_at: NOW.toString() };
  await store.db
    .insertInto('identity_link')
    .values(LINKS.map(([kind, person_id]) => ({ slack_user_id: SLACK_IDS[kind], person_id, ...confirmed })))
    .execute();
  await setInstaller(store, { slackUserId: SLACK_IDS['ops admin'], changedBy: 'cli', now: NOW });
  await giveRole(store, { holder: EXEC, role: 'exec', by: 'cli', reason: 'leads', now: NOW });
  const services = { ...servicesOf(store, { now: NOW, profiles: PROFILES }), signIn: DOOR };
  const deals = [
    ['D1', { name: 'Zephyr Canary', amount: 777_777_000n }],
    ['D2', { name: 'Hush Canary', amount: 100n, isPrivate: true }],
    ['D3', { name: 'Zephyr Canary Open', amount: 5_000n, open: true, closeOn: '2026-12-20' }],
    ['D4', { name: 'Of Li', amount: 12_300n, owner: LI }],
    ['D5', { name: 'Of Dana', amount: 45_600n, owner: DANA }],
    ['D6', { name: 'Of Otto', amount: 78_900n, owner: OTTO }],
  ] as const;
  for (const [id, deal] of deals) await tell(services, id, { ...deal, at: NOW });
  const quotas = [ANA, LI, OTTO].map(
    (person_id): Insertable<QuotaTable> => ({
      person_id,
      metric: 'bookings',
      start_on: '2026-10-01',
      end_on: '2027-01-01',
      currency: 'USD',
      amount: person_id === ANA ? 919_191_900n : 100_000n,
      source: 'csv',
      source_id: 'csv',
      known_at: NOW.toString(),
    }),
  );
  await store.db.insertInto('quota').values(quotas).execute();
  await talkWithAna(store);
  return services;
}

/** Dana has talked with Ana: what they noted is for the two of them. */
async function talkWithAna(store: Store): Promise<void> {
  await sql`
    insert into ${store.table('coaching_focus')} (id, person_id, coach_id, metric, period_type, period_start, found_on,
      state, session_on, revision, said, playback, differs, noted_on)
    values (1, ${ANA}, ${DANA}, 'win_rate', 'quarter', '2026-07-01', '2026-11-10', 'noted', '2026-11-12', 1,
      'Quiet Canary said', 'Quiet Canary understood', 'Quiet Canary differs', '2026-11-12')`.execute(
    store.db,
  );
  await sql`
    insert into ${store.table('coaching_step')} (id, focus_id, person_id, coach_id, owner_id, step, due_on, agreed_on)
    values (1, 1, ${ANA}, ${DANA}, ${ANA}, 'Quiet Canary step', '2026-11-20', '2026-11-12')`.execute(
    store.db,
  );
}

/** Each kind of asker as the product knows them. */
export async function askers(store: Store): Promise<ReadonlyMap<Kind, Asker>> {
  const known = KINDS.map(async (kind) => {
    const actor = await readActor(store, SLACK_IDS[kind], NOW);
    return [kind, { actor, isFullMember: kind !== 'guest' }] as const;
  });
  return new Map(await Promise.all(known));
}
