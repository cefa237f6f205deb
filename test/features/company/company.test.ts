import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { company } from '#features/company/index.ts';
import { digest } from '#features/digest/index.ts';
import { readKeptReaders } from '#features/digest/readers-store.ts';
import { readRules, saveRules } from '#features/digest/rules.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { readPrivacyRules, savePrivacyRule } from '#features/leaderboard/privacy-store.ts';
import { periods } from '#features/periods/index.ts';
import { readSoftClose, saveSoftClose } from '#features/periods/schedule.ts';
import { settings } from '#features/settings/index.ts';
import { loadOf, readBounds, recentLoad, saveBounds } from '#governor/bounds.ts';
import { must } from '#lib/errors.ts';
import { excessOf } from '#slack/blocks/excess.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import { slackModal } from '#slack/modal-view.ts';
import { verifyAudit } from '#store/audit.ts';
import { readSettingChanges } from '#store/change-setting.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { aCall, OPS } from '../a-call.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { emptyStore } from '../../support/empty-store.ts';
import { servicesOf } from '../services.ts';
import { aPerson, DANA } from '../small-company.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const LONG_AGO = '2026-10-01T06:00:00Z';
const weekly = digest([]);
const feature = company([leaderboard, periods, settings([]), weekly]);

let database: Database;
let store: Store;
let services: Services;
let windows: ModalView[] = [];
beforeAll(async () => {
  database = await openTestDatabase({
    migrations: { ...leaderboard.migrations, ...weekly.migrations },
  });
  store = await database.installation(freshInstallationId());
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyStore(store);
  // Tests speak of change 1.
  await sql`alter table ${store.table('setting_change')} alter column id restart`.execute(store.db);
  services = servicesOf(store, { now });
  windows = [];
});

const call = () => aCall({ services, actor: OPS, now, timeZone: 'UTC', windows });
const takeBack = (change: string | null) =>
  must(feature.modals?.[0], 'the form').submit({ ...call(), values: { change }, metadata: '' });
async function history(): Promise<string> {
  await must(feature.actions?.[0], 'the button').run(call());
  return JSON.stringify(slackModal(must(windows.at(-1), 'a window')));
}
async function home(): Promise<string> {
  const blocks = await must(feature.home, 'Home').render(call());
  expect(excessOf(blocks, 'home')).toEqual([]);
  return JSON.stringify(blocks);
}
const limits = (least: number, most: number) => saveBounds(store, { least, most }, { actor: 'U0DANA', now });

