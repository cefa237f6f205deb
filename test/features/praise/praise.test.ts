import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { praise } from '#features/praise/index.ts';
import { fixedClock } from '#lib/clock.ts';
import { must, Refusal } from '#lib/errors.ts';
import { createOutbox } from '#outbox/create-outbox.ts';
import type { ChannelReaders } from '#slack/channels.ts';
import type { Profile } from '#slack/directory.ts';
import type { Database } from '#store/database.ts';
import { linkPerson } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, smallCompany } from '../small-company.ts';
import { type Desk, deskOf } from './desk.ts';

const NOW = Temporal.Instant.from('2026-11-18T09:00:00Z');
const LINK = 'https://example.slack.com/archives/C0SALES/p1763456400000100';

const profile = (id: string, name: string, more: Partial<Profile> = {}): Profile => ({
  id,
  name,
  email: null,
  timeZone: 'Europe/Berlin',
  locale: 'en-US',
  isFullMember: true,
  ...more,
});
/** Dana leads Ana and Li. Mia is in Slack alone, Gus is a guest. */
const PROFILES = [
  profile('U0DANA', 'dana'),
  profile('U0ANA', 'ana'),
  profile('U0LI', 'li'),
  profile('U0MIA', 'Mia Marketing'),
  profile('U0GUS', 'Gus Guest', { isFullMember: false, isGuest: true }),
];

let database: Database;
let store: Store;
let services: Services;
let desk: Desk;
let readers: ChannelReaders | undefined;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: praise.migrations ?? {} });
  store = await database.installation(freshInstallationId());
}, 60_000);
afterAll(() => database.close());
beforeEach(async () => {
  await smallCompany(store);
  for (const [slackUserId, personId] of [
    ['U0DANA', DANA],
    ['U0ANA', ANA],
    ['U0LI', LI],
  ] as const)
    await linkPerson(store, { slackUserId, personId, confirmedBy: 'cli', now: NOW });
  readers = { people: PROFILES.map(({ id }) => id), hasGuest: false, isExternal: false };
  const channels = { readersOf: async () => readers, linkTo: async () => LINK };
  services = { ...servicesOf(store, { now: NOW, profiles: PROFILES }), channels };
  desk = deskOf(services);
});

interface Said {
  readonly audience: string;
  readonly words: string | undefined;
}

/** What the outbox would say now, to whom. */
async function said(): Promise<readonly Said[]> {
  const posts = await store.db
    .selectFrom('post')
    .select(['kind', 'params', 'audience'])
    .orderBy('id')
    .execute();
  const all: Said[] = [];
  for (const { kind, params, audience } of posts) {
    const known = must(
      praise.posts?.find((one) => one.kind === kind),
      kind,
    );
    all.push({ audience, words: (await known.render(services, { params, audience }))?.text });
  }
  return all;
}

/** They have all left for Slack. */
async function leave(): Promise<void> {
  await store.db.updateTable('post').set({ state: 'posted', ts: '1.2', channel: 'C0SALES' }).execute();
}

