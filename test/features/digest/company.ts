import { readActor } from '#access/actor.ts';
import { runCommand } from '#cli/program.ts';
import { parseConfig } from '#config.ts';
import type { Commitment, Feature, Services } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { digest } from '#features/digest/index.ts';
import { fixedClock } from '#lib/clock.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { noProgress } from '#lib/progress.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalValues } from '#slack/routes.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { aCall } from '../a-call.ts';
import { tell } from '../attainment/asking.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, OTTO, smallCompany, VERA } from '../small-company.ts';

export const at = (text: string) => Temporal.Instant.from(text);
export const WEDNESDAY = at('2026-11-18T09:00:00Z');
export const MONDAY = at('2026-11-23T07:00:00Z');
const LINKS = { U0VERA: VERA, U0DANA: DANA, U0ANA: ANA, U0OTTO: OTTO } as const;

/** What a feature that keeps commitments knows of Ana. */
export const commitment: Commitment = {
  id: '1',
  ownerId: ANA,
  ownerName: 'Ana Silva',
  words: 'send the revised offer',
  dueOn: day('2026-11-25'),
  why: 'agreed on Nov 9',
};

/** The digest with a feature beside it that keeps commitments. */
export interface Digests {
  readonly feature: Feature;
  readonly services: Services;
  /** What that feature knows from now on. */
  agree(commitments: readonly Commitment[]): void;
  /** What was asked for by then and has not left, as it would be sent: by key. */
  come(now: Temporal.Instant): Promise<ReadonlyMap<string, string>>;
  type(slackUserId: string, text: string): Promise<string>;
  press(slackUserId: string, id: string, value: string): Promise<string>;
  submit(slackUserId: string, id: string, values: ModalValues): Promise<void>;
  close(): Promise<void>;
}

/** Dana's team of two with quotas and a deal at risk each, Otto outside of it; everyone is in Berlin. */
export async function companyWithDigests(): Promise<Digests> {
  const migrations = Object.assign({}, ...FEATURES.map((one) => one.migrations ?? {}));
  const database = await openTestDatabase({ migrations });
  let agreed: readonly Commitment[] = [];
  const feature = digest([{ name: 'coaching', summary: '', commitments: async () => agreed }]);
  const services = await fill(await database.installation(freshInstallationId()));
  const callOf = async (slackUserId: string) => {
    const actor = await readActor(services.store, slackUserId, MONDAY);
    return aCall({ services: servicesAt(services, MONDAY), actor, now: MONDAY });
  };
  return {
    feature,
    services,
    agree: (commitments) => void (agreed = commitments),
    come: (now) => come(feature, servicesAt(services, now)),
    async type(slackUserId, text) {
      const command = must(feature.subcommands?.[0], 'the command');
      return wordsOf(await command.run({ ...(await callOf(slackUserId)), text }));
    },
    async press(slackUserId, id, value) {
      const action = byId(feature.actions, id);
      return wordsOf(await action.run({ ...(await callOf(slackUserId)), value }));
    },
    async submit(slackUserId, id, values) {
      await byId(feature.modals, id).submit({ ...(await callOf(slackUserId)), values, metadata: '' });
    },
    close: () => database.close(),
  };
}

function servicesAt(services: Services, now: Temporal.Instant): Services {
  return { ...services, clock: fixedClock(now) };
}

async function come(feature: Feature, services: Services): Promise<ReadonlyMap<string, string>> {
  const { store, clock } = services;
  for (const schedule of feature.schedules ?? []) await schedule.run(services, clock.now());
  const posts = await store.db
    .selectFrom('post')
    .selectAll()
    .where('state', '=', 'pending')
    .orderBy('key')
    .execute();
  const said = new Map<string, string>();
  for (const { key, kind, params, audience } of posts) {
    const post = must(
      feature.posts?.find((one) => one.kind === kind),
      kind,
    );
    const message = await post.render(services, { params, audience });
    if (message) said.set(key, wordsOf(message));
  }
  return said;
}

