import { readActor } from '#access/actor.ts';
import type { Commitment, Feature, Services } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { announcements } from '#features/announcements/index.ts';
import { coaching } from '#features/coaching/index.ts';
import { digest } from '#features/digest/index.ts';
import { home } from '#features/home/index.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { must } from '#lib/errors.ts';
import { homeOf } from '#feature.ts';
import { mayEnter } from '#model/access.ts';
import { excessOf } from '#slack/blocks/excess.ts';
import type { Block } from '#slack/blocks/message.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { aCall } from '../a-call.ts';
import { tell } from '../attainment/asking.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, OTTO, smallCompany, VERA } from '../small-company.ts';

export const NOW = Temporal.Instant.from('2026-11-18T09:00:00Z');
const LINKS = { U0VERA: VERA, U0DANA: DANA, U0ANA: ANA, U0LI: LI, U0OTTO: OTTO } as const;

/** App Home of a company, with a feature beside it that keeps commitments. */
export interface Homes {
  readonly services: Services;
  /** What that feature knows from now on. */
  agree(commitments: readonly Commitment[]): void;
  /** The section of whoever opens Home as it is at present: their own page, or their team. */
  open(slackUserId: string, which: 'own' | 'team'): Promise<readonly Block[]>;
  /** The words of both together. */
  read(slackUserId: string): Promise<string>;
  /** Presses a button in Home. */
  press(slackUserId: string, id: string, value: string): Promise<void>;
  close(): Promise<void>;
}

/** Dana's team of two with quotas and a deal each that needs a look, Otto outside of it; everyone is in Berlin. */
export async function companyWithHome(): Promise<Homes> {
  const migrations = Object.assign({}, ...FEATURES.map((one) => one.migrations ?? {}));
  const database = await openTestDatabase({ migrations });
  const services = await fill(await database.installation(freshInstallationId()));
  let agreed: readonly Commitment[] = [];
  const keeper: Feature = {
    name: 'keeper',
    summary: '',
    commitments: async (_, { people }) => agreed.filter(({ ownerId }) => people.includes(ownerId)),
  };
  const others = [leaderboard, coaching, announcements, digest([]), keeper];
  const [own, team] = homeOf(home(others));
  const callOf = async (slackUserId: string) =>
    aCall({ services, actor: await readActor(services.store, slackUserId, NOW), now: NOW });
  const open: Homes['open'] = async (slackUserId, which) => {
    const section = must(which === 'own' ? own : team, which);
    const call = await callOf(slackUserId);
    if (!mayEnter(call.actor, section)) return [];
    const blocks = await section.render(call);
    const excess = excessOf(blocks, 'home');
    if (excess.length > 0) throw new Error(excess.join('; '));
    return blocks;
  };
  return {
    services,
    agree: (commitments) => void (agreed = commitments),
    open,
    read: async (who) => wordsOf([...(await open(who, 'own')), ...(await open(who, 'team'))]),
    async press(slackUserId, id, value) {
      const action = must(
        others.flatMap((feature) => feature.actions ?? []).find((one) => one.id === id),
        id,
      );
      const call = await callOf(slackUserId);
      await action.run({ ...call, value, channelId: null, isInHome: true });
    },
    close: () => database.close(),
  };
}

/** What somebody reads, block by block: texts, and the labels of buttons in brackets. */
export function wordsOf(blocks: readonly Block[]): string {
  return blocks.flatMap(wordsOfBlock).join('\n');
}

function wordsOfBlock(block: Block): readonly string[] {
  if (block.type === 'header') return [block.text.text];
  if (block.type === 'section')
    return [block.text?.text ?? '', ...(block.accessory ? labelOf(block.accessory) : [])];
  if (block.type === 'actions') return block.elements.flatMap(labelOf);
  if (block.type === 'context') return block.elements.map((one) => ('text' in one ? String(one.text) : ''));
  return [];
}

function labelOf(element: object): readonly string[] {
  if (!('action_id' in element && 'text' in element)) return [];
  const { text } = element;
  return typeof text === 'object' && text !== null && 'text' in text ? [`[${String(text.text)}]`] : [];
}

async function fill(empty: Store): Promise<Services> {
  const store = await smallCompany(empty);
  const services = servicesOf(store, { now: NOW });
  const confirmed = { confirmed_by: 'cli', confirmed_at: NOW.toString() };
  await store.db
    .insertInto('identity_link')
    .values(
      Object.entries(LINKS).map(([slack_user_id, person_id]) => ({ slack_user_id, person_id, ...confirmed })),
    )
    .execute();
  await giveQuotas(store, [ANA, LI]);
  const at = Temporal.Instant.from('2026-11-02T09:00:00Z');
  await tell(services, 'W1', { name: 'Won', amount: 2_000_000n, at });
  await tell(services, 'W2', { name: 'Won by Li', amount: 9_000_000n, owner: LI, at });
  await tell(services, 'O1', {
    name: 'Acme renewal',
    amount: 4_000_000n,
    closeOn: '2026-11-03',
    open: true,
    at,
  });
  await tell(services, 'O2', {
    name: 'Globex',
    amount: 900_000n,
    closeOn: '2026-11-05',
    owner: LI,
    open: true,
    at,
  });
  await tell(services, 'O3', {
    name: 'Of Otto',
    amount: 900_000n,
    closeOn: '2026-11-01',
    owner: OTTO,
    open: true,
    at,
  });
  return services;
}

/** Gives each of these people a quota of $100,000 for the quarter. */
export async function giveQuotas(store: Store, people: readonly string[]): Promise<void> {
  const quota = {
    metric: 'bookings',
    start_on: '2026-10-01',
    end_on: '2027-01-01',
    amount: 10_000_000n,
    currency: 'USD',
    source: 'csv',
    source_id: 'csv',
    known_at: '2026-10-01T00:00:00Z',
  } as const;
  await store.db
    .insertInto('quota')
    .values(people.map((person_id) => ({ ...quota, person_id })))
    .execute();
}
