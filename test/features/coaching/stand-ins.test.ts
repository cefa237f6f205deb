import { beforeAll, describe, expect, it } from 'vitest';
import { makeGrant } from '#access/grants.ts';
import { coachFor, isStandingInOver } from '#features/coaching/stand-ins.ts';
import { day } from '#lib/days.ts';
import { must } from '#lib/errors.ts';
import { ANA, DANA, LI } from '../small-company.ts';
import { type Coached, coachedCompany, FOUND } from './company.ts';

const at = (text: string) => Temporal.Instant.from(text);
/** Li stands in for Dana, who leads both Ana and her, until Thursday. */
const LEAVE = {
  kind: 'delegation',
  holderId: 'U0LI',
  subjectId: DANA,
  dataClass: null,
  from: day('2026-11-16'),
  to: day('2026-11-27'),
  reason: 'leave',
} as const;
const AFTER = at('2026-11-27T09:00:00Z');
const LATER = at('2026-11-27T10:00:00Z');
const PLAN = { id: 'coaching.plan_form', metadata: '1', values: { session_on: '2026-12-01' } };

const BEFORE = 'coaching/1/prompt to U0LI';
const BACK = 'coaching/1/prompt/2026-11-27 to U0DANA';

let coached: Coached;
const standInCompany = () => coachedCompany((store) => makeGrant(store, LEAVE, { by: 'cli', now: FOUND }));
const withStandIn = async () => {
  coached = await standInCompany();
  return () => coached.close();
};

const withOther = async (work: (other: Coached) => Promise<void>) => {
  const other = await standInCompany();
  await work(other).finally(() => other.close());
};

describe('whoever stands in for a manager', () => {
  beforeAll(withStandIn, 60_000);

  it('is asked in their place and told so; the manager is not', async () => {
    const all = await coached.come(FOUND);
    expect([...all.keys()]).toEqual(['coaching/1/prompt to U0LI']);
    expect(must(all.get('coaching/1/prompt to U0LI'), 'what Li reads')).toContain(
      'Only you get this, in place of Dana Cole.',
    );
    await expect(coached.press('U0DANA', 'coaching.plan', '1')).rejects.toThrow('not there any more');
    expect((await coached.press('U0LI', 'coaching.plan', '1')).view?.title).toBe('Plan a session');
  });

  it('keeps with the other one what the two began, and the manager reads none of it', async () => {
    await coached.submit('U0LI', PLAN);
    await coached.come(AFTER);
    await coached.submit('U0LI', {
      id: 'coaching.outcome_form',
      metadata: '1',
      values: { understood: 'The tender comes too early.' },
    });
    const playback = (await coached.come(LATER)).get('coaching/1/playback/1 to U0ANA');
    expect(playback).toContain('Li Wei noted your talk about win rate.');
    expect((await coached.press('U0LI', 'coaching.notes', '1')).said).toContain(
      'The tender comes too early.',
    );
    await expect(coached.press('U0DANA', 'coaching.notes', '1')).rejects.toThrow('not there any more');
    expect(await coached.type('U0DANA')).toContain('No talks are planned or noted.');
    expect([...(await coached.come(LATER)).keys()].filter((key) => key.endsWith('U0DANA'))).toEqual([]);
  });

  it('is never asked to talk with themself: then the manager is, or who else stands in', () => {
    const standIns = new Map([[DANA, [ANA, 'OTTO']]]);
    const coach = (personId: string, reached: readonly string[]) =>
      coachFor(personId, { managerId: DANA, standIns, isReached: (id) => reached.includes(id) });
    expect(coach(LI, [ANA, 'OTTO', DANA])).toBe(ANA);
    expect(coach(ANA, [ANA, 'OTTO', DANA])).toBe('OTTO');
    expect(coach(ANA, [ANA, DANA])).toBe(DANA);
    expect(coach(LI, [])).toBeUndefined();
  });
});

describe('a prompt that whoever stood in left alone', () => {
  beforeAll(withStandIn, 60_000);

  it('is handed back to the manager when the standing in ends, who is told once and with the figures of then', async () => {
    await coached.come(FOUND);
    const posted = { state: 'posted', channel: 'D0LI', ts: '1.1' } as const;
    await coached.services.store.db.updateTable('post').set(posted).execute();
    const all = await coached.come(AFTER);
    expect([...all.keys()]).toEqual([BEFORE, BACK]);
    const back = must(all.get(BACK), 'what Dana reads');
    expect(back).toContain('Ana Silva, win rate in 2026-Q3: 12.5% (4 of 32)');
    expect(back).toContain('It came up while somebody stood in for you, and no talk has begun.');
    expect(back).not.toContain('Li');
    expect((await coached.come(LATER)).size).toBe(2);
  });

  it('says so where it was, without a figure or a button, and takes nothing more from there', async () => {
    const before = must((await coached.come(LATER)).get(BEFORE), 'what Li reads');
    expect(before).toBe(
      'Ana Silva, win rate: your standing in has ended, so this has been handed back to Dana Cole. Nothing more is asked of you here. Thank you for standing in.',
    );
    for (const button of ['plan', 'note', 'decline'])
      await expect(coached.press('U0LI', `coaching.${button}`, '1')).rejects.toThrow('not there any more');
    await expect(coached.submit('U0LI', PLAN)).rejects.toThrow('not there any more');
  });

  it('is the manager’s to take up', async () => {
    expect((await coached.press('U0DANA', 'coaching.plan', '1')).view?.title).toBe('Plan a session');
    await coached.submit('U0DANA', PLAN);
    expect((await coached.come(LATER)).get(BACK)).toContain('You planned a talk for Tuesday, Dec 1');
    expect(await coached.type('U0DANA')).toContain('Ana Silva, about win rate: planned');
  });

  it('is not heard of by a stand-in whom it never reached', async () => {
    await withOther(async (other) => {
      await other.come(FOUND);
      expect([...(await other.come(AFTER)).keys()]).toEqual([BACK]);
    });
  });

  it('goes to who stands in next, and is not handed back while somebody still does', () => {
    const over = (coachId: string, standIns: readonly string[]) =>
      isStandingInOver(coachId, { managerId: DANA, standIns: new Map([[DANA, standIns]]) });
    expect(over(LI, [LI])).toBe(false);
    expect(over(LI, ['OTTO'])).toBe(true);
    expect(over(LI, [])).toBe(true);
    expect(over(DANA, [])).toBe(false);
  });
});
