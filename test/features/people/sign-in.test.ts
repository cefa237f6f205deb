import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signInRoutes } from '#app/sign-in-routes.ts';
import { createDoor, type SignInSide } from '#app/sign-in.ts';
import { openWeb } from '#app/web.ts';
import type { Services } from '#feature.ts';
import { addAlias } from '#features/people/mail-rules.ts';
import { linkedPost, linkWaitsPost } from '#features/people/link-posts.ts';
import { linkCommand } from '#features/people/sign-in.ts';
import { movableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import type { LocalSalesforce } from '#sandbox/salesforce/local-salesforce.ts';
import type { Profile } from '#slack/directory.ts';
import { readAudit } from '#store/audit.ts';
import { linkPerson, setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { aCall } from '../a-call.ts';
import { testStore } from '../../support/database.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, smallCompany } from '../small-company.ts';
import { PlainBrowser } from './support/browser.ts';
import { type Client, NEWCOMER, signInOrg } from './support/org.ts';
import { tablesWith } from './support/traces.ts';

const START = Temporal.Instant.from('2026-11-18T09:00:00Z');
const CLIENT: Client = { clientId: 'attain', clientSecret: 'canary-sign-in-secret' };

const profile = (id: string, email: string, more: Partial<Profile> = {}): Profile => ({
  id,
  name: `Name of ${id}`,
  email,
  timeZone: 'UTC',
  locale: 'en-US',
  isFullMember: true,
  ...more,
});
const PROFILES = [
  profile('UANA', 'ana.silva@example.com'),
  profile('ULI', 'li@elsewhere.example'),
  profile('UGUEST', 'otto.kern@example.com', { isFullMember: false, absence: 'guest' }),
];

let shared: Store;
let services: Services;
let side: SignInSide;
let salesforce: LocalSalesforce;
let otherOrg: LocalSalesforce;
let web: Awaited<ReturnType<typeof openWeb>>;
const clock = movableClock(START);
let logged = '';

beforeAll(async () => {
  shared = await testStore();
  salesforce = await signInOrg('00D000000000001AAA', { client: CLIENT, clock });
  otherOrg = await signInOrg('00D000000000002AAA', { client: CLIENT, clock });
  web = await openWeb(0, '127.0.0.1');
});
afterAll(async () => {
  await web.close();
  await salesforce.close();
  await otherOrg.close();
});
beforeEach(async () => {
  logged = '';
  const log = pino({ level: 'debug' }, { write: (line: string) => void (logged += line) });
  side = { ...CLIENT, publicUrl: web.url, loginUrl: salesforce.url };
  const plain = servicesOf(await smallCompany(shared), { profiles: PROFILES, log });
  services = { ...plain, clock, signIn: createDoor({ store: shared, clock }, side) };
  await setInstaller(shared, { slackUserId: 'UOPS', changedBy: 'cli', now: START });
  web.serve(signInRoutes(services, side));
});

const call = (slackUserId: string, personId: string | null = null) =>
  aCall({
    services,
    actor: { slackUserId, personId, isInstaller: false },
    now: clock.now(),
    timeZone: 'UTC',
  });
async function addressFor(slackUserId: string): Promise<string> {
  const said = must(await linkCommand.run(call(slackUserId)), 'an answer');
  return must(/<(http[^|]+)\|Sign in to Salesforce>/.exec(said.text)?.[1], 'the address');
}
/** From the address in Slack to the page on which Salesforce asks who it is. */
const atSalesforce = async (address: string, browser = new PlainBrowser()) =>
  (await browser.open(address)).submit();
const signIn = async (slackUserId: string, user: string) =>
  (await atSalesforce(await addressFor(slackUserId))).submit({ user });
const links = async () => {
  const rows = await shared.db
    .selectFrom('identity_link')
    .select(['slack_user_id', 'person_id', 'confirmed_by'])
    .execute();
  return rows.map((row) => `${row.slack_user_id} is ${row.person_id} by ${row.confirmed_by}`);
};
const posts = () =>
  shared.db.selectFrom('post').select(['kind', 'audience', 'params']).orderBy('id').execute();

describe('signing in to Salesforce', () => {
  it('links whoever has the same address in Slack, tells them by themself, and keeps no token', async () => {
    const address = await addressFor('UANA');
    const browser = await new PlainBrowser().open(address);
    expect(browser.body).toMatch(/Name of UANA.*ana\.silva@example\.com/);
    await browser.submit();
    expect(browser.url).toMatch(/code_challenge_method=S256/);
    expect(await links()).toEqual([]);
    await browser.submit({ user: ANA });
    expect([browser.status, browser.body]).toEqual([200, expect.stringContaining('You are linked')]);
    expect(await links()).toEqual([`UANA is ${ANA} by salesforce`]);
    const [post] = await posts();
    expect(post).toMatchObject({ kind: 'people.linked', audience: 'UANA' });
    const told = await linkedPost.render(services, { params: must(post, 'it').params, audience: 'UANA' });
    expect(told?.text).toContain('You are linked to Ana Silva in Salesforce.');
    expect(salesforce.driver.calls()).toMatchObject({
      byKind: expect.objectContaining({ revoke: expect.any(Number) }),
    });
    const ticket = must(address.split('/').at(-1), 'the ticket');
    expect(await tablesWith(shared, [ticket, CLIENT.clientSecret])).toEqual([]);
    expect([ticket, CLIENT.clientSecret].filter((secret) => logged.includes(secret))).toEqual([]);
    expect((await readAudit(shared, { limit: 2 })).map(({ action }) => action)).toEqual([
      'link.signed_in',
      'link.confirmed',
    ]);
  });

  it('leaves it to an admin where the addresses differ: the address may have been passed on', async () => {
    expect((await signIn('ULI', DANA)).body).toContain('An admin looks at this');
    expect(await links()).toEqual([]);
    const [post] = await posts();
    expect(post).toMatchObject({ kind: 'people.link_waits', audience: 'UOPS' });
    const told = await linkWaitsPost.render(services, { params: must(post, 'it').params, audience: 'UOPS' });
    expect(told?.text).toContain('Name of ULI in Slack signed in to Salesforce as Dana Cole.');
  });

  it('links at once where an admin said that the address is theirs', async () => {
    await addAlias(
      shared,
      { email: 'li.wei@example.com', address: 'li@elsewhere.example' },
      { by: 'cli', now: START },
    );
    expect((await signIn('ULI', LI)).status).toBe(200);
    expect(await links()).toEqual([`ULI is ${LI} by salesforce`]);
  });

  it('changes no link there is, on either side', async () => {
    await linkPerson(shared, { slackUserId: 'ULI', personId: LI, confirmedBy: 'cli', now: START });
    await linkPerson(shared, { slackUserId: 'UOTHER', personId: ANA, confirmedBy: 'cli', now: START });
    const before = await links();
    expect((await signIn('ULI', DANA)).body).toContain('Your Slack account is linked to somebody else');
    expect((await signIn('UANA', ANA)).body).toContain('This Salesforce user has another Slack account');
    expect((await signIn('ULI', LI)).body).toContain('You were linked already');
    expect(await links()).toEqual(before);
    expect((await posts()).map(({ kind }) => kind)).toEqual(['people.link_waits', 'people.link_waits']);
  });

  it.each([
    ['is not known yet', NEWCOMER, 404, 'Attain does not know you yet'],
    ['did not want to', 'deny', 200, 'You did not sign in'],
  ])('says so to who %s', async (_, user, status, words) => {
    const browser = await signIn('UANA', user);
    expect([browser.status, browser.body]).toEqual([status, expect.stringContaining(words)]);
    expect(await links()).toEqual([]);
  });

  it('says so to who signed in to another org, and while Salesforce does not answer', async () => {
    side = { ...side, loginUrl: otherOrg.url };
    web.serve(signInRoutes(services, side));
    expect((await signIn('UANA', ANA)).body).toContain('That is another Salesforce');
    const browser = await atSalesforce(await addressFor('UANA'));
    otherOrg.driver.fault({ match: { kind: 'token' }, effect: { do: 'reset' } });
    expect((await browser.submit({ user: ANA })).body).toContain('Salesforce did not answer');
    expect(await links()).toEqual([]);
  });
});

describe('the address of a sign-in', () => {
  it('opens once, and a newer one ends the older', async () => {
    const old = await addressFor('UANA');
    const address = await addressFor('UANA');
    expect((await new PlainBrowser().open(old)).body).toContain('not good any more');
    const [one, other] = [await atSalesforce(address), await atSalesforce(address)];
    expect((await one.submit({ user: ANA })).body).toContain('You are linked');
    expect((await other.submit({ user: ANA })).body).toContain('used already');
    expect((await new PlainBrowser().open(address)).status).toBe(410);
  });

  it('is good for ten minutes, also on the way back', async () => {
    const address = await addressFor('UANA');
    const browser = await atSalesforce(address);
    clock.moveTo(clock.now().add({ minutes: 10 }));
    expect((await browser.submit({ user: ANA })).body).toContain('not good any more');
    expect((await new PlainBrowser().open(address)).status).toBe(410);
    expect(await links()).toEqual([]);
  });

  it('leads nowhere in another browser, from another page, or with another state', async () => {
    const address = await addressFor('UANA');
    const browser = await atSalesforce(address);
    const code = await fetch(browser.url, {
      method: 'POST',
      body: new URLSearchParams({ user: ANA }),
      redirect: 'manual',
    });
    const callback = must(code.headers.get('location'), 'the way back');
    expect((await new PlainBrowser().open(callback)).body).toContain('This did not begin here');
    expect((await browser.open(callback.replace(/state=[^&]+/, 'state=x'))).status).toBe(403);
    const forged = await fetch(address, { method: 'POST', headers: { origin: 'https://evil.example' } });
    expect(forged.status).toBe(403);
    expect(await links()).toEqual([]);
  });

  it('is given to no guest, to nobody who is linked, and nowhere while it is not set up', async () => {
    await expect(linkCommand.run(call('UGUEST'))).rejects.toThrow('Only full members');
    expect((await linkCommand.run(call('UANA', ANA)))?.text).toContain('You are linked to Ana Silva');
    const off = { ...call('UANA'), services: { ...services, signIn: undefined } };
    await expect(linkCommand.run(off)).rejects.toThrow('not set up here');
  });

  it('shows a page, and no more than that, when something fails on our side', async () => {
    const browser = await new PlainBrowser().open(
      await must(services.signIn, 'a door').addressFor('UNKNOWN'),
    );
    expect([browser.status, browser.body]).toEqual([500, expect.stringContaining('That did not work')]);
    expect(browser.body).not.toContain('Slack does not know them');
    expect(logged).toContain('Slack does not know them');
  });

  it('is not good for who became a guest meanwhile', async () => {
    const browser = await atSalesforce(await addressFor('UANA'));
    const guest = PROFILES.map((one) => (one.id === 'UANA' ? { ...one, isFullMember: false } : one));
    const later = { ...services, directory: servicesOf(shared, { profiles: guest }).directory };
    web.serve(signInRoutes(later, side));
    expect((await browser.submit({ user: ANA })).body).toContain('Guests are not linked');
    expect(await links()).toEqual([]);
  });
});
