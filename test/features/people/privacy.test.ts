import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { openRequests, settleExports } from '#features/people/privacy-requests.ts';
import { heldAction, privacySection } from '#features/people/privacy-home.ts';
import { askCopyAction, askErasureAction, privacyCommand, requestedPost } from '#features/people/privacy.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import { slackModal } from '#slack/modal-view.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { aCall, asPerson } from '../a-call.ts';
import { testStore } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { ANA, smallCompany } from '../small-company.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');

describe('asking about one’s own data in Slack', () => {
  let shared: Store;
  let services: Services;
  beforeAll(async () => {
    shared = await testStore();
  });
  beforeEach(async () => {
    services = servicesOf(await smallCompany(shared));
    await setInstaller(services.store, { slackUserId: 'U0OPS', changedBy: 'cli', now });
  });

  const call = (personId: string | null = ANA) =>
    aCall({ services, actor: { ...asPerson(personId), slackUserId: 'U0ANA' }, now });
  const posts = () =>
    services.store.db
      .selectFrom('post')
      .select(['key', 'kind', 'audience', 'params'])
      .orderBy('id')
      .execute();

  it('says what is held, and asks before either wish is passed on', async () => {
    const message = guard(must(await privacyCommand.run(call()), 'an answer'));
    expect(message.text).toContain('You may have a copy of all of it, or ask to be taken out.');
    expect(JSON.stringify(message.blocks).match(/"confirm":/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it('stands in Home with what may be asked, and with what was asked while it waits', async () => {
    const home = async () => JSON.stringify(await privacySection.render(call()));
    expect(await home()).toContain('Ask for a copy');
    await heldAction.run({ ...call(), openModal: async (view) => void slackModal(view) });
    expect(await askCopyAction.run({ ...call(), isInHome: true })).toBeUndefined();
    expect(await home()).toContain('You asked for a copy <!date^');
    expect(await home()).not.toContain('"Ask for a copy"');
    expect(privacySection.permission).toBe('linked');
  });

  it('tells whoever installed Attain once, however often it is asked while it waits', async () => {
    for (let i = 0; i < 3; i++) {
      const said = guard(must(await askErasureAction.run(call()), 'an answer'));
      expect(said.text).toContain('You asked to be erased.');
      expect(said.text).toContain('The person who installed Attain is told.');
    }
    expect(await posts()).toMatchObject([{ kind: 'people.requested', audience: 'U0OPS' }]);
    expect(await openRequests(services.store)).toMatchObject([{ personId: ANA, kind: 'erasure' }]);
  });

  it('gives the admin the command, which asks again before it erases', async () => {
    await askErasureAction.run(call());
    const [post] = await posts();
    const { params, audience } = must(post, 'the message');
    const message = guard(must(await requestedPost.render(services, { params, audience }), 'words'));
    expect(message.text).toContain('Ana Silva asks to be erased.');
    expect(message.text).toContain(`person erase ${ANA}`);
    expect(message.text).not.toContain('--yes');
  });

  it('can be asked again once a copy was given', async () => {
    await askCopyAction.run(call());
    await settleExports(services.store, { personId: ANA, by: 'cli', now });
    expect(await openRequests(services.store)).toEqual([]);
    await askCopyAction.run(call());
    expect(await posts()).toHaveLength(2);
  });

  it('is kept for the command line while nobody is named who could be told', async () => {
    await services.store.db.deleteFrom('setting').execute();
    const said = must(await askCopyAction.run(call()), 'an answer');
    expect(said.text).toContain('nobody is named yet');
    expect(await openRequests(services.store)).toHaveLength(1);
  });

  it('is nothing for who is linked to nobody: nothing is held about them', async () => {
    await expect(askCopyAction.run(call(null))).rejects.toThrow('nothing is held about you');
    expect([privacyCommand, askCopyAction, askErasureAction].map(({ permission }) => permission)).toEqual([
      'linked',
      'linked',
      'linked',
    ]);
  });
});
