import { beforeEach, describe, expect, it } from 'vitest';
import { readActor } from '#access/actor.ts';
import { access } from '#features/access/index.ts';
import type { Services } from '#feature.ts';
import { must } from '#lib/errors.ts';
import { mayUse } from '#model/access.ts';
import { guard } from '#slack/blocks/guard.ts';
import { appendAudit } from '#store/audit.ts';
import { setInstaller } from '#store/identity.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../../support/database.ts';
import { aCall } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { ANA, DANA, smallCompany } from '../small-company.ts';

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const profile = (id: string, isFullMember = true) => ({
  id,
  name: id,
  email: null,
  timeZone: 'UTC',
  locale: 'en-US',
  isFullMember,
});

let store: Store;
let services: Services;
beforeEach(async () => {
  store ??= await testStore();
  const profiles = [profile('U0ANA'), profile('U0DANA'), profile('U0GUEST', false)];
  services = servicesOf(await smallCompany(store), { profiles, now });
  await setInstaller(store, { slackUserId: 'U0OPS', changedBy: 'cli', now });
  const confirmed = { confirmed_by: 'cli', confirmed_at: now.toString() };
  await store.db
    .insertInto('identity_link')
    .values([
      { slack_user_id: 'U0ANA', person_id: ANA, ...confirmed },
      { slack_user_id: 'U0DANA', person_id: DANA, ...confirmed },
    ])
    .execute();
});

async function type(word: string, text: string, who = 'U0OPS') {
  const command = must(
    access.subcommands?.find(({ name }) => name === word),
    word,
  );
  const actor = await readActor(store, who, now);
  expect(mayUse(actor, command.permission)).toBe(true);
  const said = await command.run({ ...aCall({ services, actor, now, timeZone: 'UTC' }), text });
  return guard(must(said, 'an answer')).text;
}

describe('roles in Slack', () => {
  it('are given and ended by an admin, with a reason', async () => {
    expect(await type('roles', 'give exec <@U0ANA|ana> because she leads')).toContain(
      'Executive (exec): <@U0ANA>',
    );
    expect(await type('roles', 'end exec <@U0ANA> she left the board')).not.toContain('(exec): <@U0ANA>');
    const log = await type('audit', '');
    expect(log).toContain('role.given by U0OPS about U0ANA (role exec, reason because she leads)');
    expect(log).toContain('The log is whole: 2 entries, each fits the one before.\n');
  });

  it('are never a guest’s', async () => {
    await expect(type('roles', 'give exec <@U0GUEST> because')).rejects.toThrow('full members');
  });

  it('let somebody stand in until a day, and end that', async () => {
    const words = 'stand-in <@U0ANA> for <@U0DANA> until 2026-11-30 holiday';
    expect(await type('roles', words)).toMatch(
      /(\d+)\. Ana Silva stands in for Dana Cole until Nov 30, 2026: holiday/,
    );
    const [grant] = await store.db.selectFrom('access_grant').select('id').execute();
    expect(await type('roles', `end-grant ${grant?.id}`)).not.toContain('stands in');
    await expect(type('roles', words.replace('2026-11-30', '2026-12-30'))).rejects.toThrow('30 days');
    await expect(type('roles', words.replace('2026-11-30', 'soon'))).rejects.toThrow('"soon" is no day');
  });

  it.each(['give king <@U0ANA> because', 'give exec ana because', 'give exec <@U0ANA>', 'dance'])(
    'shows how it is written for "%s"',
    async (text) => {
      await expect(type('roles', text)).rejects.toThrow('I cannot read that.');
    },
  );
});

it('tells a person who looked at their figures, and nobody else’s', async () => {
  expect(await type('looks', '', 'U0ANA')).toContain('Nobody else has looked');
  const detail = { metric: 'bookings', period: '2026-Q4', readBy: DANA };
  await appendAudit(store, { actor: 'U0DANA', action: 'figures.read', subject: ANA, detail, now });
  expect(await type('looks', '', 'U0ANA')).toContain('Dana Cole read bookings, 2026-Q4');
  const size = { ...detail, metric: 'avg_deal_size' };
  await appendAudit(store, { actor: 'U0DANA', action: 'figures.read', subject: ANA, detail: size, now });
  expect(await type('looks', '', 'U0ANA')).toContain('Dana Cole read average deal size, 2026-Q4');
  expect(await type('looks', '', 'U0DANA')).toContain('Nobody else has looked');
});
