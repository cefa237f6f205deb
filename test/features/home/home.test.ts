import { beforeAll, describe, expect, it } from 'vitest';
import { makeGrant } from '#access/grants.ts';
import { type Commitment, homeOf } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { attainment } from '#features/attainment/index.ts';
import { digest } from '#features/digest/index.ts';
import { home } from '#features/home/index.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { setOptedOut } from '#features/leaderboard/privacy-store.ts';
import { saveTopic } from '#governor/choices.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { readAudit } from '#store/audit.ts';
import { countQueries } from '../../support/count-queries.ts';
import { aCall, asPerson } from '../a-call.ts';
import { aPerson, ANA, DANA, LI } from '../small-company.ts';
import { companyWithHome, giveQuotas, type Homes, NOW, wordsOf } from './company.ts';

const offer: Commitment = {
  id: '1',
  ownerId: ANA,
  ownerName: 'Ana Silva',
  words: 'send the revised offer',
  dueOn: day('2026-12-02'),
  why: 'agreed on Nov 9',
  action: { action: 'coaching.done', label: 'Done', value: '1' },
};

let homes: Homes;
beforeAll(async () => {
  homes = await companyWithHome();
  return () => homes.close();
}, 60_000);

// One company, from a first look on.
describe('a rep’s own page', () => {
  it('says the next step first and what is coming, each line with its one thing to do', async () => {
    expect(wordsOf(await homes.open('U0ANA', 'own'))).toBe(
      [
        'What is next',
        '*Next:* look at *Acme renewal*, $40,000: its close date, Nov 3, has passed; no activity for 39 days.',
        '[Mark as handled]',
        '*What is coming*\nThu, Dec 31: the last day of 2026-Q4.',
      ].join('\n'),
    );
  });

  it('shows what was agreed, and puts it first in its last week', async () => {
    homes.agree([offer]);
    const far = await homes.read('U0ANA');
    expect(far).toContain(
      '*Agreed and open*\nsend the revised offer. Due Wed, Dec 2, agreed on Nov 9.\n[Done]',
    );
    homes.agree([{ ...offer, dueOn: day('2026-11-17') }]);
    const late = await homes.read('U0ANA');
    expect(late).toContain('*Next:* send the revised offer. Due Tue, Nov 17, agreed on Nov 9.\n[Done]');
    expect(late).not.toContain('Agreed and open');
    homes.agree([]);
  });

  it('has the person’s own place on a board that posts, and when it posts next, but not for who left the boards', async () => {
    const spec = {
      channelId: 'C0PRIVATE',
      metric: 'bookings',
      periodType: 'quarter',
      by: 'person',
      rows: 10,
    } as const;
    const schedule = { days: [5], hour: 15, timeZone: 'Europe/Berlin' };
    await startBoard(homes.services, { ...spec, ...schedule }, { userId: 'U1', now: NOW });
    const ana = await homes.read('U0ANA');
    expect(ana).toContain('Bookings this quarter: you are in place 2 of 2. Only you see this.');
    expect(ana).toContain('Fri, Nov 20: the board of people by bookings, each quarter, at 15:00.');
    expect(ana).not.toMatch(/Li Wei|C0PRIVATE/);
    const { store } = homes.services;
    const change = { by: 'U0ANA', now: NOW };
    await setOptedOut(store, ANA, { ...change, isOut: true });
    expect(await homes.read('U0ANA')).not.toMatch(/place|board/);
    await setOptedOut(store, ANA, { ...change, isOut: false });
  });

  it('has the weekly digest for who gets one: whoever leads, and whoever turned theirs on', async () => {
    const digestLine = 'Mon, Nov 23: your weekly digest, at 08:00.';
    expect(await homes.read('U0DANA')).toContain(digestLine);
    expect(await homes.read('U0ANA')).not.toContain('digest, at');
    await saveTopic(homes.services.store, {
      slackUserId: 'U0ANA',
      topic: 'weekly_mine',
      mode: 'on',
      now: NOW,
    });
    expect(await homes.read('U0ANA')).toContain(digestLine);
    await saveTopic(homes.services.store, { slackUserId: 'U0DANA', topic: 'weekly', mode: 'off', now: NOW });
    expect(await homes.read('U0DANA')).not.toContain('digest, at');
  });

  it('has a planned talk for the two of them, and nothing of it for anybody else', async () => {
    await homes.services.store.db
      .withTables<{ coaching_focus: Record<string, string | number> }>()
      .insertInto('coaching_focus')
      .values({
        person_id: ANA,
        coach_id: DANA,
        metric: 'win_rate',
        period_type: 'quarter',
        period_start: '2026-07-01',
        found_on: '2026-11-10',
        state: 'planned',
        session_on: '2026-11-24',
        revision: 0,
      })
      .execute();
    expect(await homes.read('U0ANA')).toContain('Tue, Nov 24: your talk with Dana Cole.');
    expect(await homes.read('U0DANA')).toContain('Tue, Nov 24: your talk with Ana Silva.');
    for (const other of ['U0VERA', 'U0LI']) expect(await homes.read(other)).not.toContain('your talk');
  });

  it('has a change that was announced to them until they say that they read it', async () => {
    await announce('From December on we sell to hospitals before schools.', '2026-12-01');
    const unread =
      'Tue, Dec 1: "From December on we sell to hospitals before schools" takes effect; it is in your messages, not marked as read.\n[I have read it]';
    expect(await homes.read('U0LI')).toContain(unread);
    expect(await homes.read('U0ANA')).not.toContain('hospitals');
    await homes.press('U0LI', 'announcements.acknowledge', '1');
    expect(await homes.read('U0LI')).not.toContain('hospitals');
  });

  it('drops a deal once it is handled, and then says that nothing asks for anything', async () => {
    await homes.press('U0OTTO', 'digest.handled', 'O3');
    const otto = await homes.read('U0OTTO');
    expect(otto).toContain(
      'Nothing of your own asks for you: no open deal of yours needs a look, and nothing you agreed on is due this week.',
    );
  });

  it('says who is on leave that nothing comes meanwhile, and who is ramping up that less is asked', async () => {
    await hold(ANA, 'ramp', '0.5');
    expect(await homes.read('U0ANA')).toContain(
      'You are ramping up: for now a part of the quota is asked of you',
    );
    await hold(LI, 'leave', 'parental');
    expect(await homes.read('U0LI')).toContain(
      'You are on leave and back on Thu, Dec 3. No nudges come meanwhile.',
    );
    await homes.services.store.db.deleteFrom('fact_correction').execute();
  });
});

