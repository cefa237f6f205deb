import { describe, expect, it } from 'vitest';
import { checkEntries } from '#app/check-entries.ts';
import { homeOf } from '#feature.ts';
import { FEATURES } from '#features.ts';
import { mayEnter, nobody, PERMISSIONS } from '#model/access.ts';
import { checkRoutes } from '#slack/route-table.ts';

const routes = {
  subcommands: FEATURES.flatMap((feature) => feature.subcommands ?? []),
  actions: FEATURES.flatMap((feature) => feature.actions ?? []),
  modals: FEATURES.flatMap((feature) => feature.modals ?? []),
  shortcuts: FEATURES.flatMap((feature) => feature.shortcuts ?? []),
  home: FEATURES.flatMap(homeOf),
};
const handlers = [
  ...routes.subcommands,
  ...routes.actions,
  ...routes.modals,
  ...routes.shortcuts,
  ...routes.home,
];

describe('what answers, posts or runs by itself', () => {
  it('says who may use it and what it shows, or nothing starts', () => {
    expect(checkRoutes(routes)).toBe(routes);
    expect(checkEntries(FEATURES)).toBe(FEATURES);
    const post = { kind: 'new', whenUnknown: 'ask', render: async () => undefined } as never;
    expect(() => checkEntries([{ name: 'new', summary: '', posts: [post] }])).toThrow('the post "new"');
    const schedule = { name: 'new', run: async () => undefined } as never;
    expect(() => checkEntries([{ name: 'new', summary: '', schedules: [schedule] }])).toThrow(
      'the schedule "new"',
    );
  });

  it('shows nothing of anybody to who is nobody: guests, strangers, the unlinked', () => {
    const open = handlers.filter((handler) => mayEnter(nobody('U0GUEST'), handler));
    expect(open.filter(({ shows }) => shows.length > 0)).toEqual([]);
  });

  it('does not tell an admin more about people than anybody else by that alone', () => {
    const admin = { slackUserId: 'U0OPS', personId: null, isInstaller: true };
    const personal = handlers.filter(
      ({ shows, permission }) => permission === 'installer' && shows.some((one) => /^D[2-7]$/.test(one)),
    );
    expect(personal).toEqual([]);
    expect(handlers.filter((one) => one.permission === 'linked' && mayEnter(admin, one))).toEqual([]);
  });

  it('names one of the permissions there are', () => {
    expect(handlers.filter(({ permission }) => !PERMISSIONS.includes(permission))).toEqual([]);
  });
});
