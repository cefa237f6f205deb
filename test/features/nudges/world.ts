import type { PluginTransformQueryArgs, PluginTransformResultArgs } from 'kysely';
import type { FactName, Services } from '#feature.ts';
import { nudges } from '#features/nudges/index.ts';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Store } from '#store/store.ts';
import { aDeal } from '../../support/a-deal.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, smallCompany } from '../small-company.ts';

/** Wednesday of week 47, six in the morning in Berlin. */
export const WEDNESDAY = Temporal.Instant.from('2026-11-18T05:00:00Z');
const LINKS = { [ANA]: 'U0ANA', [DANA]: 'U0DANA' };

/** The small company, of which Ana and Dana are linked; everybody is asked for $1,000 of bookings this quarter. */
export async function quotaWorld(shared: Store): Promise<World> {
  const clock = fixedClock(WEDNESDAY);
  const store = await smallCompany(shared);
  const at = '2026-09-01T00:00:00Z';
  await store.db
    .insertInto('identity_link')
    .values(
      Object.entries(LINKS).map(([person_id, slack_user_id]) => ({
        person_id,
        slack_user_id,
        confirmed_by: 'test',
        confirmed_at: at,
      })),
    )
    .execute();
  await store.db
    .insertInto('sync_object')
    .values({
      object: 'opportunity',
      state: 'ready',
      error: null,
      watermark: at,
      resume: null,
      window_end: null,
      rows_read: 0n,
      described: null,
      finished_at: WEDNESDAY.toString(),
    })
    .execute();
  const world = new World({ ...servicesOf(store), clock }, clock);
  for (const personId of [ANA, DANA, LI]) await world.ask(personId, 1_000);
  return world;
}

export class World {
  readonly services: Services;
  readonly clock: MovableClock;
  #versions = 0;

  constructor(services: Services, clock: MovableClock) {
    this.services = services;
    this.clock = clock;
  }

  /** Sets a quota of the quarter: dollars, or a count. */
  async ask(personId: string, amount: number, metric = 'bookings'): Promise<void> {
    const isMoney = metric === 'bookings';
    await this.services.store.db
      .insertInto('quota')
      .values({
        person_id: personId,
        metric,
        start_on: '2026-10-01',
        end_on: '2027-01-01',
        amount: BigInt(amount * (isMoney ? 100 : 1)),
        currency: isMoney ? 'USD' : '',
        source: 'csv',
        source_id: `csv-${++this.#versions}`,
        known_at: this.clock.now().toString(),
        version: this.#versions,
      })
      .execute();
  }

  /** What counts for somebody on a day, in dollars or calls; less than nothing takes back. */
  async count(
    personId: string,
    {
      day = '2026-11-17',
      amount,
      measure = 'bookings',
    }: { day?: string; amount: number; measure?: 'bookings' | 'call' },
  ): Promise<void> {
    const isMoney = measure === 'bookings';
    const { store } = this.services;
    const own = { person_id: personId, day, measure };
    const before = await store.db
      .deleteFrom('cell')
      .where((eb) => eb.and(own))
      .returning('amount')
      .executeTakeFirst();
    await store.db
      .insertInto('cell')
      .values({
        ...own,
        lineage_id: 1,
        role_id: '',
        territory_id: '',
        currency: isMoney ? 'USD' : '',
        amount: BigInt(amount * (isMoney ? 100 : 1)) + (before?.amount ?? 0n),
        n: isMoney ? 1n : BigInt(amount),
      })
      .execute();
  }

  async openDeal(id: string, name: string, amount: number): Promise<void> {
    await this.services.store.db
      .insertInto('opportunity')
      .values(aDeal({ id, name, amount: BigInt(amount * 100), owner_id: ANA, close_on: '2026-12-30' }))
      .execute();
  }

  async leave(personId: string, from: string, to: string): Promise<void> {
    await this.services.store.db
      .insertInto('fact_correction')
      .values({
        person_id: personId,
        kind: 'leave',
        value: 'parental',
        from_on: from,
        to_on: to,
        reason: 'test',
        made_by: 'test',
        made_at: WEDNESDAY.toString(),
        withdrawn_by: null,
        withdrawn_at: null,
      })
      .execute();
  }

  async hear(name: FactName = 'figures.changed'): Promise<void> {
    const fact = { name, subject: 'cells', payload: {}, at: this.clock.now() };
    await must(nudges.onFacts, 'a listener')(this.services, [fact]);
  }

  async tick(now: string): Promise<void> {
    this.clock.moveTo(Temporal.Instant.from(now));
    await must(nudges.schedules?.[0], 'the schedule').run(this.services, this.clock.now());
  }

  posts() {
    return this.services.store.db.selectFrom('post').selectAll().orderBy('id').execute();
  }

  /** What a recorded post says now; undefined where it no longer applies. */
  async render(index: number): Promise<Message | undefined> {
    const post = must((await this.posts()).at(index), 'a post');
    const kind = must(
      nudges.posts?.find((one) => one.kind === post.kind),
      'its kind',
    );
    const message = await kind.render(this.services, post);
    return message && guard(message);
  }

  /** How often the database is asked, outside of what is written together. */
  async queriesOf(run: (services: Services) => Promise<unknown>): Promise<number> {
    let count = 0;
    const { store } = this.services;
    const counting = {
      transformQuery: ({ node }: PluginTransformQueryArgs) => {
        count++;
        return node;
      },
      transformResult: async ({ result }: PluginTransformResultArgs) => result,
    };
    const counted: Store = Object.assign(Object.create(store), { db: store.db.withPlugin(counting) });
    await run({ ...this.services, store: counted });
    return count;
  }

  /** As if Slack had taken it. */
  async deliver(index: number): Promise<void> {
    const post = must((await this.posts()).at(index), 'a post');
    await this.services.store.db
      .updateTable('post')
      .set({ state: 'posted', ts: `1.${post.id}`, channel: 'D1' })
      .where('id', '=', post.id)
      .execute();
  }
}