describe('a setting of the company', () => {
  it('stands in Home as it is, with who changed it last, also before anybody did', async () => {
    expect(await home()).toContain('Nothing has been changed yet.');
    expect(await home()).toContain('people choose from 1 to 10 messages a day, 50 messages a week at most');
    expect(await history()).not.toContain('"submit"');
    await limits(2, 6);
    const shown = await home();
    for (const words of ['<@U0DANA>: Limits for everybody', 'from 2 to 6', 'Who changed what'])
      expect(shown).toContain(words);
  });

  it('is as it was before once its change is taken back, and that is a change which can be taken back too', async () => {
    await limits(2, 6);
    expect(await history()).toContain('before: people choose from 1 to 10');
    expect(await takeBack('1')).toMatchObject({ kind: 'update', view: { title: 'Taken back' } });
    expect(await readBounds(store)).toEqual({ least: 1, most: 10 });
    const [undo] = await readSettingChanges(store, { limit: 1 });
    expect(undo).toMatchObject({ by: 'U0OPS', before: { least: 2, most: 6 }, after: null, undoes: 1 });
    expect(await history()).toContain('took a change back');
    await takeBack(String(must(undo, 'the undoing').id));
    expect(await readBounds(store)).toEqual({ least: 2, most: 6 });
    expect(await verifyAudit(store)).toEqual({ entries: 3n, problem: undefined });
  });

  it('keeps what was decided since: only its latest change can be taken back', async () => {
    await limits(2, 6);
    await limits(3, 8);
    await expect(takeBack('1')).rejects.toThrow('That was changed again meanwhile.');
    await expect(takeBack('99')).rejects.toThrow('That was changed again meanwhile.');
    expect(await takeBack(null)).toMatchObject({ kind: 'errors' });
    await saveSoftClose(store, { type: 'month', afterWorkingDays: 5 }, { by: 'cli', now });
    await takeBack('3');
    expect(await readSoftClose(store)).toBeUndefined();
    expect(await readBounds(store)).toEqual({ least: 3, most: 8 });
  });

  it('stands beside what messages cost lately, of all topics or of some', async () => {
    expect(await home()).not.toContain('In the last four weeks');
    for (const week of [1, 2, 3, 4]) {
      const key = `pace/${week}`;
      await services.outbox.record(store, { key, kind: 'pace', params: {}, audience: 'U0ANA' });
      const sent = {
        post_key: key,
        slack_user_id: 'U0ANA',
        topic: 'pace',
        decision: 'send' as const,
        reason: 'in time',
      };
      await store.db
        .insertInto('attention')
        .values({ ...sent, is_prompt: false, decided_at: now.subtract({ hours: 24 * week }).toString() })
        .execute();
    }
    expect(await recentLoad(store, now)).toBeUndefined();
    await store.db.updateTable('post').set({ state: 'posted' }).execute();
    expect(await home()).toContain('those who were written to got 1 message a week on average');
    expect(await loadOf(store, { topics: ['pace'], now })).toBe(1);
    expect(await loadOf(store, { topics: ['nudges'], now })).toBeUndefined();
  });

  it('that names people on boards goes back too, and what stands in channels is written afresh', async () => {
    await store.db
      .insertInto('person')
      .values(aPerson({ id: DANA, name: 'Dana Cole' }))
      .execute();
    await services.outbox.record(store, {
      key: 'leaderboard/1/x',
      kind: 'leaderboard',
      params: {},
      audience: 'C1',
    });
    const rule = { scope: 'team', scopeId: DANA } as const;
    await savePrivacyRule(store, { ...rule, mode: 'off' }, { by: 'U0DANA', now });
    await savePrivacyRule(store, { ...rule, mode: 'names' }, { by: 'U0DANA', now });
    expect(await home()).toContain('Names on boards (team Dana Cole)');
    await takeBack('2');
    expect(await readPrivacyRules(store)).toMatchObject([{ ...rule, mode: 'off' }]);
    expect(await store.db.selectFrom('post').select('stale').execute()).toEqual([{ stale: true }]);
    await takeBack('3');
    await takeBack('4');
    expect(await readPrivacyRules(store)).toMatchObject([{ ...rule, mode: 'off' }]);
  });

  it('of one place or team stands beside what holds elsewhere', async () => {
    const by = { by: 'U0DANA', now };
    await savePrivacyRule(store, { scope: 'location', scopeId: 'Berlin', mode: 'off' }, by);
    expect(await home()).toContain('*Names on boards (location Berlin)*');
    expect(await home()).toContain('*Names on boards*: the first five are named');
    await savePrivacyRule(store, { scope: 'all', scopeId: '', mode: 'names' }, by);
    expect(await home()).toContain('*Names on boards (all)*: everyone is named');
    expect(await home()).not.toContain('*Names on boards*:');
  });

  it('by which deals need a look in digests goes back', async () => {
    const rules = { idleDays: 21, pushes: 1, nextStepAlone: true };
    await saveRules(store, rules, { by: 'U0DANA', now });
    expect(await home()).toContain('21 days without activity, pushed 1 time; no next step by itself');
    expect(await history()).toContain('before: 14 days without activity, pushed 2 times');
    await takeBack('1');
    expect(await readRules(store)).toMatchObject({ idleDays: 14, pushes: 2, nextStepAlone: false });
  });

  it('by which the weekly digest rests goes back: what waited has gone, what was missed is not made up', async () => {
    const digests = must(weekly.scheduled?.[0], 'the digests');
    const about = { id: 'weekly', actor: call().actor, now };
    const resting = async () => (await digests.list(services, now)).map(({ pause }) => pause?.by);
    await services.outbox.record(store, { key: 'weekly/x', kind: 'weekly', params: {}, audience: 'U0DANA' });
    const row = { slack_user_id: 'U0DANA', weekday: 1, hour: 8, skips_still: false, last_slot: LONG_AGO };
    await store.db
      .withTables<{ weekly_reader: typeof row }>()
      .insertInto('weekly_reader')
      .values(row)
      .execute();
    await digests.pause(services, about);
    expect(await resting()).toEqual(['U0OPS']);
    expect(await store.db.selectFrom('post').select('state').execute()).toEqual([]);
    expect(await history()).toContain('The weekly digest');
    await takeBack('1');
    expect(await resting()).toEqual([undefined]);
    const [reader] = await readKeptReaders(store);
    expect(reader?.lastSlot).toEqual(now);
    await takeBack('2');
    expect(await resting()).toEqual(['U0OPS']);
  });
});
