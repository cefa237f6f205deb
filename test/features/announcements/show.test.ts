import { beforeAll, describe, expect, it } from 'vitest';
import { readActor } from '#access/actor.ts';
import { giveRole } from '#access/roles.ts';
import { draftOf } from '#features/announcements/draft.ts';
import { announcements } from '#features/announcements/index.ts';
import { moveState, saveDraft } from '#features/announcements/store.ts';
import { must } from '#lib/errors.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { aCall } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { DANA, smallCompany, VERA } from '../small-company.ts';
import { ANNOUNCEMENT } from './an-announcement.ts';

const NOW = Temporal.Instant.from('2026-11-16T09:00:00Z');
const AUTHOR = 'U0VERA';
let store: Store;
let id: number;
const windows: ModalView[] = [];

beforeAll(async () => {
  const database = await openTestDatabase({ migrations: { ...announcements.migrations } });
  store = await smallCompany(await database.installation(freshInstallationId()));
  const links = { [AUTHOR]: VERA, U0DANA: DANA };
  for (const [slack_user_id, person_id] of Object.entries(links)) {
    const confirmed = { confirmed_by: 'cli', confirmed_at: NOW.toString() };
    await store.db
      .insertInto('identity_link')
      .values({ slack_user_id, person_id, ...confirmed })
      .execute();
    await giveRole(store, { holder: slack_user_id, role: 'exec', by: 'cli', reason: 'leads', now: NOW });
  }
  const by = { authorId: AUTHOR, id: null, correctsId: null, now: NOW };
  id = must(await saveDraft(store, draftOf(ANNOUNCEMENT), by), 'the draft');
  await moveState(store, id, { from: 'draft', to: 'waiting' });
  return () => database.close();
}, 60_000);

const callOf = async (slackUserId: string) => {
  const profiles = [AUTHOR, 'U0DANA'].map((one) => ({
    id: one,
    name: '',
    email: null,
    timeZone: 'Europe/Berlin',
    locale: 'en-US',
    isFullMember: true,
  }));
  const actor = await readActor(store, slackUserId, NOW);
  return aCall({ services: servicesOf(store, { now: NOW, profiles }), actor, now: NOW, windows });
};
const list = async (): Promise<Message> =>
  must(
    await must(announcements.subcommands?.[0], 'the command').run({ ...(await callOf(AUTHOR)), text: '' }),
    'the list',
  );
const show = async (slackUserId: string, value = String(id)) => {
  const action = must(
    announcements.actions?.find((one) => one.id === 'announcements.show'),
    'Show',
  );
  return action.run({ ...(await callOf(slackUserId)), value });
};

describe('a change that waits for approval', () => {
  it('is shown to its author from their list: whom it reaches and what it will say, with nothing to decide', async () => {
    const { text, blocks } = await list();
    expect(text).toContain('Hospitals before schools: waits for approval, for Wed, Nov 18, 2026.');
    const button = { action_id: 'announcements.show', text: { text: 'Show' }, value: String(id) };
    expect(blocks[1]).toMatchObject({ accessory: button });
    expect(await show(AUTHOR)).toBeUndefined();
    const window = must(windows.pop(), 'the window');
    expect(window).toMatchObject({ title: 'Waits for approval', submit: null });
    const words = JSON.stringify(window.blocks);
    expect(words).toContain('It reaches 2 people and 1 channel');
    expect(words).toContain('They decide faster');
    expect(words).toContain('Nothing has left.');
  });

  it('is shown to nobody else from there, also to who may approve it', async () => {
    await expect(show('U0DANA')).rejects.toThrow('no draft or announcement of yours');
    await expect(show('U0OTTO')).rejects.toThrow('for executives and admins');
    expect(windows).toEqual([]);
  });

  it('shows how it lands once it is approved, and says so where it came back', async () => {
    await moveState(store, id, { from: 'waiting', to: 'scheduled', approverId: 'U0DANA' });
    expect((await show(AUTHOR))?.text).toContain('Nobody has read: Hospitals before schools');
    await moveState(store, id, { from: 'scheduled', to: 'draft' });
    await expect(show(AUTHOR)).rejects.toThrow('is a draft again');
  });
});