describe('praise in a channel', () => {
  it('is shown as it will be read, with who reads it, and said once it is sent', async () => {
    const preview = await desk.write('U0DANA');
    const words = JSON.stringify(preview.blocks);
    expect(words).toContain('*<#C0SALES> reads it:* 5 people. Ana Silva will be mentioned.');
    expect(words).toContain('Dana Cole praises <@U0ANA>');
    expect(await said()).toEqual([]);
    expect(await desk.submit('U0DANA', preview)).toMatchObject({
      kind: 'update',
      view: { title: 'Praised' },
    });
    const [one] = await said();
    expect(one?.audience).toBe('C0SALES');
    expect(one?.words).toBe(
      '*Dana Cole praises <@U0ANA>*\n&gt; The demo won them over.\nSaid by Dana Cole with `/attain praise`.',
    );
    expect(words).toContain('&gt; The demo won them over.');
  });

  it('is read as it was shown, block by block', async () => {
    const preview = await desk.write('U0DANA', { people: ['U0MIA', 'U0ANA'], words: 'One\nTwo' });
    await desk.submit('U0DANA', preview);
    const { params } = await store.db.selectFrom('post').select('params').executeTakeFirstOrThrow();
    const kind = must(
      praise.posts?.find((one) => one.kind === 'praise.posted'),
      'the kind',
    );
    const message = await kind.render(services, { params, audience: 'C0SALES' });
    expect(preview.blocks.slice(2, -2)).toEqual(message?.blocks);
  });

  it('is said once, however often it is submitted, at once or one after another', async () => {
    const preview = await desk.write('U0DANA');
    await Promise.all([desk.submit('U0DANA', preview), desk.submit('U0DANA', preview)]);
    await desk.submit('U0DANA', preview);
    expect(await said()).toHaveLength(1);
  });

  it('is kept and handed on together: killed in between it is not said, submitted again it is said once', async () => {
    const preview = await desk.write('U0DANA');
    const outbox = createOutbox({
      wake: async () => undefined,
      crashPoint: () => Promise.reject(new Error('killed')),
    });
    await expect(deskOf({ ...services, outbox }).submit('U0DANA', preview)).rejects.toThrow('killed');
    expect(await said()).toEqual([]);
    expect((await desk.type('U0DANA', 'list'))?.text).toContain('You have praised nobody here yet.');
    await desk.submit('U0DANA', preview);
    await desk.submit('U0DANA', preview);
    expect(await said()).toHaveLength(1);
  });

  it('mentions nobody by its words, whatever they say', async () => {
    await desk.submit(
      'U0DANA',
      await desk.write('U0DANA', { words: '<!channel> <@U0LI>\n@here https://x.example' }),
    );
    const [one] = await said();
    expect(one?.words?.match(/<[^>]*>/g)).toEqual(['<@U0ANA>']);
    expect(one?.words).not.toMatch(/@(here|channel)/);
  });

  it('is shown anew when other people would read it than was said', async () => {
    const preview = await desk.write('U0DANA');
    readers = { ...must(readers, 'readers'), hasGuest: true };
    const again = await desk.submit('U0DANA', preview);
    expect(JSON.stringify(again)).toContain('Who reads it has changed since you last looked');
    expect(JSON.stringify(again)).toContain('and guests who are in it');
    expect(await said()).toEqual([]);
    if (again.kind === 'update') await desk.submit('U0DANA', again.view);
    expect(await said()).toHaveLength(1);
  });

  it('is not said where the giver may no longer say it', async () => {
    const preview = await desk.write('U0DANA');
    readers = { ...must(readers, 'readers'), isExternal: true };
    await expect(desk.submit('U0DANA', preview)).rejects.toThrow(Refusal);
    expect(await said()).toEqual([]);
  });

  it('from the menu of a message is about who wrote it and links to it', async () => {
    const form = await desk.chooseOn('U0DANA', 'U0ANA');
    expect(JSON.stringify(form.blocks)).toContain('"initial_users":["U0ANA"]');
    const preview = await desk.submit('U0DANA', form, {
      people: ['U0ANA'],
      words: 'Well done',
      place: 'alone',
    });
    expect(JSON.stringify(preview)).toContain(`<${LINK}|The message it is about>`);
    if (preview.kind === 'update') await desk.submit('U0DANA', preview.view);
    expect((await said())[0]?.words).toContain(`<${LINK}|The message it is about>. Only you read this.`);
  });

  it.each([['U0DANA'], [null]])(
    'from a message of one’s own or of an app (%s) names nobody yet',
    async (author) => {
      expect(JSON.stringify(await desk.chooseOn('U0DANA', author))).not.toContain('initial_users');
    },
  );
});

