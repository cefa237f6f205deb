import { describe, expect, it } from 'vitest';
import { PRIVACY_MODES, strictest } from '#features/leaderboard/privacy-policy.ts';
import { ANA } from '../small-company.ts';
import { FORM } from './board-desk.ts';
import { privacyDesk } from './privacy-desk.ts';

const desk = privacyDesk();
const { book, submit, type, board, restored, correction, setMode, settled, stale } = desk;

describe('how a board speaks of people', () => {
  it('names the first five and counts the others, where nothing is set', async () => {
    const said = await board();
    expect(said).toContain('5. Rep E: $30,000');
    expect(said).not.toMatch(/Rep F|Rep G|Ana Silva/);
    expect(said).toContain('3 more people are ranked below these.');
  });

  it('names everyone where an admin says so', async () => {
    await setMode('names');
    expect(await board()).toContain('8. Ana Silva: $5,000');
  });

  it('uses made-up names, the same on one board in one period and others on the next', async () => {
    await setMode('pseudonyms');
    const said = await board();
    expect(said).not.toMatch(/Rep [A-G]|Ana Silva/);
    const names = new Set(said.match(/Player [A-Z2-9]{6}/g));
    expect(names.size).toBe(8);
    expect(await board()).toBe(said);
    await submit('leaderboard.setup', {
      ...FORM,
      period: 'month',
      day: '1',
      hour: '8',
      zone: 'Europe/Berlin',
    });
    await desk.services.store.db.deleteFrom('post').where('key', 'like', 'leaderboard/1/%').execute();
    const other = new Set((await board()).match(/Player [A-Z2-9]{6}/g));
    expect([...other].filter((name) => names.has(name))).toEqual([]);
  });

  it.each(['team', 'off'])('names nobody at all with "%s", also not in what stands already', async (mode) => {
    await settled();
    await setMode(mode);
    expect(await stale()).toEqual([true]);
    const said = await board();
    expect(said).toContain('boards of people are switched off here');
    expect(said).not.toMatch(/Rep [A-G]|Ana Silva|Player/);
  });

  it.each(['team', 'off'])('names nobody in a correction either with "%s"', async (mode) => {
    await book('005REP2', 50_000, '2026-11-18');
    await restored();
    expect(await correction()).toContain('Rep B: $60,000 is now $110,000');
    await setMode(mode);
    const said = await correction();
    expect(said).toContain('boards of people are switched off here');
    expect(said).not.toMatch(/Rep [A-G]|Ana Silva/);
  });

  it('says nothing of a team in a correction once its people are not ranked any more', async () => {
    await book('005REP2', 50_000, '2026-11-18');
    await restored();
    await setMode('off', { team: 'dana.cole@example.com' });
    expect(await correction()).not.toMatch(/Rep [A-G]/);
  });

  it('keeps a team apart whose manager’s mode is stricter, and names the others', async () => {
    await setMode('names');
    await desk.services.store.db
      .updateTable('person')
      .set({ manager_id: null })
      .where('id', '=', '005REP1')
      .execute();
    expect(await setMode('off', { team: 'dana.cole@example.com' })).toMatchObject({ kind: 'update' });
    const said = await board();
    expect(said).toContain('1. Rep A: $70,000');
    expect(said).not.toMatch(/Rep [B-G]|Ana Silva/);
    expect(said).toContain('7 people are not ranked here.');
  });

  it('keeps a country apart', async () => {
    await setMode('names');
    await desk.services.store.db
      .insertInto('person_fact')
      .values({
        person_id: '005REP2',
        kind: 'location',
        value: 'Germany',
        valid_from: '2020-01-01',
        valid_to: null,
      })
      .execute();
    await setMode('pseudonyms', { location: 'GERMANY' });
    const said = await board();
    expect(said).not.toContain('Rep B');
    expect(said).toMatch(/2\. Player [A-Z2-9]{6}: \$60,000/);
    expect(said).toContain('3. Rep C');
  });

  it('takes the strictest of several', () => {
    expect(strictest(['names', 'pseudonyms', 'top'])).toBe('pseudonyms');
    expect(strictest(['off', 'names'])).toBe('off');
    expect(Object.keys(PRIVACY_MODES).every((mode) => strictest([mode as 'names']) === mode)).toBe(true);
  });

  it('is set by admins alone, for a location or a team that there is', async () => {
    await expect(type('privacy', ANA)).rejects.toThrow('Only an admin');
    await type('privacy', null, true);
    expect(desk.windows[0]?.id).toBe('leaderboard.privacy');
    expect(await setMode('off', { team: 'nobody@example.com' })).toMatchObject({ kind: 'errors' });
    expect(await setMode('off', { team: 'dana.cole@example.com', location: 'X' })).toMatchObject({
      kind: 'errors',
    });
    expect(await setMode('king')).toMatchObject({ kind: 'errors' });
  });
});
