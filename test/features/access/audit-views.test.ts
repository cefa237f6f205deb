import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auditWords } from '#features/access/audit-words.ts';
import { auditMessage } from '#features/access/views.ts';
import { guard } from '#slack/blocks/guard.ts';

const ANA = '005000000000ANAAAA';
const entry = {
  seq: 43n,
  now: Temporal.Instant.from('2026-11-18T09:00:00Z'),
  actor: 'U0ANA',
  action: 'board.left',
  subject: ANA,
  detail: {},
};
const nameOf = new Map([[ANA, 'Ana Silva']]);
const say = (changes: Partial<Parameters<typeof auditMessage>[0]['entries'][number]>) =>
  auditMessage({ entries: [{ ...entry, ...changes }], nameOf }, { entries: 1n, problem: undefined }).text;

describe('the audit log in Slack', () => {
  it('says how much of it is shown, and no detail where there is none', () => {
    const all = say({});
    expect(all).toContain('The log is whole: 1 entry.\n43. ');
    expect(all).toMatch(/board\.left by U0ANA about 005000000000ANAAAA$/);
    const two = { entries: [entry, entry], nameOf };
    expect(auditMessage(two, { entries: 43n, problem: undefined }).text).toContain(
      'The log is whole: 43 entries, each fits the one before. The latest 2:\n',
    );
  });

  it.each([
    [{}, '<@U0ANA> took Ana Silva off the boards. board.left by U0ANA'],
    [
      { action: 'quota.changed', actor: 'cli' },
      'The command line changed quotas of Ana Silva. quota.changed by cli',
    ],
    [{ action: 'quota.changed', subject: '' }, '<@U0ANA> changed quotas. quota.changed by U0ANA'],
    [
      { action: 'role.given', subject: 'U0LI' },
      '<@U0ANA> gave <@U0LI> a role. role.given by U0ANA about U0LI',
    ],
    [{ subject: 'gone' }, '<@U0ANA> took somebody off the boards. board.left by U0ANA about gone'],
    [{ action: 'board.paused', subject: '3' }, '<@U0ANA> paused board 3. board.paused by U0ANA about 3'],
    [{ action: 'board.sung_to' }, 'UTC>: board.sung_to by U0ANA about 005000000000ANAAAA'],
  ])('says what was done in words before the line as it is kept: %j', (changes, words) => {
    expect(say(changes)).toContain(words);
  });

  it('shows its latest lines however long they are', () => {
    const detail = { reason: 'x'.repeat(500) };
    const entries = Array.from({ length: 20 }, (_, n) => ({ ...entry, seq: BigInt(n), detail }));
    const message = guard(auditMessage({ entries, nameOf }, { entries: 20n, problem: undefined }));
    for (const { seq } of entries) expect(JSON.stringify(message.blocks)).toContain(`${seq}. <!date`);
  });

  it('has words for every action that is written to it', () => {
    const written = [...new Set(sources().flatMap(actionsIn))].toSorted();
    expect(written.length).toBeGreaterThan(30);
    expect(written.filter((action) => auditWords(action, { isNamed: false }) === undefined)).toEqual([]);
  });
});

/** Files that write to the log. */
function sources(): readonly string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('sandbox'))
    .map((name) => readFileSync(`src/${name}`, 'utf8'))
    .filter((text) => /(?<!function )\b(?:appendAudit|noteAbout)\(/.test(text));
}

/** The names of actions in one: where an action is named, and what is handed to its own `note`. */
function actionsIn(text: string): readonly string[] {
  const named = text.match(/(?:\baction(?::| =)|\bREAD =|\bnote(?:About)?\(\s*tx,)[^;]*?(?:[;\n])/g) ?? [];
  const names = named.flatMap((one) => one.match(/(?<=')[a-z_]+\.[a-z_]+(?=')/g) ?? []);
  if (names.length === 0) throw new Error(`an action without a name that can be found:\n${text}`);
  return names;
}
