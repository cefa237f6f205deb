import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { readActor } from '#access/actor.ts';
import { giveRole } from '#access/roles.ts';
import { openCommitments } from '#features/coaching/steps.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { ANA, DANA } from '../small-company.ts';
import { type Coached, coachedCompany, FOUND } from './company.ts';

const at = (text: string) => Temporal.Instant.from(text);
const OUTCOME = {
  understood: 'I enter too late: the buyer has chosen before we talk.',
  said: 'Two lost deals, both found through a tender.',
  step_1: 'call three accounts before their tender is out',
  step_1_owner: ANA,
  step_1_due: '2026-12-04',
};

let coached: Coached;
beforeAll(async () => {
  coached = await coachedCompany();
  return () => coached.close();
}, 60_000);

const messageOf = async (now: Temporal.Instant, key: string) =>
  must((await coached.come(now)).get(key), `${key} among what is said`);

// One talk, from what was found to what came of it.
describe('coaching', () => {
  it('asks the manager in private: the figure, the deals behind it and three questions', async () => {
    const all = await coached.come(FOUND);
    expect([...all.keys()]).toEqual(['coaching/1/prompt to U0DANA']);
    const words = must(all.get('coaching/1/prompt to U0DANA'), 'what Dana reads');
    expect(words).toContain(
      'Ana Silva, win rate in 2026-Q3: 12.5% (4 of 32), where the middle of 6 colleagues in the same role is 50%.',
    );
    expect(words).toContain('In 2026-Q2 it was 12.5% (4 of 32), and the middle 50%: twice in a row.');
    expect(words).toMatch(/Behind it, lost deals: Deal 27 of 2026-08 \(Aug 28\); .*;/);
    expect(words.match(/^\d\. .*\?$/gm)).toHaveLength(3);
    expect(words).toContain('A figure says where to look, not why it is so.');
  });

  it('brings up nothing else for her, however often it looks', async () => {
    const all = await coached.come(FOUND.add({ hours: 26 }));
    expect([...all.keys()]).toEqual(['coaching/1/prompt to U0DANA']);
  });

  it('is planned by the manager alone: the other one hears of it, both are reminded that morning', async () => {
    for (const other of ['U0ANA', 'U0VERA', 'U0LI'])
      await expect(coached.press(other, 'coaching.plan', '1')).rejects.toThrow('not there any more');
    expect((await coached.press('U0DANA', 'coaching.plan', '1')).view?.title).toBe('Plan a session');
    const form = { id: 'coaching.plan_form', metadata: '1' };
    const past = await coached.submit('U0DANA', { ...form, values: { session_on: '2026-11-01' } });
    expect(past.kind).toBe('errors');
    await coached.submit('U0DANA', { ...form, values: { session_on: '2026-11-23' } });
    await coached.submit('U0DANA', { ...form, values: { session_on: '2026-11-24' } });
    const now = await coached.come(FOUND.add({ hours: 27 }));
    expect(now.get('coaching/1/session/2026-11-24/planned/person to U0ANA')).toContain(
      'Dana Cole would like to talk with you about win rate on Tuesday, Nov 24.',
    );
    expect(now.get('coaching/1/prompt to U0DANA')).toContain(
      'You planned a talk for Tuesday, Nov 24; Ana Silva knows.',
    );
    expect([await coached.offers('U0DANA'), await coached.offers('U0ANA')]).toEqual([['coaching.note'], []]);
    const then = await coached.come(at('2026-11-24T07:05:00Z'));
    expect(then.get('coaching/1/session/2026-11-24/today/coach to U0DANA')).toContain(
      'Today you and Ana Silva talk',
    );
    expect(then.get('coaching/1/session/2026-11-24/today/person to U0ANA')).toContain(
      'Today you and Dana Cole talk',
    );
  });

  it('is noted and played back; what is different is said, noted anew and confirmed', async () => {
    coached.turn(at('2026-11-24T13:00:00Z'));
    const form = { id: 'coaching.outcome_form', metadata: '1' };
    const nobodys = { ...OUTCOME, step_1_due: '' };
    expect((await coached.submit('U0DANA', { ...form, values: nobodys })).kind).toBe('errors');
    await coached.submit('U0DANA', { ...form, values: { ...OUTCOME, understood: 'You are too late.' } });
    const first = await messageOf(at('2026-11-24T14:00:00Z'), 'coaching/1/playback/1 to U0ANA');
    expect(first).toContain('*Understood:* You are too late.');
    const different = { different: 'It is the tender that comes too late.' };
    await coached.submit('U0ANA', { id: 'coaching.differs_form', metadata: '1', values: different });
    expect(await messageOf(at('2026-11-24T14:10:00Z'), 'coaching/1/differs/1 to U0DANA')).toContain(
      'It is the tender that comes too late.',
    );
    await coached.submit('U0DANA', { ...form, values: OUTCOME });
    const second = await messageOf(at('2026-11-24T15:00:00Z'), 'coaching/1/playback/2 to U0ANA');
    expect(second).toContain('Ana Silva, by Dec 4: call three accounts before their tender is out');
    await expect(coached.press('U0DANA', 'coaching.confirm', '1')).rejects.toThrow('not there any more');
    expect((await coached.press('U0ANA', 'coaching.confirm', '1')).said).toContain('Confirmed.');
    expect(await messageOf(at('2026-11-24T16:00:00Z'), 'coaching/1/prompt to U0DANA')).toContain(
      'Ana Silva confirmed what you noted.',
    );
  });

  it('is read by the two alone: not by who leads above, not by an admin, not in what is noted of it', async () => {
    const { store } = coached.services;
    await giveRole(store, { holder: 'U0VERA', role: 'ops_admin', by: 'cli', reason: 'leads', now: FOUND });
    expect((await coached.press('U0ANA', 'coaching.notes', '1')).said).toContain(OUTCOME.said);
    expect((await coached.press('U0DANA', 'coaching.notes', '1')).said).toContain(OUTCOME.said);
    for (const other of ['U0VERA', 'U0LI'])
      await expect(coached.press(other, 'coaching.notes', '1')).rejects.toThrow('not there any more');
    expect(await coached.type('U0ANA')).toContain(
      'Dana Cole, about win rate: noted on Nov 24 and confirmed.',
    );
    expect(await coached.type('U0VERA')).toContain('No talks are planned or noted.');
    for (const table of ['audit_entry', 'post', 'setting', 'fact', 'inbox']) {
      const { rows } = await sql<{
        all: string;
      }>`select ${sql.ref(table)}::text as all from ${store.table(table)}`.execute(store.db);
      expect(
        rows.filter(({ all }) => /tender/.test(all)),
        table,
      ).toEqual([]);
    }
  });

  it('asks about the next step two working days before, on the day, three after; it is due in the digest of the pair', async () => {
    const step = 'coaching-step/2';
    const keysAt = async (now: string) =>
      [...(await coached.come(at(now))).keys()].filter((key) => key.startsWith(step));
    expect(await keysAt('2026-12-01T09:00:00Z')).toEqual([]);
    expect(await keysAt('2026-12-02T09:00:00Z')).toEqual([`${step}/-2 to U0ANA`]);
    expect(await keysAt('2026-12-04T09:00:00Z')).toEqual([`${step}/-2 to U0ANA`, `${step}/0 to U0ANA`]);
    const { store } = coached.services;
    const seenBy = async (user: string) => {
      const actor = await readActor(store, user, FOUND);
      const asked = { actor, people: [ANA, DANA], before: day('2026-12-07') };
      return (await openCommitments(coached.services, asked)).map(
        ({ ownerName, words }) => `${ownerName}: ${words}`,
      );
    };
    const due = [`Ana Silva: ${OUTCOME.step_1}`];
    expect([await seenBy('U0DANA'), await seenBy('U0ANA'), await seenBy('U0VERA')]).toEqual([due, due, []]);
    await expect(coached.press('U0VERA', 'coaching.done', '2')).rejects.toThrow('not there any more');
    expect((await coached.press('U0ANA', 'coaching.done', '2')).said).toContain('Done: call three accounts');
    expect(await messageOf(at('2026-12-04T10:00:00Z'), `${step}/0 to U0ANA`)).toMatch(/^Done: call three/);
    expect(await keysAt('2026-12-10T09:00:00Z')).not.toContain(`${step}/3 to U0ANA`);
  });

  it('shows both before and after once four weeks are over, and calls it no effect', async () => {
    expect((await coached.come(at('2026-12-21T09:00:00Z'))).has('coaching/1/compared/coach to U0DANA')).toBe(
      false,
    );
    const all = await coached.come(at('2026-12-22T09:00:00Z'));
    for (const [reader, whose] of [
      ['coach to U0DANA', 'Ana Silva, win rate'],
      ['person to U0ANA', 'Your win rate'],
    ]) {
      const words = must(all.get(`coaching/1/compared/${reader}`), 'what they read');
      expect(words).toContain(
        `${whose}, four weeks before and after your talk: no decided deals, then no decided deals.`,
      );
      expect(words).toContain('Before: Oct 27 – Nov 23. After: Nov 24 – Dec 21.');
      expect(words).toContain('not what the talk did');
    }
  });
});
