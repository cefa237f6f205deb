import { sql } from 'kysely';
import { tellFeatures } from '#app/facts.ts';
import type { Services } from '#feature.ts';
import { celebrations } from '#features/celebrations/index.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { SubmitOutcome } from '#slack/routes.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { type Deal, tell } from '../attainment/asking.ts';
import { aCall, asPerson, OPS } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { smallCompany } from '../small-company.ts';

/** Wednesday, ten in the morning in Berlin. */
const START = Temporal.Instant.from('2026-11-18T09:00:00Z');
const ADMIN: Actor = { ...OPS, slackUserId: 'U1' };
/** The window as it is filled in: every deal of the company, by name, from eight to six. */
export const FORM = {
  channel: 'C1',
  team: '',
  smallest: '',
  says: 'deals',
  quotas: 'no',
  from: '8',
  to: '18',
  zone: 'Europe/Berlin',
};

/** What stands below each message: how old the data are, and what the channel celebrates. */
export const DATA = 'Salesforce has not been read completely yet.';
export const EVERY = `${DATA} This channel celebrates every deal won, once.`;

const feature = celebrations([leaderboard]);
let opened: Promise<Store> | undefined;

/** A company whose channels celebrate, and time that passes. */
export type Desk = Awaited<ReturnType<typeof celebrationDesk>>;

export async function celebrationDesk() {
  opened ??= openTestDatabase({ migrations: { ...leaderboard.migrations, ...feature.migrations } }).then(
    (database) => database.installation(freshInstallationId()),
  );
  const store = await smallCompany(await opened);
  await sql`alter table ${store.table('celebration')} alter column id restart`.execute(store.db);
  const clock = fixedClock(START);
  const services: Services = { ...servicesOf(store), clock };
  const windows: ModalView[] = [];
  const desk = { services, clock, store, windows, ...windowsOf(services, { clock, windows }) };
  return { ...desk, ...messagesOf(desk) };
}

interface Surroundings {
  readonly clock: MovableClock;
  readonly windows: ModalView[];
}

function windowsOf(services: Services, { clock, windows }: Surroundings) {
  const called = () => aCall({ services, actor: ADMIN, now: clock.now(), windows });
  const submit = (
    id: string,
    values: Record<string, string>,
    metadata = '',
    given = services,
  ): Promise<SubmitOutcome> =>
    must(
      feature.modals?.find((one) => one.id === id),
      id,
    ).submit({ ...called(), services: given, values, metadata });
  return {
    submit,
    type: (text: string) => must(feature.subcommands?.[0], 'the command').run({ ...called(), text }),
    /** Somebody presses a button below a message. */
    press: (id: string, personId: string, value: string) =>
      must(
        feature.actions?.find((one) => one.id === id),
        id,
      ).run({
        ...called(),
        actor: { ...asPerson(personId), slackUserId: 'U0ANA' },
        value,
      }),
    /** Fills in the window, confirms the preview. */
    async setUp(changes: Partial<typeof FORM> = {}, replaces = '') {
      const preview = await submit('celebrations.setup', { ...FORM, ...changes }, replaces);
      if (preview.kind !== 'update') throw new Error(JSON.stringify(preview));
      await submit('celebrations.confirm', {}, preview.view.metadata);
      return preview.view;
    },
    scheduled: must(feature.scheduled?.[0], 'the scheduled messages'),
    about: (id = '1') => ({ id, actor: ADMIN, now: clock.now() }),
  };
}

interface Standing {
  readonly services: Services;
  readonly store: Store;
  readonly clock: MovableClock;
}

function messagesOf({ services, store, clock }: Standing) {
  /** The ledger's news reach the feature, as they do after each reading of Salesforce. */
  const hear = () => tellFeatures([feature], services);
  const posts = () => store.db.selectFrom('post').selectAll().orderBy('id').execute();
  /** What stands in Slack after everything due was sent and what changed was changed in place. */
  const channel = async (audience = 'C1'): Promise<readonly string[]> => {
    const texts: string[] = [];
    for (const post of await posts()) {
      if (post.state === 'dropped' || post.audience !== audience) continue;
      const isDue = Temporal.Instant.compare(post.not_before ?? START, clock.now()) <= 0;
      if (post.ts === null && !isDue) continue;
      const kind = must(
        feature.posts?.find((one) => one.kind === post.kind),
        post.kind,
      );
      if (post.ts === null && (await kind.waitsUntil?.(services, post)) !== undefined) continue;
      const message = await kind.render(services, post);
      const sent = { state: message ? 'posted' : 'dropped', ts: message ? String(post.id) : null } as const;
      await store.db.updateTable('post').set(sent).where('id', '=', post.id).execute();
      if (message) texts.push(guard(message).text);
    }
    return texts;
  };
  return {
    hear,
    posts,
    channel,
    /** Salesforce tells of a deal, and everybody hears. */
    async deal(id: string, deal: Partial<Deal> = {}) {
      await tell(services, id, {
        name: `Deal ${id}`,
        amount: 4_000_000n,
        closeOn: clock.now().toString().slice(0, 10),
        ...deal,
        at: clock.now(),
      });
      await hear();
    },
    pass: (duration: Temporal.DurationLike) => clock.moveTo(clock.now().add(duration)),
  };
}
