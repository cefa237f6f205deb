import { beforeAll, describe, expect, it } from 'vitest';
import type { Commitment, Services } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { digest } from '#features/digest/index.ts';
import { digestsFor } from '#features/digest/on-paper.ts';
import { plainTextOf } from '#features/digest/plain-text.ts';
import { fixedClock } from '#lib/clock.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { readActor } from '#access/actor.ts';
import { makeGrant } from '#access/grants.ts';
import { giveRole } from '#access/roles.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { Message } from '#slack/blocks/message.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { tell } from '../attainment/asking.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, LI, OTTO, smallCompany, VERA } from '../small-company.ts';

const at = (text: string) => Temporal.Instant.from(text);
const WEDNESDAY = Temporal.Instant.from('2026-11-18T09:00:00Z');
const MONDAY = Temporal.Instant.from('2026-11-23T07:00:00Z');
const NEXT_MONDAY = Temporal.Instant.from('2026-11-30T07:00:00Z');
const THIRD_MONDAY = Temporal.Instant.from('2026-12-07T07:00:00Z');
const FOURTH_MONDAY = Temporal.Instant.from('2026-12-14T07:00:00Z');
const LINKS = { U0VERA: VERA, U0DANA: DANA, U0ANA: ANA, U0OTTO: OTTO } as const;

const commitment: Commitment = {
  id: '1',
  ownerId: ANA,
  ownerName: 'Ana Silva',
  words: 'send the revised offer',
  dueOn: day('2026-11-25'),
  why: 'agreed on Nov 9',
};
let agreed: readonly Commitment[] = [];
const feature = digest([{ name: 'coaching', summary: '', commitments: async () => agreed }]);

let services: Services;
beforeAll(async () => {
  const migrations = Object.assign({}, ...FEATURES.map((one) => one.migrations ?? {}));
  const database = await openTestDatabase({ migrations });
  services = await aCompany(await database.installation(freshInstallationId()));
  return () => database.close();
}, 60_000);

/** Dana's team of two with quotas and a deal at risk each, Otto outside of it; everyone is in Berlin. */
async function aCompany(empty: Store): Promise<Services> {
  const store = await smallCompany(empty);
  const person = { name: '', email: null, timeZone: 'Europe/Berlin', locale: 'en-US', isFullMember: true };
  const profiles = Object.keys(LINKS).map((id) => ({ ...person, id }));
  const made = servicesOf(store, { now: WEDNESDAY, profiles });
  const confirmed = { confirmed_by: 'cli', confirmed_at: WEDNESDAY.toString() };
  const links = Object.entries(LINKS).map(([slack_user_id, person_id]) => ({
    slack_user_id,
    person_id,
    ...confirmed,
  }));
  await store.db.insertInto('identity_link').values(links).execute();
  const quota = {
    metric: 'bookings',
    start_on: '2026-10-01',
    end_on: '2027-01-01',
    currency: 'USD',
    source: 'csv',
    source_id: 'csv',
    known_at: '2026-10-01T00:00:00Z',
  } as const;
  await store.db
    .insertInto('quota')
    .values([ANA, LI].map((person_id) => ({ ...quota, person_id, amount: 10_000_000n })))
    .execute();
  const early = at('2026-11-02T09:00:00Z');
  await tell(made, 'W1', { name: 'Won early', amount: 2_000_000n, at: early });
  await tell(made, 'O1', {
    name: 'Acme renewal',
    amount: 4_000_000n,
    open: true,
    closeOn: '2026-11-03',
    at: early,
  });
  await tell(made, 'O2', {
    name: 'Globex',
    amount: 900_000n,
    owner: LI,
    open: true,
    closeOn: '2026-12-20',
    at: early,
  });
  await tell(made, 'O3', {
    name: 'Of Otto',
    amount: 900_000n,
    owner: OTTO,
    open: true,
    closeOn: '2026-11-01',
    at: early,
  });
  await store.db
    .updateTable('opportunity')
    .set({ next_step: 'call', push_count: 2 })
    .where('id', '=', 'O2')
    .execute();
  return made;
}

/** Everything that was asked for by then, as it would be sent. */
async function come(now: Temporal.Instant): Promise<ReadonlyMap<string, string>> {
  await runDue(now);
  const posts = await services.store.db
    .selectFrom('post')
    .selectAll()
    .where('state', '=', 'pending')
    .orderBy('key')
    .execute();
  const said = new Map<string, string>();
  for (const { key, kind, params, audience } of posts) {
    const post = must(
      feature.posts?.find((one) => one.kind === kind),
      kind,
    );
    const message = await post.render({ ...services, clock: fixedClock(now) }, { params, audience });
    if (message) said.set(key, wordsOf(message));
  }
  return said;
}

