import { beforeEach, describe, expect, it } from 'vitest';
import { readActor } from '#access/actor.ts';
import type { Services } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { linkPeople } from '#features/people/links.ts';
import { must } from '#lib/errors.ts';
import { mayEnter } from '#model/access.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { slackModal } from '#slack/modal-view.ts';
import { setInstaller } from '#store/identity.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { aCall } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { ANA, smallCompany } from '../small-company.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const feature = must(
  FEATURES.find(({ name }) => name === 'onboarding'),
  'onboarding',
);

let database: Database;
let store: Store;
let services: Services;
beforeEach(async () => {
  const migrations = Object.assign({}, ...FEATURES.map((one) => one.migrations ?? {}));
  database ??= await openTestDatabase({ migrations });
  store ??= await database.installation(freshInstallationId());
  services = servicesOf(await smallCompany(store), { now });
});

async function tick(later: Temporal.DurationLike = { minutes: 0 }) {
  for (const schedule of feature.schedules ?? []) await schedule.run(services, now.add(later));
}

const posts = () => store.db.selectFrom('post').select(['key', 'kind', 'audience', 'stale']).execute();

async function checklist(): Promise<string> {
  const kind = must(
    feature.posts?.find((one) => one.kind === 'onboarding.checklist'),
    'the checklist',
  );
  const message = await kind.render(services, { params: {}, audience: 'U0OPS' });
  return guard(must(message, 'a message')).text;
}

async function callOf(who: string, opened: ModalView[] = []) {
  const call = aCall({ services, actor: await readActor(store, who, now), now, windows: opened });
  return { ...call, channelId: 'D1', messageTs: '1.2' };
}

async function press(id: string): Promise<ModalView> {
  const opened: ModalView[] = [];
  const action = must(
    feature.actions?.find((one) => one.id === id),
    id,
  );
  await action.run({ ...(await callOf('U0OPS', opened)), value: '' });
  slackModal(must(opened[0], 'a window'));
  return must(opened[0], 'a window');
}

async function submit(id: string, values: Readonly<Record<string, string>>) {
  const modal = must(
    feature.modals?.find((one) => one.id === id),
    id,
  );
  return modal.submit({ ...(await callOf('U0OPS')), values, metadata: '' });
}

const install = () => setInstaller(store, { slackUserId: 'U0OPS', changedBy: 'cli', now });

describe('the first day', () => {
  it('posts nothing anywhere until somebody installed the app, and then one checklist to them alone', async () => {
    await tick();
    expect(await posts()).toEqual([]);
    await install();
    for (let looks = 0; looks < 5; looks++) await tick({ minutes: looks });
    expect(await posts()).toEqual([
      { key: 'onboarding.checklist/U0OPS', kind: 'onboarding.checklist', audience: 'U0OPS', stale: false },
    ]);
  });

  it('names each step with where it stands and a button that is served', async () => {
    const said = await checklist();
    const titles = [
      '1. Connect Salesforce (to do)',
      '2. Check the fields found in Salesforce (to do): 0 of 3 special fields are named; what is missing is known once Salesforce has been read',
      '3. Confirm who is who (to do): 0 of 5 people',
      '4. Import quotas (to do): nobody has a quota yet',
      '5. Make the first leaderboard (to do): none yet',
      '6. Invite your people (to do): nobody has been told yet',
    ];
    for (const title of titles) expect(said).toContain(title);
    const kind = must(feature.posts?.[0], 'the checklist');
    const message = await kind.render(services, { params: {}, audience: 'U0OPS' });
    const buttons = [...JSON.stringify(message?.blocks).matchAll(/"action_id":"([\w.]+)"/g)].map(
      (it) => it[1],
    );
    const served = FEATURES.flatMap((one) => one.actions ?? []).map(({ id }) => id);
    expect(buttons).toHaveLength(6);
    expect(buttons.filter((id) => id !== undefined && !served.includes(id))).toEqual([]);
  });

  it('keeps the checklist up to date in place as steps are done, and they can be done again', async () => {
    await install();
    await tick();
    await linkPeople(services, [{ slackUserId: 'U0ANA', personId: ANA }], { confirmedBy: 'U0OPS', now });
    await tick();
    expect(await posts()).toMatchObject([{ stale: true }]);
    await store.db.updateTable('post').set({ stale: false }).execute();
    await tick();
    expect(await posts()).toMatchObject([{ stale: false }]);
    expect(await checklist()).toContain('3. Confirm who is who (done): 1 of 5 people');

    expect(JSON.stringify(await press('onboarding.fields'))).toContain('What is missing is known once');
    expect(await submit('onboarding.fields', {})).toEqual({ kind: 'close' });
    const spec = { channelId: 'C1', metric: 'bookings', periodType: 'week', by: 'person', rows: 10 } as const;
    const weekly = { days: [1], hour: 8, timeZone: 'Europe/Berlin' };
    await startBoard(services, { ...spec, ...weekly }, { userId: 'U0OPS', now });
    const said = await checklist();
    expect(said).toContain('2. Check the fields found in Salesforce (done)');
    expect(said).toContain('5. Make the first leaderboard (done): 1 set up');
    expect(said).toContain('3 of 6 steps are done');
    expect(JSON.stringify(await press('onboarding.fields'))).toContain('These are right');
  });

  it('posts the invitation where the installer says, after they have read it', async () => {
    const view = await press('onboarding.invite');
    expect(JSON.stringify(view)).toContain('I am Attain');
    expect(await posts()).toEqual([]);
    expect(await submit('onboarding.invite', { channel: 'U0ANA' })).toMatchObject({ kind: 'errors' });
    await submit('onboarding.invite', { channel: 'C7' });
    await submit('onboarding.invite', { channel: 'C7' });
    expect(await posts()).toMatchObject([{ kind: 'onboarding.invitation', audience: 'C7' }]);
    expect(await checklist()).toContain('6. Invite your people (done): posted in 1 channel');
  });

  it('is for admins: nobody else may use a step', async () => {
    await install();
    const other = await readActor(store, 'U0ANA', now);
    const entries = [...(feature.actions ?? []), ...(feature.modals ?? []), ...(feature.subcommands ?? [])];
    expect(entries.filter((entry) => mayEnter(other, entry))).toEqual([]);
  });

  it('greets in Home once, each person', async () => {
    const home = must(feature.home, 'a section');
    const seen = async (who: string) => (await home.render(await callOf(who))).length;
    expect([await seen('U0ANA'), await seen('U0ANA'), await seen('U0LI')]).toEqual([1, 0, 1]);
    // On the telephone and on the desk in the same moment.
    const twice = await Promise.all([seen('U0VERA'), seen('U0VERA')]);
    expect(twice.toSorted()).toEqual([0, 1]);
  });
});