describe('private praise', () => {
  it('goes to each of them alone, and says who is praised with them', async () => {
    const preview = await desk.write('U0DANA', { people: ['U0ANA', 'U0MIA'], place: 'alone' });
    expect(JSON.stringify(preview.blocks)).toContain('*Only Ana Silva and Mia Marketing read it,*');
    await desk.submit('U0DANA', preview);
    expect(await said()).toEqual([
      { audience: 'U0ANA', words: expect.stringContaining('Praised with you: Mia Marketing.') },
      { audience: 'U0MIA', words: expect.stringContaining('praises you*\n&gt; The demo won them over.') },
    ]);
  });

  it('is what they get who want it so, at once; the giver is told before', async () => {
    await desk.press('U0ANA', 'praise.keep_private');
    const preview = await desk.write('U0DANA');
    expect(preview.submit).toBe('Say it privately');
    expect(JSON.stringify(preview.blocks)).toContain('Ana Silva would rather have praise in private');
    await desk.submit('U0DANA', preview);
    expect((await said()).map(({ audience }) => audience)).toEqual(['U0ANA']);
    expect(await desk.home('U0ANA')).toContain('is said to you alone');
    await desk.press('U0ANA', 'praise.let_public');
    expect((await desk.write('U0DANA')).submit).toBe('Say it');
  });

  it('takes the place of what waits to be said in a channel, and not of what stands there', async () => {
    await desk.submit('U0DANA', await desk.write('U0DANA', { words: 'First' }));
    await leave();
    await desk.submit('U0DANA', await desk.write('U0DANA', { words: 'Second' }));
    await desk.type('U0ANA', 'private');
    expect(await said()).toEqual([
      { audience: 'C0SALES', words: expect.stringContaining('First') },
      { audience: 'U0ANA', words: expect.stringContaining('Second') },
    ]);
  });

  it('can be wanted by who is nobody in Salesforce, who can praise nobody themself', async () => {
    const home = await desk.home('U0MIA');
    expect(home).toContain('Keep praise of me private');
    expect(home).not.toContain('Praise somebody');
    expect(praise.subcommands?.[0]?.permission).toBe('linked');
  });
});

describe('who gave praise', () => {
  it('takes it back where it stands, without a name; what has not left never leaves', async () => {
    await desk.submit('U0DANA', await desk.write('U0DANA'));
    await leave();
    await desk.submit('U0DANA', await desk.write('U0DANA', { words: 'Not sent yet', place: 'alone' }));
    const list = await desk.type('U0DANA', 'list');
    const ids = [...JSON.stringify(list?.blocks).matchAll(/"value":"([0-9a-f-]{36})"/g)].map(
      ([, id = '']) => id,
    );
    expect(ids).toHaveLength(2);
    for (const id of ids) {
      await expect(desk.press('U0ANA', 'praise.take_back', id)).rejects.toThrow('no praise of yours');
      await desk.press('U0DANA', 'praise.take_back', id);
    }
    expect(await said()).toEqual([
      { audience: 'C0SALES', words: 'A praise stood here. Who gave it has taken it back.' },
    ]);
    const stale = await store.db.selectFrom('post').select('stale').executeTakeFirst();
    expect(stale).toEqual({ stale: true });
    await expect(desk.press('U0DANA', 'praise.take_back', ids[0])).rejects.toThrow(Refusal);
  });

  it('has room for five a day where they are, and is told so kindly', async () => {
    for (const words of ['1', '2', '3', '4'])
      await desk.submit('U0DANA', await desk.write('U0DANA', { words }));
    const last = await desk.write('U0DANA', { words: '5' });
    const tooMany = await desk.write('U0DANA', { words: '6' });
    await desk.submit('U0DANA', last);
    await expect(desk.submit('U0DANA', tooMany)).rejects.toThrow('5 times today, thank you');
    expect(await said()).toHaveLength(5);
    const tomorrow = deskOf({ ...services, clock: fixedClock(NOW.add({ hours: 15 })) });
    await tomorrow.submit('U0DANA', tooMany);
    expect(await said()).toHaveLength(6);
  });
});

describe('the list', () => {
  it('shows what one was given and gave, and to who leads people how often they were praised, no more', async () => {
    await desk.submit('U0LI', await desk.write('U0LI', { place: 'alone', words: 'Between us' }));
    const own = await desk.type('U0ANA', 'list');
    expect(own?.text).toContain('Nov 18, 2026, Li Wei, privately: “Between us”');
    const lead = await desk.type('U0DANA', 'list');
    expect(lead?.text).toContain(
      '*Your people*, praise they were given in the last 90 days: Ana Silva once.',
    );
    expect(lead?.text).toContain('Perhaps next: Li Wei.');
    expect(lead?.text).not.toContain('Between us');
    expect((await desk.type('U0LI', 'list'))?.text).not.toContain('Your people');
  });
});
