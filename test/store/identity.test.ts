import { beforeAll, describe, expect, it } from 'vitest';
import { endLink, hasLeft, readFormerLinks } from '#store/former-links.ts';
import { actorOf, linkPerson } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../support/database.ts';

const now = Temporal.Instant.from('2026-11-23T08:00:00Z');

let installation: Store;

beforeAll(async () => {
  installation = await testStore();
});

async function storeWithPeople(): Promise<Store> {
  for (const table of ['identity_link', 'former_link', 'audit_entry', 'setting', 'person'] as const)
    await installation.db.deleteFrom(table).execute();
  const person = { is_active: true, user_type: 'Standard', time_zone: 'UTC', locale: 'en_US' };
  const dates = { created_at: now.toString(), modified_at: now.toString() };
  for (const [id, name] of [
    ['005D', 'Dana Cole'],
    ['005O', 'Omar Haddad'],
  ] as const) {
    await installation.db
      .insertInto('person')
      .values({ ...person, ...dates, id, name, email: `${id}@example.com` })
      .execute();
  }
  return installation;
}

const link = { slackUserId: 'U0DANA', personId: '005D', confirmedBy: 'U0BOSS', now };

describe('who a Slack user is', () => {
  it('is nobody until it was confirmed', async () => {
    const store = await storeWithPeople();
    expect(await actorOf(store, 'U0DANA')).toEqual({
      slackUserId: 'U0DANA',
      personId: null,
      isInstaller: false,
    });
    await linkPerson(store, link);
    expect(await actorOf(store, 'U0DANA')).toMatchObject({ personId: '005D' });
  });

  it('can be corrected and taken away, and what was is kept with its reason and date', async () => {
    const store = await storeWithPeople();
    await linkPerson(store, link);
    await linkPerson(store, { ...link, personId: '005O' });
    expect(await actorOf(store, 'U0DANA')).toMatchObject({ personId: '005O' });
    const end = {
      slackUserId: 'U0DANA',
      reason: 'taken_away',
      by: 'cli',
      now: now.add({ hours: 1 }),
    } as const;
    expect(await endLink(store, end)).toEqual({ personId: '005O' });
    expect(await endLink(store, end)).toBeUndefined();
    expect(await actorOf(store, 'U0DANA')).toMatchObject({ personId: null });
    expect(await readFormerLinks(store, 5)).toMatchObject([
      { personId: '005O', reason: 'taken_away', endedBy: 'cli', endedAt: now.add({ hours: 1 }) },
      { personId: '005D', reason: 'moved', endedBy: 'U0BOSS', endedAt: now },
    ]);
  });

  it('holds nothing by the account alone once they have left, until they are linked again', async () => {
    const store = await storeWithPeople();
    const left = async (reason: 'slack_guest' | 'taken_away') => {
      await linkPerson(store, link);
      await endLink(store, { slackUserId: 'U0DANA', reason, by: 'attain', now });
      return hasLeft(store, 'U0DANA');
    };
    expect([await hasLeft(store, 'U0DANA'), await left('slack_guest'), await left('taken_away')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('is not two people’s account, and one person has not two accounts', async () => {
    const store = await storeWithPeople();
    await linkPerson(store, link);
    await expect(linkPerson(store, { ...link, slackUserId: 'U0OTHER' })).rejects.toThrow(
      'Dana Cole is already linked',
    );
    await linkPerson(store, link);
  });

  it('is only someone Salesforce knows', async () => {
    const store = await storeWithPeople();
    await expect(linkPerson(store, { ...link, personId: '005X' })).rejects.toThrow('not in Salesforce');
  });

  it('may be the installer', async () => {
    const store = await storeWithPeople();
    const value = JSON.stringify({ slackUserId: 'U0DANA' });
    await store.db
      .insertInto('setting')
      .values({ name: 'installer', value, changed_by: 'setup', changed_at: now.toString() })
      .execute();
    expect(await actorOf(store, 'U0DANA')).toMatchObject({ isInstaller: true });
    expect(await actorOf(store, 'U0OMAR')).toMatchObject({ isInstaller: false });
  });
});
