import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host, Terminal } from '#cli/host.ts';
import { runCommand } from '#cli/program.ts';
import { parseConfig } from '#config.ts';
import { noProgress } from '#lib/progress.ts';
import { readAudit } from '#store/audit.ts';
import { linkPerson } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { servicesOf } from '../features/services.ts';
import { ANA, DANA, smallCompany } from '../features/small-company.ts';
import { testStore } from '../support/database.ts';

const NOW = Temporal.Instant.from('2026-11-18T09:00:00Z');
const notHere = () => Promise.reject(new Error('this command needs no Salesforce'));
const PROFILES = [
  ['UANA', 'ana.silva@example.com'],
  ['ULI', 'li+slack@old.example'],
].map(([id = '', email = '']) => ({
  id,
  email,
  name: id,
  timeZone: 'UTC',
  locale: 'en',
  isFullMember: true,
}));

let store: Store;
beforeAll(async () => {
  store = await testStore();
});
beforeEach(async () => {
  await smallCompany(store);
});

async function attain(...argv: readonly string[]): Promise<string> {
  let said = '';
  const write = (text: string) => void (said += text);
  const terminal: Terminal = { cwd: '/', out: write, err: write, progress: noProgress };
  const host: Host = {
    config: parseConfig({}),
    services: servicesOf(store, { profiles: PROFILES, now: NOW }),
    reader: { pull: notHere, hurry: () => undefined, connection: notHere },
    catchUp: async () => undefined,
    clock: undefined,
    queue: undefined,
  };
  await runCommand(['people', ...argv], terminal, () => Promise.resolve(host));
  return said;
}

describe('attain people', () => {
  it('lists the links that hold and those that ended, and takes one away', async () => {
    await linkPerson(store, { slackUserId: 'UANA', personId: ANA, confirmedBy: 'UOPS', now: NOW });
    await linkPerson(store, { slackUserId: 'UDANA', personId: DANA, confirmedBy: 'UOPS', now: NOW });
    expect(await attain('links')).toMatch(/Ana Silva +ana\.silva@example\.com +UANA +UOPS +2026-11-18/);
    expect(await attain('unlink', 'Ana.Silva@example.com')).toBe(
      'Ana Silva is not linked to UANA any more.\n',
    );
    expect(await attain('unlink', 'UANA')).toContain('Not exactly one link is that of UANA.');
    expect(await attain('links')).not.toContain('Ana Silva');
    expect(await attain('links', '--ended')).toMatch(
      /2026-11-18 +Ana Silva +UANA +an admin took it away +cli/,
    );
  });

  it('links nobody again together with others whose link has ended', async () => {
    await linkPerson(store, { slackUserId: 'UANA', personId: ANA, confirmedBy: 'UOPS', now: NOW });
    await attain('unlink', 'UANA');
    expect(await attain('link', '--proposed')).toMatch(
      /Linked 0 people\.[^]*Not linked again, an admin took it away/,
    );
    expect(await attain('link', 'ana.silva@example.com')).toContain('now linked to the Slack account UANA');
  });

  it('keeps what an admin says about addresses, and proposes by it', async () => {
    await attain('alias', 'domain', 'old.example', 'example.com');
    await attain('alias', 'plus', 'old.example');
    expect(await attain('alias', 'add', 'li.wei@example.com', 'li@old.example')).toContain(
      'an address of Li Wei',
    );
    expect(await attain('alias', 'add', 'dana.cole@example.com', 'LI@old.example')).toContain(
      'a rule about li@old',
    );
    expect(await attain('alias', 'domain', '@x', 'example.com')).toContain('is no domain');
    const list = await attain('alias', 'list');
    expect(list).toMatch(
      /@old\.example means @example\.com[^]*follows a \+ in @old\.example[^]*address of Li Wei/,
    );
    const [number] = /\d+(?= +li@old)/.exec(list) ?? [];
    expect(await attain('alias', 'remove', number ?? '')).toContain('taken away');
    expect(await attain('alias', 'remove', number ?? '')).toContain('no such rule');
    const noted = await readAudit(store, { limit: 9 });
    expect(noted.map(({ action }) => action).toSorted()).toEqual([
      ...Array(3).fill('mail_rule.added'),
      'mail_rule.removed',
    ]);
  });
});
