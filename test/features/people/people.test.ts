import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { people } from '#features/people/index.ts';
import { linkByEmail, linkPeople, proposedLinks } from '#features/people/links.ts';
import { silentLog } from '#lib/log.ts';
import { must } from '#lib/errors.ts';
import type { Profile } from '#slack/directory.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../../support/database.ts';
import { ANA, aPerson, DANA, LI, smallCompany } from '../small-company.ts';
import { aCall } from '../a-call.ts';
import { servicesOf } from '../services.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const INSTALLER = { slackUserId: 'UINSTALLER', personId: null, isInstaller: true };

const profile = (id: string, email: string | null, isFullMember = true): Profile => ({
  id,
  name: `@${id.toLowerCase()}`,
  email,
  timeZone: 'Europe/Berlin',
  locale: 'en-US',
  isFullMember,
});
const PROFILES = [
  profile('UDANA', 'dana.cole@example.com'),
  profile('UANA', 'ana.silva@example.com'),
  profile('UGUEST', 'li.wei@example.com', false),
  profile('UTWIN1', 'otto.kern@example.com'),
  profile('UTWIN2', 'otto.kern@example.com'),
];

let services: Services;
let shared: Store;
beforeAll(async () => {
  shared = await testStore();
});
beforeEach(async () => {
  services = servicesOf(await smallCompany(shared), { profiles: PROFILES, log: silentLog });
});

const links = () =>
  services.store.db
    .selectFrom('identity_link')
    .select(['slack_user_id', 'person_id', 'confirmed_by'])
    .orderBy('slack_user_id')
    .execute();

const call = () => aCall({ services, actor: INSTALLER, now });

async function press(value: string) {
  const action = must(people.actions?.[0], 'the confirm button');
  return action.run({ ...call(), value });
}

describe('links between Slack and Salesforce', () => {
  it('are proposed where exactly one full member has the same e-mail, and applied by nobody', async () => {
    const proposed = await proposedLinks(services);
    expect(proposed.matched.map(({ personId }) => personId)).toEqual([ANA, DANA]);
    expect(proposed.unclear.map(({ people: several, members }) => [several.length, members.length])).toEqual([
      [1, 2],
    ]);
    expect(proposed.unmatched.map(({ email }) => email)).toEqual([
      'li.wei@example.com',
      'vera.holt@example.com',
    ]);
    expect(await links()).toEqual([]);
  });

  it('are confirmed by the installer, one or several at a time', async () => {
    const message = await press(JSON.stringify([{ slackUserId: 'UDANA', personId: DANA }]));
    expect(message?.text).toContain('Done: 1 person is linked.');
    expect(message?.text).toContain('*1 of 5* people in Salesforce is linked to Slack.');
    expect(message?.text).not.toContain('Dana Cole');
    expect(await links()).toEqual([{ slack_user_id: 'UDANA', person_id: DANA, confirmed_by: 'UINSTALLER' }]);
  });

  it('are all made or none', async () => {
    const pairs = [
      { slackUserId: 'UDANA', personId: DANA },
      { slackUserId: 'UNOBODY', personId: 'nobody' },
    ];
    await expect(linkPeople(services, pairs, { confirmedBy: 'cli', now })).rejects.toThrow(
      'not in Salesforce',
    );
    expect(await links()).toEqual([]);
  });

  it.each(['', 'x', '[]', '{"a":1}', JSON.stringify([{ slackUserId: '', personId: 'x' }])])(
    'are not made by a forged button: %s',
    async (value) => {
      await expect(press(value)).rejects.toThrow('cannot be read');
      expect(await links()).toEqual([]);
    },
  );

  it('are shown in batches of ten, with the rest counted', async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      aPerson({ id: `005M${i}`, name: `Rep ${String(i).padStart(2, '0')}` }),
    );
    await services.store.db.insertInto('person').values(many).execute();
    const profiles = many.map(({ id, email }) => profile(`U${id}`, email));
    const message = await must(people.subcommands?.[0], 'the command').run({
      ...call(),
      services: servicesOf(services.store, { profiles, log: silentLog }),
    });
    expect(message?.text).toContain('30 can be linked by their e-mail; the first 10 are below.');
    expect(message?.blocks.filter((block) => block.type === 'actions')).toHaveLength(12);
  });

  it('belong to the installer alone', () => {
    const handlers = [...(people.subcommands ?? []), ...(people.actions ?? [])].filter(
      ({ shows }) => shows.length > 0,
    );
    expect(handlers.map(({ permission }) => permission)).toEqual(handlers.map(() => 'installer'));
  });
});

describe('linking by e-mail from the command line', () => {
  const confirmation = { confirmedBy: 'cli', now };

  it('finds the Slack account by the same e-mail', async () => {
    const linked = await linkByEmail(services, { email: ' Ana.Silva@example.com' }, confirmation);
    expect(linked).toEqual({ slackUserId: 'UANA', personId: ANA, name: 'Ana Silva' });
    expect(await links()).toHaveLength(1);
  });

  it('takes the Slack account that is named', async () => {
    await linkByEmail(services, { email: 'li.wei@example.com', slackUserId: 'ULI' }, confirmation);
    expect(await links()).toMatchObject([{ slack_user_id: 'ULI', person_id: LI }]);
  });

  it.each([
    ['nobody@example.com', 'Nobody active in Salesforce has the e-mail nobody@example.com.'],
    ['li.wei@example.com', 'No full member of the Slack workspace has the e-mail li.wei@example.com.'],
  ])('refuses %s: %s', async (email, message) => {
    await expect(linkByEmail(services, { email }, confirmation)).rejects.toThrow(message);
  });
});
