import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { must } from '#lib/errors.ts';
import { mayEnter } from '#model/access.ts';
import type { DataClass } from '#model/policy/terms.ts';
import type { Database } from '#store/database.ts';
import { ANA, DANA } from '../features/small-company.ts';
import { freshInstallationId, openTestDatabase } from '../support/database.ts';
import { askers, companyWithSecrets, type Kind, KINDS, MIGRATIONS, SECRETS } from './support/company.ts';
import { everyDeed, type Named } from './support/deeds.ts';
import { type Asker, type Deed, ROUTES, serve } from './support/desk.ts';

/** What each of the eight may read of Ana; nothing else of hers may be in any answer. */
const MAY_READ: Readonly<Record<Kind, readonly DataClass[]>> = {
  rep: ['D1', 'D2', 'D3', 'D5', 'D9'],
  peer: ['D1'],
  manager: ['D1', 'D2', 'D3', 'D5', 'D9'],
  'skip manager': ['D1', 'D2', 'D3', 'D9'],
  exec: ['D1', 'D9'],
  'ops admin': ['D1', 'D9'],
  unlinked: [],
  guest: [],
};

const ANA_NAMED: Named = {
  id: ANA,
  name: 'Ana Silva',
  email: 'ana.silva@example.com',
  slackUserId: 'U0ANA',
  managerId: DANA,
};
/** Somebody who does not exist, with names as long as hers. */
const NOBODY_NAMED: Named = {
  id: '005000000000QQ00AA',
  name: 'Qqq Xxxxx',
  email: 'qqq.xxxxx@example.com',
  slackUserId: 'U0QQQ',
  managerId: '005000000000QQ01AA',
};

let database: Database;
let services: Services;
let known: ReadonlyMap<Kind, Asker>;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: MIGRATIONS });
  services = await companyWithSecrets(await database.installation(freshInstallationId()));
  known = await askers(services.store);
}, 60_000);
afterAll(() => database.close());

class Undo extends Error {}