async function servicesOn(now: Temporal.Instant): Promise<Services> {
  return { ...services, clock: fixedClock(now) };
}

async function runDue(now: Temporal.Instant): Promise<void> {
  for (const schedule of feature.schedules ?? [])
    await schedule.run({ ...services, clock: fixedClock(now) }, now);
}

async function call(slackUserId: string, now = MONDAY) {
  const actor = await readActor(services.store, slackUserId, now);
  const own = { ...services, clock: fixedClock(now) };
  return {
    actor,
    services: own,
    now,
    timeZone: 'Europe/Berlin',
    locale: 'en-US',
    channelId: 'C1',
    openModal: async () => undefined,
    reply: async () => undefined,
  };
}

async function type(slackUserId: string, text: string): Promise<string> {
  const command = must(feature.subcommands?.[0], 'the command');
  return wordsOf(must(await command.run({ ...(await call(slackUserId)), text }), 'an answer'));
}

async function press(slackUserId: string, id: string, value: string): Promise<string> {
  const action = must(
    feature.actions?.find((one) => one.id === id),
    id,
  );
  const answer = await action.run({ ...(await call(slackUserId)), value, messageTs: null });
  return wordsOf(must(answer, 'an answer'));
}

function wordsOf(message: Message): string {
  return guard(message).text;
}

const editionOf = (user: string, monday: Temporal.Instant, about: string) =>
  `weekly/${user}/${monday.toString().slice(0, 10)}/${about}`;
const DANAS = editionOf('U0DANA', MONDAY, `team/${DANA}`);

