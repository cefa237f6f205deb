import { describe, expect, it } from 'vitest';
import { helpMessage } from '#slack/help.ts';
import { closest } from '#lib/closest.ts';
import { readCommand } from '#slack/read-command.ts';
import { checkRoutes } from '#slack/route-table.ts';
import type { Subcommand } from '#slack/routes.ts';

function word(name: string, more: Partial<Subcommand<null>> = {}): Subcommand<null> {
  return {
    name,
    summary: `About ${name}`,
    example: `/attain ${name}`,
    permission: 'anyone',
    shows: [],
    run: async () => undefined,
    ...more,
  };
}

const attainment = word('attainment', { isDefault: true, direct: ['/attainment'], permission: 'linked' });
const leaderboard = word('leaderboard', { direct: ['/leaderboard'] });
const people = word('people', { permission: 'installer' });
const words = [attainment, leaderboard, people];

function read(command: string, text: string): string {
  const asked = readCommand(words, { command, text });
  if (asked.kind === 'run') return `${asked.subcommand.name}: ${asked.text}`;
  return asked.kind === 'unknown'
    ? `unknown ${asked.word}, perhaps ${asked.fallback?.name}: ${asked.text}`
    : 'help';
}

describe('a typed command', () => {
  it.each([
    ['/attain', 'leaderboard set up', 'leaderboard: set up'],
    ['/attain', '  LeaderBoard  ', 'leaderboard: '],
    ['/attain', '', 'attainment: '],
    ['/attain', 'Q3 Dana', 'unknown Q3, perhaps attainment: Q3 Dana'],
    ['/attain', 'help', 'help'],
    ['/attain', 'HELP me', 'help'],
    ['/attain', '?', 'help'],
    ['/leaderboard', '', 'leaderboard: '],
    ['/leaderboard', 'help', 'help'],
    ['/attainment', 'leaderboard', 'attainment: leaderboard'],
  ])('%s %s', (command, text, expected) => {
    expect(read(command, text)).toBe(expected);
  });

  it.each([
    ['leaderbord', 'leaderboard'],
    ['laederboard', 'leaderboard'],
    ['poeple', 'people'],
    ['hlep', 'help'],
    ['Dana', undefined],
    ['Q3', undefined],
    ['', undefined],
  ])('of "%s" probably meant %s', (typed, meant) => {
    expect(closest(typed, ['help', ...words.map((one) => one.name)])).toBe(meant);
  });
});

describe('help', () => {
  const dana = { slackUserId: 'U0DANA', personId: '005D', isInstaller: false };

  it('lists what the person may ask, each with its example', () => {
    const { text } = helpMessage(words, dana);
    expect(text).toBe(
      'What you can ask:\n`/attain attainment` – About attainment (also `/attainment`)\n`/attain leaderboard` – About leaderboard (also `/leaderboard`)',
    );
  });

  it('shows more to the installer, and tells the unlinked why it is little', () => {
    const { text, blocks } = helpMessage(words, { ...dana, personId: null, isInstaller: true });
    expect(text).toContain('/attain people');
    expect(text).not.toContain('/attainment');
    expect(JSON.stringify(blocks)).toContain('not linked');
    expect(text).toContain('not linked');
  });
});

describe('the routes', () => {
  const none = { subcommands: [], actions: [], modals: [], shortcuts: [], home: [] };
  const press = { id: 'board.open', permission: 'anyone', shows: [], run: async () => undefined } as const;

  const SHORTCUT = { ...press, name: 'Open it' };
  const submit = async () => ({ kind: 'close' }) as const;

  it.each([
    ['two sub-commands of one name', { subcommands: [word('a'), word('a')] }],
    ['a sub-command called help', { subcommands: [word('help')] }],
    [
      'two direct commands of one name',
      { subcommands: [word('a', { direct: ['/x'] }), word('b', { direct: ['/x'] })] },
    ],
    ['two defaults', { subcommands: [word('a', { isDefault: true }), word('b', { isDefault: true })] }],
    ['two actions of one name', { actions: [press, press] }],
    ['two shortcuts of one name', { shortcuts: [SHORTCUT, SHORTCUT] }],
    ['a handler that forgot its permission', { actions: [{ ...press, permission: undefined as never }] }],
    ['a handler that does not say what it shows', { actions: [{ ...press, shows: undefined as never }] }],
    [
      'a handler that shows a class nobody knows',
      { modals: [{ ...press, shows: ['D99' as never], submit }] },
    ],
    ['a section of Home without an entry', { home: [{ order: 1, render: async () => [] } as never] }],
  ])('refuse to start with %s', (_, some) => {
    expect(() => checkRoutes({ ...none, ...some })).toThrow();
  });
});