/** Does it and takes it back: every asker finds the company as it was. */
async function answerTo(kind: Kind, deed: Deed): Promise<string> {
  let said = '';
  const asker = must(known.get(kind), kind);
  await services.store
    .transaction(async (store) => {
      said = await serve({ ...services, store }, asker, deed);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return said;
}

/** The classes that the handler behind a deed says it shows: a board shows places to those who may see places. */
function shownBy(deed: Deed): readonly DataClass[] {
  if (deed.kind === 'home') return [];
  const word = deed.kind === 'command' ? deed.text.split(' ')[0] : deed.id;
  const handlers = [
    ...ROUTES.subcommands.map(({ name, shows }) => ({ name, shows })),
    ...[...ROUTES.actions, ...ROUTES.modals, ...ROUTES.shortcuts].map(({ id, shows }) => ({
      name: id,
      shows,
    })),
  ];
  return handlers.filter(({ name }) => name === word).flatMap(({ shows }) => shows);
}

function forbidden(kind: Kind, deed: Deed): readonly string[] {
  const allowed = MAY_READ[kind];
  const isOnABoard = allowed.includes('D1') && shownBy(deed).includes('D1');
  return SECRETS.filter(
    ({ dataClass }) => !allowed.includes(dataClass) && !(dataClass === 'D2' && isOnABoard),
  ).map(({ text }) => text);
}

describe('every handler, asked about Ana', () => {
  it('is tried: each sub-command, button and form, in several ways', () => {
    const deeds = everyDeed(ANA_NAMED);
    const ids = new Set(deeds.flatMap((deed) => ('id' in deed ? [deed.id] : [])));
    const named = [...ROUTES.actions, ...ROUTES.modals, ...ROUTES.shortcuts];
    expect(named.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(deeds.length * KINDS.length).toBeGreaterThan(3_000);
  });

  it.each(KINDS)(
    'by the %s says nothing that they may not read',
    async (kind) => {
      const leaks: string[] = [];
      for (const deed of everyDeed(ANA_NAMED)) {
        const said = await answerTo(kind, deed);
        for (const text of forbidden(kind, deed))
          if (said.includes(text)) leaks.push(`${JSON.stringify(deed)}: ${text}`);
      }
      expect(leaks).toEqual([]);
    },
    300_000,
  );

  it.each(['rep', 'manager'] as const)('by the %s does tell what the two of them noted', async (kind) => {
    const notes: Deed = { kind: 'action', id: 'coaching.notes', value: '1' };
    expect(await answerTo(kind, notes)).toMatch(/Quiet Canary understood[^]*Quiet Canary said/);
  });

  it.each(['rep', 'manager', 'skip manager'] as const)(
    'by the %s does tell: the secrets are there to be found',
    async (kind) => {
      const why: Deed = { kind: 'command', text: 'why bookings this quarter ana.silva@example.com' };
      expect(await answerTo(kind, why)).toMatch(/7,777,771[^]*Zephyr Canary/);
    },
  );
});

describe('an address at which one signs in to Salesforce', () => {
  it('is given to who is linked to nobody, for themself alone, and to no guest', async () => {
    const given = new Map<Kind, string>();
    for (const kind of KINDS) {
      const said = `${await answerTo(kind, { kind: 'command', text: 'link ana.silva@example.com' })}
        ${await answerTo(kind, { kind: 'action', id: 'people.sign_in', value: 'U0ANA' })}`;
      given.set(kind, [...new Set(said.match(/\/link\/\w+/g))].join());
    }
    expect([...given].filter(([, address]) => address !== '')).toEqual([
      ['ops admin', '/link/U0OPS'],
      ['unlinked', '/link/U0NOBODY'],
    ]);
  });
});

describe('somebody one may not read', () => {
  const STRANGERS = ['peer', 'exec', 'ops admin', 'unlinked', 'guest'] as const;

  it.each(STRANGERS)(
    'looks to the %s like somebody who does not exist, byte for byte',
    async (kind) => {
      const asker = must(known.get(kind), kind);
      const [there, nowhere] = [everyDeed(ANA_NAMED), everyDeed(NOBODY_NAMED)];
      const different: unknown[] = [];
      for (const [at, deed] of there.entries()) {
        if (isForAdmins(deed, asker)) continue;
        const [real, unreal] = [
          await answerTo(kind, deed),
          await answerTo(kind, must(nowhere[at], 'its twin')),
        ];
        // Managers stand in lists of teams to choose from, whoever is asked about.
        const one = nameless(real, ANA_NAMED);
        const other = nameless(unreal, NOBODY_NAMED).replaceAll(ANA_NAMED.managerId, '…');
        if (one !== other) different.push({ deed, one, other });
      }
      expect(different).toEqual([]);
    },
    300_000,
  );

  /** Admins set up who is whom and what is whose: they know who there is. */
  function isForAdmins(deed: Deed, { actor }: Asker): boolean {
    if (!actor.isInstaller || deed.kind === 'home') return false;
    const word = deed.kind === 'command' ? deed.text.split(' ')[0] : deed.id;
    const handler =
      ROUTES.subcommands.find(({ name }) => name === word) ??
      [...ROUTES.actions, ...ROUTES.modals, ...ROUTES.shortcuts].find(({ id }) => id === word);
    return handler !== undefined && handler.permission !== 'linked' && mayEnter(actor, handler);
  }

  /** What was typed is said back as it was typed; errors of ours have a number each, and so have windows. */
  function nameless(said: string, { id, name, email, slackUserId, managerId }: Named): string {
    return [id, name, email, slackUserId, managerId]
      .flatMap((own) => [own, own.toLowerCase()])
      .reduce((text, own) => text.replaceAll(own, '…'), said)
      .replaceAll(/\b[2-9A-Z]{7}\b/g, '#')
      .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '#');
  }
});