// One company, week after week.
describe('the weekly digest', () => {
  it('comes to nobody for a Monday before they were known', async () => {
    expect([...(await come(WEDNESDAY)).keys()]).toEqual([]);
  });

  it('tells a manager on Monday where the team stands, who moved, what needs a look and why, and what to do next', async () => {
    await tell(services, 'W2', { name: 'Won late', amount: 500_000n, at: at('2026-11-19T09:00:00Z') });
    agreed = [commitment];
    const all = await come(MONDAY);
    expect([...all.keys()]).toEqual([DANAS, editionOf('U0VERA', MONDAY, `team/${VERA}`)]);
    const words = must(all.get(DANAS), 'what Dana reads');
    expect(words).toContain('Your team is at 12.5% of its quota this quarter: $25,000 of $200,000.');
    expect(words).toMatch(
      /Expected by now: 56.1%. Pace: 0.22, where 1 is on pace. Each of the 29 working days left/,
    );
    expect(words).toContain('Ana Silva: 25%, up 5 points.');
    expect(words).toMatch(
      /Acme renewal\*, \$40,000, Ana Silva: its close date, Nov 3, has passed; no activity for 44 days; no next step\./,
    );
    expect(words).toMatch(
      /Globex\*, \$9,000, Li Wei: pushed to a later month 2 times; no activity for 44 days\./,
    );
    expect(words).toContain('Ana Silva: send the revised offer. Due Nov 25, agreed on Nov 9.');
    expect(words).toContain('*Next:* ask Ana Silva about Acme renewal.');
    expect(words).not.toContain('Of Otto');
  });

  it('shows who asks about a deal, to everyone who got it; who may not see the deal cannot', async () => {
    await expect(press('U0OTTO', 'digest.ask', 'O1')).rejects.toThrow('needs no look');
    expect(await press('U0DANA', 'digest.ask', 'O1')).toContain('Acme renewal: Dana Cole asks about it.');
    expect(await press('U0VERA', 'digest.ask', 'O1')).toContain('Dana Cole asks about it.');
    const all = await come(MONDAY);
    for (const words of all.values())
      expect(words).toMatch(/Acme renewal.*_Dana Cole asks about it, Nov 23\._/);
    expect(all.get(DANAS)).toContain('*Next:* ask Li Wei about Globex.');
  });

  it('says nothing twice: a week later there is one line, or nothing for whoever wants it so', async () => {
    agreed = [];
    const own = must(
      feature.modals?.find(({ id }) => id === 'digest.own'),
      'the form',
    );
    await own.submit({
      ...(await call('U0VERA')),
      values: { weekday: '1', hour: '8', still: 'moved' },
      metadata: '',
    });
    const all = await come(NEXT_MONDAY);
    expect(all.has(editionOf('U0VERA', NEXT_MONDAY, `team/${VERA}`))).toBe(false);
    const words = must(all.get(editionOf('U0DANA', NEXT_MONDAY, `team/${DANA}`)), 'what Dana reads');
    expect(words).toContain("2 deals named before or in somebody's hands: no change, so not named again.");
    expect(words).toContain('Nothing else has moved since Nov 23.');
    expect(words).not.toMatch(/Acme|Globex|Next:/);
  });

  it('names a deal again once it was pushed again, and to a stand-in whose team it is', async () => {
    const grant = {
      kind: 'delegation',
      holderId: OTTO,
      subjectId: DANA,
      dataClass: null,
      from: day('2026-12-01'),
      to: day('2026-12-20'),
    } as const;
    await makeGrant(services.store, { ...grant, reason: 'leave' }, { by: 'cli', now: NEXT_MONDAY });
    await services.store.db
      .updateTable('opportunity')
      .set({ push_count: 3 })
      .where('id', '=', 'O2')
      .execute();
    await come(at('2026-12-02T09:00:00Z'));
    const all = await come(THIRD_MONDAY);
    const danas = must(all.get(editionOf('U0DANA', THIRD_MONDAY, `team/${DANA}`)), 'what Dana reads');
    expect(danas).toMatch(/Globex.*pushed to a later month 3 times/);
    expect(danas).not.toContain('Acme');
    const ottos = must(all.get(editionOf('U0OTTO', THIRD_MONDAY, `team/${DANA}`)), 'what Otto reads');
    expect(ottos).toMatch(/^\*Dana Cole's team is at 12.5% of its quota/);
    expect(ottos).toContain('Globex');
  });

  it('is rolled up by team for an executive, without a person and without a deal', async () => {
    await giveRole(services.store, {
      holder: OTTO,
      role: 'exec',
      by: 'cli',
      reason: 'leads',
      now: WEDNESDAY,
    });
    const words = await type('U0OTTO', '');
    expect(words).toMatch(/^\*The company is at 12.5% of its quota/);
    expect(words).toContain('Dana Cole: 12.5% of quota, pace 0.22, deals at risk 2 ($49,000).');
    expect(words).not.toMatch(/Ana Silva|Acme|Globex/);
    await expect(type('U0DANA', 'company')).rejects.toThrow('no such digest');
  });

  it('is there at any time: about one’s own week, with every deal, and fit to be mailed', async () => {
    const own = await type('U0ANA', '');
    expect(own).toContain('You are at 25% of your quota');
    expect(own).toMatch(/Acme renewal.*_Dana Cole asks about it, Nov 23\._/);
    expect(await press('U0ANA', 'digest.handled', 'O1')).toContain(
      'Acme renewal: Ana Silva marked it as handled.',
    );
    expect(await type('U0DANA', '')).toMatch(/Acme renewal.*_Ana Silva marked it as handled, Nov 23\._/);
    expect(await type('U0DANA', 'deals')).toMatch(/Acme renewal[^]*Globex/);
    expect(await type('U0DANA', 'preview')).toContain(
      'This is how the one of Monday, Nov 30 at 08:00 would look now.',
    );
    const [mail] = await digestsFor(await servicesOn(MONDAY), [], {
      email: 'dana.cole@example.com',
      about: undefined,
    });
    const text = plainTextOf(must(mail, 'a digest'));
    expect(text).toMatch(/^Your team is at 12.5% of its quota/);
    expect(text).not.toMatch(/[*`<>]/);
    expect(text.split('\n').filter((line) => line.length > 78)).toEqual([]);
  });

  it('rests while an admin has paused it, and makes nothing up', async () => {
    const scheduled = must(feature.scheduled?.[0], 'what admins see');
    const about = {
      id: 'weekly',
      actor: await readActor(services.store, 'U0DANA', THIRD_MONDAY),
      now: THIRD_MONDAY,
    };
    expect(await scheduled.pause(services, about)).toBe(true);
    expect([...(await come(FOURTH_MONDAY)).keys()].filter((key) => key.includes('2026-12-14'))).toEqual([]);
    const later = FOURTH_MONDAY.add({ hours: 30 });
    expect(await scheduled.resume(services, { ...about, now: later })).toBe(true);
    expect([...(await come(later)).keys()].filter((key) => key.includes('2026-12-14'))).toEqual([]);
    expect((await scheduled.list(services, later)).map(({ pause }) => pause)).toEqual([undefined]);
  });
});
