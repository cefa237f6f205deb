import { beforeAll, describe, expect, it } from 'vitest';
import { type Commitment } from '#feature.ts';
import { setOptedOut } from '#features/leaderboard/privacy-store.ts';
import { saveTopic } from '#governor/choices.ts';
import { day } from '#lib/days.ts';
import { ANA, LI } from '../small-company.ts';
import { companyWithHome, type Homes, NOW, wordsOf } from './company.ts';
import { announce, hold, planTalk, postBoard } from './happenings.ts';

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
    await postBoard(homes.services);
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
    await planTalk(homes.services);
    expect(await homes.read('U0ANA')).toContain('Tue, Nov 24: your talk with Dana Cole.');
    expect(await homes.read('U0DANA')).toContain('Tue, Nov 24: your talk with Ana Silva.');
    for (const other of ['U0VERA', 'U0LI']) expect(await homes.read(other)).not.toContain('your talk');
  });

  it('has a change that was announced to them until they say that they read it', async () => {
    await announce(homes.services, {
      title: 'From December on we sell to hospitals before schools.',
      on: '2026-12-01',
    });
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
    await hold(homes.services, { personId: ANA, kind: 'ramp', value: '0.5' });
    expect(await homes.read('U0ANA')).toContain(
      'You are ramping up: for now a part of the quota is asked of you',
    );
    await hold(homes.services, { personId: LI, kind: 'leave', value: 'parental' });
    expect(await homes.read('U0LI')).toContain(
      'You are on leave and back on Thu, Dec 3. No nudges come meanwhile.',
    );
    await homes.services.store.db.deleteFrom('fact_correction').execute();
  });
});
