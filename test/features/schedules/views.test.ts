import { expect, it } from 'vitest';
import { homeBlocks, listMessage, type Listed, pagesOf } from '#features/schedules/views.ts';
import { excessOf } from '#slack/blocks/excess.ts';
import { guard } from '#slack/blocks/guard.ts';

const at = Temporal.Instant.from('2026-11-18T09:00:00Z');
const many = (count: number, title = 'people by bookings, each week'): readonly Listed[] =>
  Array.from({ length: count }, (_, id) => ({
    ref: `leaderboard/${id}`,
    message: {
      id: String(id),
      title,
      audience: id % 2 === 0 ? 'C1' : 'managers and executives',
      when: 'every Monday at 08:00 America/Argentina/ComodRivadavia',
      nextAt: at,
      perWeek: 4 / 52,
      pause: id === 0 ? { by: 'cli', at } : undefined,
    },
  }));

it('a company with many schedules has a calm Home, and all of them page by page', () => {
  const blocks = homeBlocks(many(60), [{ action: 'leaderboard.setup', label: 'Set up a board' }]);
  expect(excessOf(blocks, 'home')).toEqual([]);
  expect(blocks.length).toBeLessThanOrEqual(20);
  expect(JSON.stringify(blocks)).toContain('52 more: `/attain schedules` shows all.');
  expect(pagesOf(many(60))).toBe(3);
  const pages = [1, 2, 3].map((page) => JSON.stringify(guard(listMessage(many(60), { page }))));
  for (let id = 0; id < 60; id++)
    expect(pages.filter((page) => page.includes(`"leaderboard/${id}"`))).toHaveLength(1);
});

it('each line says what it costs a reader, and a title of any length fits', () => {
  expect(JSON.stringify(homeBlocks(many(1), []))).toContain('each reader gets 1 message in 13 weeks');
  guard(listMessage(many(20, 'x'.repeat(5_000)), { page: 1 }));
  expect(guard(listMessage([], { page: 1 })).text).toBe('Nothing is posted by itself.');
});

it('what nothing came up for in the weeks before still may come, and a name from right to left turns nothing', () => {
  const title = 'deals won by the team of אורי שפירא from $1, and quotas reached';
  const quiet = many(1, title).map(({ ref, message }) => ({ ref, message: { ...message, perWeek: 0 } }));
  const { text } = listMessage(quiet, { page: 1 });
  expect(text).toContain('; in the weeks before, nothing would have come.');
  expect(text).toContain('the team of \u2068אורי שפירא\u2069 from $1');
});

it('says how many come and how many are paused', () => {
  const lead = (count: number) => listMessage(many(count), { page: 1 }).text.split('\n')[0];
  expect(lead(1)).toBe('1 scheduled message, paused.');
  expect(lead(3)).toBe('3 scheduled messages, 1 of them paused.');
  expect(listMessage(many(2).slice(1), { page: 1 }).text).toMatch(
    /^1 message is posted by itself\.\n\*Managers and executives\*: /,
  );
});