describe('a manager’s team', () => {
  it('says where it stands, what to do next, and whom to help first, each with a reason and a why', async () => {
    expect(wordsOf(await homes.open('U0DANA', 'team'))).toMatch(
      new RegExp(
        [
          /Your team/,
          /\*It is at 55% of its quota this quarter: \$110,000 of \$200,000\.\*\nExpected by now: 51.5%\. Pace: 1\.07, where 1 is on pace\./,
          /\[Why this number\]/,
          /\*Next:\* ask Ana Silva about \*Acme renewal\*, \$40,000: its close date, Nov 3, has passed; no activity for 39 days\./,
          /\[I'll ask about it\]/,
          /\*Where your help counts most\*/,
          /\*Ana Silva\*: 20% of quota, expected by now: 51.5%\.\nThe next step above is theirs\./,
          /\[Why\]/,
          /\*Li Wei\*: 90% of quota, expected by now: 51.5%\.\nAsk about \*Globex\*, \$9,000: its close date, Nov 5, has passed; .*\./,
          /\[I'll ask about it\]\n\[Why\]/,
          /2026-Q4, Oct 1 – Dec 31, 2026\. Salesforce has not been read completely yet\.$/,
        ]
          .map(({ source }) => source)
          .join('\\n'),
      ),
    );
  });

  it('asks nothing about who is on leave, and compares nobody who is ramping up', async () => {
    await homes.press('U0DANA', 'digest.ask', 'O1');
    await hold(ANA, 'ramp', '0.1');
    await hold(LI, 'leave', 'parental');
    const words = wordsOf(await homes.open('U0DANA', 'team'));
    expect(words).not.toMatch(/Ana Silva|Li Wei|Globex/);
    expect(words).toContain('Of your people: 1 is ramping up, 1 is on leave.');
    const { db } = homes.services.store;
    await db.deleteFrom('fact_correction').execute();
    await db.withTables<{ weekly_act: { deal_id: string } }>().deleteFrom('weekly_act').execute();
  });

  it('is for nobody who leads nobody', async () => {
    expect(await homes.open('U0ANA', 'team')).toEqual([]);
    expect(await homes.open('U0OTTO', 'team')).toEqual([]);
  });

  it('is there for whoever stands in, under the name of its manager', async () => {
    const grant = {
      kind: 'delegation',
      holderId: 'U0OTTO',
      subjectId: DANA,
      dataClass: null,
      from: day('2026-11-17'),
      to: day('2026-11-20'),
      reason: 'leave',
    } as const;
    await makeGrant(homes.services.store, grant, { by: 'U1', now: NOW });
    const words = wordsOf(await homes.open('U0OTTO', 'team'));
    expect(words).toContain('The team of Dana Cole');
    expect(words).toContain('*Ana Silva*: 20% of quota');
  });

  it('notes whose figures were read, once in half a day, however often the page is shown afresh', async () => {
    const reads = async () =>
      (await readAudit(homes.services.store, { subject: ANA, limit: 50 })).filter(
        ({ action, actor }) => action === 'figures.read' && actor === 'U0DANA',
      ).length;
    expect(await reads()).toBe(1);
    await homes.open('U0DANA', 'team');
    expect(await reads()).toBe(1);
  });

  it('moves on to the next thing once one is taken in hand', async () => {
    await homes.press('U0DANA', 'digest.ask', 'O1');
    const words = wordsOf(await homes.open('U0DANA', 'team'));
    expect(words).toContain('*Next:* ask Li Wei about *Globex*');
    expect(words).toContain(
      '*Ana Silva*: 20% of quota, expected by now: 51.5%.\nNothing of theirs waits for you: ask what would help.',
    );
  });

  it('takes as many queries and hardly more room for five hundred people, and says how many it leaves out', async () => {
    const { services } = homes;
    const team = must(home([digest([])]).furtherHome?.[0], 'the team');
    const actor = { ...asPerson(DANA), slackUserId: 'U0NEW' };
    const call = aCall({ services, actor, now: NOW });
    const queries = () =>
      countQueries(services.store, (store) => team.render({ ...call, services: { ...services, store } }));
    await queries();
    const few = await queries();
    await hire(500);
    const before = wordsOf(await homes.open('U0DANA', 'team'));
    expect(await queries()).toBe(few);
    expect((await homes.open('U0DANA', 'team')).length).toBeLessThan(25);
    expect(before).toMatch(/Of your people: 496 more need a look\b/);
    const admin = { ...call, actor: { ...actor, isInstaller: true } };
    const all = await Promise.all(FEATURES.flatMap(homeOf).map((section) => section.render(admin)));
    // With a line between two sections, the title and the notes below.
    expect(all.flat().length + all.length + 4).toBeLessThanOrEqual(100);
  });
});

describe('before Salesforce was read', () => {
  it('has no section of its own: the figures’ section says so', async () => {
    await homes.services.store.db.deleteFrom('organization').execute();
    expect(await homes.open('U0ANA', 'own')).toEqual([]);
    expect(await homes.open('U0DANA', 'team')).toEqual([]);
    const { services } = homes;
    const figures = must(attainment.home, 'the figures');
    const said = await figures.render(aCall({ services, actor: asPerson(ANA), now: NOW }));
    expect(wordsOf(said)).toMatch(/^Salesforce is being read for the first time\. Your figures appear here/);
  });
});

/** Li was told of it in a message of their own. */
async function announce(title: string, from: string): Promise<void> {
  const { store } = homes.services;
  const words = {
    title,
    why: '',
    priorities: '',
    targeting: '',
    positioning: '',
    process: '',
    questions: '',
  };
  await store.db
    .withTables<{ announcement: Record<string, string | number> }>()
    .insertInto('announcement')
    .values({
      ...words,
      state: 'scheduled',
      author_id: 'U0DANA',
      effective_on: from,
      roles: '[]',
      teams: '[]',
      channels: '[]',
      send_on: '2026-11-16',
      send_hour: 9,
      told_reach: 0,
      told_at_hour: NOW.toString(),
    })
    .execute();
  const told = {
    announcement_id: 1,
    slack_user_id: 'U0LI',
    due_at: NOW.toString(),
    remind_at: NOW.toString(),
  };
  await store.db
    .withTables<{ announcement_delivery: Record<string, string | number | boolean> }>()
    .insertInto('announcement_delivery')
    .values({ ...told, was_reminded: false })
    .execute();
  await store.transaction((tx) =>
    homes.services.outbox.record(tx, {
      key: 'announcements.told/1/U0LI',
      kind: 'announcements.told',
      params: { announcement: 1 },
      audience: 'U0LI',
    }),
  );
  await store.db.updateTable('post').set({ ts: '1.1' }).execute();
}

/** Somebody is on leave, or ramping up, until December 3. */
async function hold(personId: string, kind: 'leave' | 'ramp', value: string): Promise<void> {
  await homes.services.store.db
    .insertInto('fact_correction')
    .values({
      person_id: personId,
      kind,
      value,
      from_on: '2026-11-16',
      to_on: '2026-12-03',
      reason: 'test',
      made_by: 'test',
      made_at: NOW.toString(),
      withdrawn_by: null,
      withdrawn_at: null,
    })
    .execute();
}

/** As many people below Dana, each with a quota of which nothing is reached. */
async function hire(count: number): Promise<void> {
  const { store } = homes.services;
  const ids = Array.from({ length: count }, (_, at) => `005N${String(at).padStart(14, '0')}`);
  await store.db
    .insertInto('person')
    .values(ids.map((id, at) => aPerson({ id, name: `Person ${at}`, manager_id: DANA })))
    .execute();
  await store.db
    .insertInto('assignment')
    .values(
      ids.map((person_id) => ({
        person_id,
        manager_id: DANA,
        role_id: null,
        valid_from: '2020-01-01',
        valid_to: null,
      })),
    )
    .execute();
  await giveQuotas(store, ids);
}
