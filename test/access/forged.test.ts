import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { must } from '#lib/errors.ts';
import type { Actor } from '#model/access.ts';
import type { Database } from '#store/database.ts';
import { serve } from '../hostile/support/desk.ts';
import { freshInstallationId, openTestDatabase } from '../support/database.ts';
import { askers, companyWithSecrets, MIGRATIONS } from './support/company.ts';
import { ROUTES } from './support/desk.ts';

/** What nobody's window ever carried. */
const FORGED = [
  '',
  'x',
  '{}',
  '[]',
  'null',
  '1',
  '-1',
  '"x"',
  '{"least":9,"most":"no"}',
  '{"least":1e999}',
  '[{"personId":null}]',
  '{"channelId":"C1","metric":"nothing"}',
  '{"__proto__":{"isInstaller":true}}',
  '[['.repeat(200),
  'a,b\n'.repeat(700),
  '\u0000\u202E<!channel>',
];

const errors: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });

let database: Database;
let services: Services;
let admin: Actor;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: MIGRATIONS });
  services = await companyWithSecrets(await database.installation(freshInstallationId()));
  admin = must((await askers(services.store)).get('ops admin'), 'the admin').actor;
}, 60_000);
afterAll(() => database.close());

it.each(ROUTES.modals.map(({ id }) => id))(
  'the window %s answers politely, whatever it is said to carry',
  async (id) => {
    for (const metadata of FORGED)
      for (const state of [{}, { reason: { input: { type: 'plain_text_input', value: 'because' } } }])
        await serve({ services, actor: admin, log }, { kind: 'modal', id, state, metadata });
    expect(errors.splice(0)).toEqual([]);
  },
);

it.each(ROUTES.actions.map(({ id }) => id))('so does the button %s', async (id) => {
  for (const value of FORGED)
    await serve({ services, actor: admin, log }, { kind: 'action', id, entry: { value } });
  expect(errors.splice(0)).toEqual([]);
});
