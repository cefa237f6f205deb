import { beforeAll, describe, expect, it } from 'vitest';
import { makeGrant } from '#access/grants.ts';
import { coachFor } from '#features/coaching/stand-ins.ts';
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
const PLAN = { id: 'coaching.plan_form', metadata: '1', values: { session_on: '2026-12-01' } };

let coached: Coached;
beforeAll(async () => {
  coached = await coachedCompany((store) => makeGrant(store, LEAVE, { by: 'cli', now: FOUND }));
  return () => coached.close();
}, 60_000);

describe('whoever stands in for a manager', () => {
  it('is asked in their place and told so; the manager is not', async () => {
    const all = await coached.come(FOUND);
    expect([...all.keys()]).toEqual(['coaching/1/prompt to U0LI']);
    expect(must(all.get('coaching/1/prompt to U0LI'), 'what Li reads')).toContain(
      'Only you get this, in place of Dana Cole.',
    );
    await expect(coached.press('U0DANA', 'coaching.plan', '1')).rejects.toThrow('not there any more');
    expect((await coached.press('U0LI', 'coaching.plan', '1')).view?.title).toBe('Plan a session');
  });

  it('reads nothing more of it and takes nothing up once they no longer do', async () => {
    expect(await coached.come(AFTER)).toEqual(new Map());
    for (const button of ['plan', 'note', 'decline'])
      await expect(coached.press('U0LI', `coaching.${button}`, '1')).rejects.toThrow('not there any more');
    await expect(coached.submit('U0LI', PLAN)).rejects.toThrow('not there any more');
  });

  it('keeps with the other one what the two began, and the manager reads none of it', async () => {
    coached.turn(FOUND);
    await coached.submit('U0LI', PLAN);
    coached.turn(AFTER);
    await coached.submit('U0LI', {
      id: 'coaching.outcome_form',
      metadata: '1',
      values: { understood: 'The tender comes too early.' },
    });
    const playback = (await coached.come(AFTER)).get('coaching/1/playback/1 to U0ANA');
    expect(playback).toContain('Li Wei noted your talk about win rate.');
    expect((await coached.press('U0LI', 'coaching.notes', '1')).said).toContain(
      'The tender comes too early.',
    );
    await expect(coached.press('U0DANA', 'coaching.notes', '1')).rejects.toThrow('not there any more');
    expect(await coached.type('U0DANA')).toContain('No talks are planned or noted.');
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
