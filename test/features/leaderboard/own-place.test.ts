import { describe, expect, it } from 'vitest';
import { leaderboard } from '#features/leaderboard/index.ts';
import { must } from '#lib/errors.ts';
import { ANA, LI } from '../small-company.ts';
import { privacyDesk } from './privacy-desk.ts';

const desk = privacyDesk();
const { call, type, press, board, restored, setMode, settled, stale } = desk;

describe('one’s own place', () => {
  const value = JSON.stringify({
    channelId: 'C1',
    metric: 'bookings',
    periodType: 'week',
    start: '2026-11-16',
  });

  it('is told privately, also to who is not named', async () => {
    expect(await board()).toContain('My place');
    expect(await press('leaderboard.place', ANA, value)).toContain('you are in place 8 of 8, with $5,000.');
    expect(await press('leaderboard.place', LI, value)).toContain('you hold no place');
  });

  it('says why there is none and what brings it back, to who left and where boards are off', async () => {
    await press('leaderboard.leave', ANA);
    expect(await press('leaderboard.place', ANA, value)).toContain(
      '`/attain leaderboard join` brings you back.',
    );
    await setMode('off');
    expect(await press('leaderboard.place', ANA, value)).toContain('boards of people are switched off here.');
  });

  it('is of boards that are set up, and of nothing else', async () => {
    const other = value.replace('bookings', 'calls');
    await expect(press('leaderboard.place', ANA, other)).rejects.toThrow('no longer set up');
    await expect(press('leaderboard.place', ANA, '{}')).rejects.toThrow('cannot be read');
  });
});

describe('opting out', () => {
  it('takes a person off at once, counts them, and moves the others up', async () => {
    await settled();
    expect((await type('leave', '005REP1'))?.text).toContain('You stand on no board any more');
    expect(await stale()).toEqual([true]);
    const said = await board();
    expect(said).not.toContain('Rep A');
    expect(said).toContain('1. Rep B: $60,000');
    expect(said).toContain('1 person is not ranked here.');
    expect(said).toContain('Company total of bookings: $285,000');
  });

  it('is undone as easily, from Home too', async () => {
    const home = async () =>
      JSON.stringify(await must(leaderboard.home, 'the section').render(call('005REP1')));
    expect(await home()).toContain('Take me off boards');
    await press('leaderboard.leave', '005REP1');
    expect(await home()).toContain('Put me on boards');
    await press('leaderboard.join', '005REP1');
    expect(await board()).toContain('1. Rep A: $70,000');
  });

  it('is noted, and refused to who is nobody', async () => {
    await press('leaderboard.leave', '005REP1');
    const noted = await desk.services.store.db
      .selectFrom('audit_entry')
      .select(['action', 'subject'])
      .execute();
    expect(noted).toContainEqual({ action: 'board.left', subject: '005REP1' });
    await expect(type('leave', null)).rejects.toThrow('not linked');
  });

  it('is not told as a correction', async () => {
    await press('leaderboard.leave', '005REP1');
    await restored();
    const kinds = await desk.services.store.db.selectFrom('post').select('kind').execute();
    expect(kinds.map(({ kind }) => kind)).not.toContain('leaderboard.correction');
  });
});