function byId<T extends { readonly id: string }>(all: readonly T[] | undefined, id: string): T {
  return must(
    all?.find((one) => one.id === id),
    id,
  );
}

function wordsOf(message: Message | undefined): string {
  return guard(must(message, 'an answer')).text;
}

async function fill(empty: Store): Promise<Services> {
  const store = await smallCompany(empty);
  const person = { name: '', email: null, timeZone: 'Europe/Berlin', locale: 'en-US', isFullMember: true };
  const profiles = Object.keys(LINKS).map((id) => ({ ...person, id }));
  const services = servicesOf(store, { now: WEDNESDAY, profiles });
  const confirmed = { confirmed_by: 'cli', confirmed_at: WEDNESDAY.toString() };
  const links = Object.entries(LINKS).map(([slack_user_id, person_id]) => ({
    slack_user_id,
    person_id,
    ...confirmed,
  }));
  await store.db.insertInto('identity_link').values(links).execute();
  const quota = {
    metric: 'bookings',
    start_on: '2026-10-01',
    end_on: '2027-01-01',
    currency: 'USD',
    source: 'csv',
    source_id: 'csv',
    known_at: '2026-10-01T00:00:00Z',
  } as const;
  const quotas = [ANA, LI].map((person_id) => ({ ...quota, person_id, amount: 10_000_000n }));
  await store.db.insertInto('quota').values(quotas).execute();
  const early = at('2026-11-02T09:00:00Z');
  await tell(services, 'W1', { name: 'Won early', amount: 2_000_000n, at: early });
  const deals = [
    ['O1', { name: 'Acme renewal', amount: 4_000_000n, closeOn: '2026-11-03' }],
    ['O2', { name: 'Globex', amount: 900_000n, closeOn: '2026-12-20', owner: LI }],
    ['O3', { name: 'Of Otto', amount: 900_000n, closeOn: '2026-11-01', owner: OTTO }],
  ] as const;
  for (const [id, deal] of deals) await tell(services, id, { ...deal, open: true, at: early });
  await store.db
    .updateTable('opportunity')
    .set({ next_step: 'call', push_count: 2 })
    .where('id', '=', 'O2')
    .execute();
  return services;
}

/** What a command of the product prints, on that Monday. */
export async function onCommandLine({ services }: Digests, argv: readonly string[]): Promise<string> {
  let said = '';
  const out = (text: string) => void (said += text);
  const host = {
    config: parseConfig({}),
    services: servicesAt(services, MONDAY),
    reader: {
      pull: () => Promise.reject(new Error()),
      hurry: () => undefined,
      connection: () => Promise.reject(new Error()),
    },
    catchUp: async () => undefined,
    clock: undefined,
    queue: undefined,
  };
  const terminal = { cwd: '.', out, err: out, progress: noProgress };
  await runCommand(argv, terminal, async () => host);
  return said;
}

/** Calls that Ana logged for her deal. */
export async function logCalls(
  { services }: Digests,
  { on }: { readonly on: readonly string[] },
): Promise<void> {
  const call = {
    source: 'task',
    kind: 'call',
    owner_id: ANA,
    record_id: 'O1',
    account_id: null,
    subject: null,
    is_deleted: false,
    modified_at: '2026-11-01T00:00:00Z',
  } as const;
  const rows = on.map((counts_on) => ({ ...call, id: `A${counts_on}`, counts_on }));
  await services.store.db.insertInto('activity').values(rows).execute();
}

/** The close dates that Ana's deal has had, one after another. */
export async function rememberCloseDates({ services }: Digests, dates: readonly string[]): Promise<void> {
  const state = {
    opportunity_id: 'O1',
    seq: 0,
    owner_id: ANA,
    stage: 'any',
    amount: null,
    currency: 'USD',
    is_closed: false,
    is_won: false,
    is_deleted: false,
    territory_id: null,
    forecast_category: null,
    origin: 'history',
  } as const;
  const rows = dates.map((close_on, index) => ({
    ...state,
    close_on,
    known_at: `2026-10-1${index}T09:00:00Z`,
  }));
  await services.store.db.insertInto('deal_state').values(rows).execute();
}
