import { beforeAll, describe, expect, it } from 'vitest';
import { makeGrant } from '#access/grants.ts';
import { homeOf } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { attainment } from '#features/attainment/index.ts';
import { digest } from '#features/digest/index.ts';
import { home } from '#features/home/index.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { readAudit } from '#store/audit.ts';
import { countQueries } from '../../support/count-queries.ts';
import { aCall, asPerson } from '../a-call.ts';
import { ANA, DANA, LI } from '../small-company.ts';
import { companyWithHome, type Homes, NOW, wordsOf } from './company.ts';
import { hire, hold, planTalk, postBoard } from './happenings.ts';

let homes: Homes;
beforeAll(async () => {
  homes = await companyWithHome();
  return () => homes.close();
}, 60_000);

// One company, from a first look on.
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
    await hold(homes.services, { personId: ANA, kind: 'ramp', value: '0.1' });
    await hold(homes.services, { personId: LI, kind: 'leave', value: 'parental' });
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
    await postBoard(services);
    await planTalk(services);
    const team = must(home([digest([])]).furtherHome?.[0], 'the team');
    const actor = { ...asPerson(DANA), slackUserId: 'U0NEW' };
    const call = aCall({ services, actor, now: NOW });
    const queries = () =>
      countQueries(services.store, (store) => team.render({ ...call, services: { ...services, store } }));
    await queries();
    const few = await queries();
    await hire(services, 500);
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
