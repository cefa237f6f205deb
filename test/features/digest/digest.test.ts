import { beforeAll, describe, expect, it } from 'vitest';
import { readActor } from '#access/actor.ts';
import { makeGrant } from '#access/grants.ts';
import { giveRole } from '#access/roles.ts';
import { readOpenDeals } from '#features/digest/deals.ts';
import { editionsNaming } from '#features/digest/said-store.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { metricContext } from '#metrics/context.ts';
import { tell } from '../attainment/asking.ts';
import { ANA, DANA, LI, OTTO, VERA } from '../small-company.ts';
import {
  at,
  commitment,
  companyWithDigests,
  logCalls,
  rememberCloseDates,
  type Digests,
  MONDAY,
  onCommandLine,
  WEDNESDAY,
} from './company.ts';

const NEXT_MONDAY = at('2026-11-30T07:00:00Z');
const THIRD_MONDAY = at('2026-12-07T07:00:00Z');
const FOURTH_MONDAY = at('2026-12-14T07:00:00Z');

let digests: Digests;
beforeAll(async () => {
  digests = await companyWithDigests();
  return () => digests.close();
}, 60_000);

const editionOf = (user: string, monday: Temporal.Instant, about: string) =>
  `weekly/${user}/${monday.toString().slice(0, 10)}/${about}`;
const DANAS = editionOf('U0DANA', MONDAY, `team/${DANA}`);

