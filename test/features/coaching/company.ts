import type { Insertable } from 'kysely';
import { readActor } from '#access/actor.ts';
import type { Services } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { coaching } from '#features/coaching/index.ts';
import { fixedClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { ModalValues, SubmitOutcome } from '#slack/routes.ts';
import type { OpportunityTable } from '#store/mirror-tables.ts';
import type { Store } from '#store/store.ts';
import { aDeal } from '../../support/a-deal.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { settle } from '../../support/ledger-work.ts';
import { aCall } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { ANA, aPerson, DANA, LI, smallCompany, VERA } from '../small-company.ts';

const at = (text: string) => Temporal.Instant.from(text);
export const FOUND = at('2026-11-18T09:00:00Z');
const LINKS = { U0VERA: VERA, U0DANA: DANA, U0ANA: ANA, U0LI: LI } as const;
const ROLE = '00E000000000REP0AA';
const OTHERS = ['Bo Berg', 'Cleo Dunn', 'Eva Falk', 'Finn Gray', 'Gia Hahn'].map((name, at) =>
  aPerson({ id: `005000000000PEE${at}AA`, name, manager_id: VERA, role_id: ROLE }),
);

/** Dana leads Ana and Li; Ana won fewer of her deals than six colleagues in the same role in two quarters. */
export interface Coached {
  readonly services: Services;
  /** What stands open to be said by then, as it would be sent: by key. */
  come(now: Temporal.Instant): Promise<ReadonlyMap<string, string>>;
  press(slackUserId: string, id: string, value: string): Promise<Pressed>;
  submit(slackUserId: string, asked: Submitted): Promise<SubmitOutcome>;
  type(slackUserId: string): Promise<string>;
  /** The buttons of what somebody is answered. */
  offers(slackUserId: string): Promise<readonly (string | undefined)[]>;
  /** From now on it is this moment. */
  turn(now: Temporal.Instant): void;
  close(): Promise<void>;
}

const COMMAND = must(coaching.subcommands?.[0], 'the command');

interface Pressed {
  readonly said: string;
  readonly view: ModalView | undefined;
}

interface Submitted {
  readonly id: string;
  readonly values: ModalValues;
  readonly metadata: string;
}

export async function coachedCompany(prepare?: (store: Store) => Promise<void>): Promise<Coached> {
  const migrations = Object.assign({}, ...FEATURES.map((one) => one.migrations ?? {}));
  const database = await openTestDatabase({ migrations });
  const store = await database.installation(freshInstallationId());
  await fill(store);
  await prepare?.(store);
  let now = FOUND;
  const services = () => ({ ...servicesOf(store), clock: fixedClock(now) });
  const callOf = async (slackUserId: string, windows: ModalView[] = []) => {
    const actor = await readActor(store, slackUserId, now);
    return { ...aCall({ services: services(), actor, now, windows }), channelId: 'D1' };
  };
  return {
    services: services(),
    turn: (moment) => void (now = moment),
    async come(moment) {
      now = moment;
      for (const schedule of coaching.schedules ?? []) await schedule.run(services(), now);
      return pendingPosts(services());
    },
    async press(slackUserId, id, value) {
      const windows: ModalView[] = [];
      const call = { ...(await callOf(slackUserId, windows)), value };
      const answer = await byId(coaching.actions, id).run(call);
      return { said: answer ? wordsOf(answer) : '', view: windows.at(-1) };
    },
    async submit(slackUserId, { id, ...rest }) {
      return byId(coaching.modals, id).submit({ ...(await callOf(slackUserId)), ...rest });
    },
    async type(slackUserId) {
      return wordsOf(await COMMAND.run({ ...(await callOf(slackUserId)), text: '' }));
    },
    async offers(slackUserId) {
      const message = await COMMAND.run({ ...(await callOf(slackUserId)), text: '' });
      return [...JSON.stringify(message?.blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);
    },
    close: () => database.close(),
  };
}

async function pendingPosts(services: Services): Promise<ReadonlyMap<string, string>> {
  const now = services.clock.now().toString();
  const posts = await services.store.db
    .selectFrom('post')
    .selectAll()
    .where((eb) => eb.or([eb('not_before', 'is', null), eb('not_before', '<=', now)]))
    .orderBy('key')
    .execute();
  const said = new Map<string, string>();
  for (const { key, kind, params, audience } of posts) {
    const post = coaching.posts?.find((one) => one.kind === kind);
    const message = await post?.render(services, { params, audience });
    if (message) said.set(`${key} to ${audience}`, wordsOf(message));
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

async function fill(store: Store): Promise<void> {
  await smallCompany(store);
  const { db } = store;
  await db
    .insertInto('role')
    .values({ id: ROLE, name: 'Rep', developer_name: 'Rep', parent_id: null })
    .execute();
  await db.insertInto('person').values(OTHERS).execute();
  await db
    .insertInto('assignment')
    .values(
      OTHERS.map(({ id }) => ({
        person_id: id,
        manager_id: VERA,
        role_id: ROLE,
        valid_from: '2020-01-01',
        valid_to: null,
      })),
    )
    .execute();
  await db.updateTable('assignment').set({ role_id: ROLE }).where('person_id', 'in', [ANA, LI]).execute();
  const confirmed = { confirmed_by: 'cli', confirmed_at: FOUND.toString() };
  await db
    .insertInto('identity_link')
    .values(
      Object.entries(LINKS).map(([slack_user_id, person_id]) => ({ slack_user_id, person_id, ...confirmed })),
    )
    .execute();
  await sellTwoQuarters(store);
}

/** Thirty-two decided deals a quarter: Ana wins four of them, everybody else sixteen. */
async function sellTwoQuarters(store: Store): Promise<void> {
  const sellers = [ANA, LI, ...OTHERS.map(({ id }) => id)];
  const deals = sellers.flatMap((owner) =>
    ['2026-08', '2026-05'].flatMap((month) =>
      Array.from({ length: 32 }, (_, nth) => dealOf({ owner, month, nth, wins: owner === ANA ? 4 : 16 })),
    ),
  );
  await store.db.insertInto('opportunity').values(deals).execute();
  const changed = deals.map(({ id }) => ({ object: 'opportunity', record_id: id }));
  await store.db.insertInto('changed_record').values(changed).execute();
  await settle(store, at('2026-09-01T09:00:00Z'));
}

function dealOf({
  owner,
  month,
  nth,
  wins,
}: {
  readonly owner: string;
  readonly month: string;
  readonly nth: number;
  readonly wins: number;
}): Insertable<OpportunityTable> {
  const day = String((nth % 28) + 1).padStart(2, '0');
  return aDeal({
    id: `006${month}${owner.slice(-6)}${nth}`,
    name: `Deal ${nth} of ${month}`,
    owner_id: owner,
    amount: 1_000_000n,
    close_on: `${month}-${day}`,
    created_at: `${month}-01T09:00:00Z`,
    is_closed: true,
    is_won: nth < wins,
    modified_at: '2026-09-01T00:00:00Z',
  });
}