// One company, week after week.
describe('the weekly digest', () => {
  it('comes to nobody for a Monday before they were known', async () => {
    expect([...(await digests.come(WEDNESDAY)).keys()]).toEqual([]);
  });

  it('tells a manager on Monday where the team stands, who moved, what needs a look and why, and what to do next', async () => {
    await tell(digests.services, 'W2', {
      name: 'Won late',
      amount: 500_000n,
      at: at('2026-11-19T09:00:00Z'),
    });
    digests.agree([commitment]);
    const all = await digests.come(MONDAY);
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
    await expect(digests.press('U0OTTO', 'digest.ask', 'O1')).rejects.toThrow('needs no look');
    expect(await digests.press('U0DANA', 'digest.ask', 'O1')).toContain('Acme renewal: you ask about it.');
    expect(await digests.press('U0VERA', 'digest.ask', 'O1')).toContain('Dana Cole asks about it.');
    const all = await digests.come(MONDAY);
    for (const [key, words] of all)
      expect(words).toMatch(
        key === DANAS
          ? /Acme renewal.*_You ask about it, Nov 23\._/
          : /Acme renewal.*_Dana Cole asks about it, Nov 23\._/,
      );
    expect(all.get(DANAS)).toContain('*Next:* ask Li Wei about Globex.');
  });

  it('says nothing twice: a week later there is one line, or nothing for whoever wants it so', async () => {
    digests.agree([]);
    await digests.submit('U0VERA', 'digest.own', { weekday: '1', hour: '8', still: 'moved' });
    const all = await digests.come(NEXT_MONDAY);
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
    await makeGrant(digests.services.store, { ...grant, reason: 'leave' }, { by: 'cli', now: NEXT_MONDAY });
    await digests.services.store.db
      .updateTable('opportunity')
      .set({ push_count: 3 })
      .where('id', '=', 'O2')
      .execute();
    await digests.come(at('2026-12-02T09:00:00Z'));
    const all = await digests.come(THIRD_MONDAY);
    const danas = must(all.get(editionOf('U0DANA', THIRD_MONDAY, `team/${DANA}`)), 'what Dana reads');
    expect(danas).toMatch(/Globex.*pushed to a later month 3 times/);
    expect(danas).not.toContain('Acme');
    const ottos = must(all.get(editionOf('U0OTTO', THIRD_MONDAY, `team/${DANA}`)), 'what Otto reads');
    expect(ottos).toMatch(/^\*Dana Cole's team is at 12.5% of its quota/);
    expect(ottos).toContain('Globex');
    // What is done about it now is shown where it was named last: older weeks stand as they were said.
    const shown = await editionsNaming(digests.services.store, 'O2', THIRD_MONDAY);
    const ofDana = shown.filter(({ slackUserId }) => slackUserId === 'U0DANA');
    expect(ofDana.map(({ week }) => week)).toEqual(['2026-12-07']);
  });

  it('is rolled up by team for an executive, without a person and without a deal', async () => {
    await giveRole(digests.services.store, {
      holder: OTTO,
      role: 'exec',
      by: 'cli',
      reason: 'leads',
      now: WEDNESDAY,
    });
    const words = await digests.type('U0OTTO', '');
    expect(words).toMatch(/^\*The company is at 12.5% of its quota/);
    expect(words).toContain('Dana Cole: 12.5% of quota, pace 0.22, deals at risk 2 ($49,000).');
    expect(words).toContain('A deal is at risk when its close date has passed');
    expect(words).not.toMatch(/Ana Silva|Acme|Globex/);
    await expect(digests.type('U0DANA', 'company')).rejects.toThrow('no such digest');
  });

  it('is there at any time: about one’s own week, with every deal, and fit to be mailed', async () => {
    const own = await digests.type('U0ANA', '');
    expect(own).toContain('You are at 25% of your quota');
    expect(own).toMatch(/Acme renewal.*_Dana Cole asks about it, Nov 23\._/);
    expect(await digests.press('U0ANA', 'digest.handled', 'O1')).toContain(
      'Acme renewal: you marked it as handled.',
    );
    expect(await digests.type('U0DANA', '')).toMatch(
      /Acme renewal.*_Ana Silva marked it as handled, Nov 23\._/,
    );
    expect(await digests.type('U0DANA', 'deals')).toMatch(/Acme renewal[^]*Globex/);
    expect(await digests.type('U0DANA', 'preview')).toContain(
      'This is how the one of Monday, Nov 30 at 08:00 would look now.',
    );
    const text = await onCommandLine(digests, ['digest', '--of', 'dana.cole@example.com', '--text']);
    expect(text).toMatch(/^Your team is at 12.5% of its quota/);
    expect(text).not.toMatch(/[*`<>]/);
    expect(text.split('\n').filter((line) => line.length > 78)).toEqual([]);
  });

  it('rests while an admin has paused it, and makes nothing up', async () => {
    const scheduled = must(digests.feature.scheduled?.[0], 'what admins see');
    const about = {
      id: 'weekly',
      actor: await readActor(digests.services.store, 'U0DANA', THIRD_MONDAY),
      now: THIRD_MONDAY,
    };
    expect(await scheduled.pause(digests.services, about)).toBe(true);
    expect(
      [...(await digests.come(FOURTH_MONDAY)).keys()].filter((key) => key.includes('2026-12-14')),
    ).toEqual([]);
    const later = FOURTH_MONDAY.add({ hours: 30 });
    expect(await scheduled.resume(digests.services, { ...about, now: later })).toBe(true);
    expect([...(await digests.come(later)).keys()].filter((key) => key.includes('2026-12-14'))).toEqual([]);
    expect((await scheduled.list(digests.services, later)).map(({ pause }) => pause)).toEqual([undefined]);
  });

  it('waits while the data cannot be trusted, and comes once it can', async () => {
    const { db } = digests.services.store;
    const incident = {
      kind: 'late',
      cause: 'c',
      remedy: 'r',
      began_at: FOURTH_MONDAY.toString(),
      data_time: null,
      ended_at: null,
    } as const;
    await db.insertInto('freshness_incident').values(incident).execute();
    const fifth = FOURTH_MONDAY.add({ hours: 168 });
    const theirs = async (now: Temporal.Instant) =>
      [...(await digests.come(now)).keys()].filter((key) => key.startsWith('weekly/U0DANA/2026-12-21'));
    expect(await theirs(fifth)).toEqual([]);
    await db.updateTable('freshness_incident').set({ ended_at: fifth.toString() }).execute();
    expect(await theirs(fifth.add({ hours: 3 }))).toEqual([editionOf('U0DANA', fifth, `team/${DANA}`)]);
  });
});

describe('what tells whether somebody works on a deal', () => {
  const openDeals = async () => {
    const context = await metricContext(digests.services.store, MONDAY);
    const deals = await readOpenDeals(context, { owners: [ANA, LI], today: day('2026-11-23') });
    return new Map(deals.map((deal) => [deal.id, deal]));
  };

  it('is the latest of what Salesforce says, what was logged and the last change of stage, never a day to come', async () => {
    const { db } = digests.services.store;
    await logCalls(digests, { on: ['2026-11-12', '2026-12-01'] });
    await db
      .updateTable('opportunity')
      .set({ last_activity_on: '2026-11-05' })
      .where('id', '=', 'O1')
      .execute();
    await db
      .updateTable('opportunity')
      .set({ last_activity_on: '2026-12-24' })
      .where('id', '=', 'O2')
      .execute();
    const deals = await openDeals();
    expect(deals.get('O1')?.touchedOn.toString()).toBe('2026-11-12');
    expect(deals.get('O2')?.touchedOn.toString()).toBe('2026-11-23');
  });

  it('is counted from the close dates a deal has had where Salesforce does not tell its pushes', async () => {
    const dates = ['2026-10-20', '2026-10-30', '2026-11-03', '2026-10-31', '2026-12-01'];
    await rememberCloseDates(digests, dates);
    const deals = await openDeals();
    expect([deals.get('O1')?.pushes, deals.get('O2')?.pushes]).toEqual([2, 3]);
  });

  it('is no missing next step where nobody fills that in', async () => {
    expect((await openDeals()).get('O1')?.hasNextStep).toBe(false);
    await digests.services.store.db.updateTable('opportunity').set({ next_step: null }).execute();
    expect((await openDeals()).get('O1')?.hasNextStep).toBeUndefined();
  });
});
