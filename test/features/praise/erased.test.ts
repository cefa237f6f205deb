import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { HOLDINGS, NAMING_KINDS } from '#app/personal-data.ts';
import type { Services } from '#feature.ts';
import { erasePerson } from '#features/people/erase.ts';
import { praise } from '#features/praise/index.ts';
import { readPraise } from '#features/praise/store.ts';
import { tables } from '#features/praise/tables.ts';
import { must } from '#lib/errors.ts';
import type { Database } from '#store/database.ts';
import { findTraces } from '#store/identity-traces.ts';
import { companyWithSecrets, MIGRATIONS } from '../../access/support/company.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';

const OF_BOTH = '0c7d1f6a-3a55-4b7e-8f0e-2d9a61c5b701';
const BY_ANA = '5a1f0b9e-7c2d-4e8f-9b3a-6d4c2e1f0a02';

let database: Database;
let services: Services;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: MIGRATIONS });
}, 60_000);
afterAll(() => database.close());

beforeEach(async () => {
  services = await companyWithSecrets(await database.installation(freshInstallationId()));
  const { store, clock } = services;
  const row = {
    channel_id: 'C1',
    link: null,
    given_on: '2026-11-17',
    given_at: clock.now().toString(),
    taken_back_at: null,
  };
  const words = 'Ana Silva and Li held the line';
  await tables(store)
    .insertInto('praise')
    .values([
      { ...row, id: OF_BOTH, giver_id: 'U0DANA', praised_id: 'U0ANA', words },
      { ...row, id: OF_BOTH, giver_id: 'U0DANA', praised_id: 'U0PEER', words },
      { ...row, id: BY_ANA, giver_id: 'U0ANA', praised_id: 'U0PEER', words: 'Thank you' },
    ])
    .execute();
  await tables(store)
    .insertInto('praise_choice')
    .values({ slack_user_id: 'U0ANA', is_private: true })
    .execute();
  for (const id of [OF_BOTH, BY_ANA])
    await services.outbox.record(store, {
      key: `praise.posted/${id}`,
      kind: 'praise.posted',
      params: { praise: id },
      audience: 'C1',
    });
  await store.db.updateTable('post').set({ state: 'posted', ts: '1.2', channel: 'C1' }).execute();
});

/** What stands in the channel once the messages are written afresh. */
async function standing(id: string): Promise<string | undefined> {
  const kind = must(
    praise.posts?.find((one) => one.kind === 'praise.posted'),
    'the kind',
  );
  return (await kind.render(services, { params: { praise: id }, audience: 'C1' }))?.text;
}

it('with somebody goes what they gave and were given; what was said of others with them stays without them', async () => {
  const { store } = services;
  const traces = await findTraces(store, 'ana.silva@example.com');
  await erasePerson(services, { traces, holdings: HOLDINGS, namingKinds: NAMING_KINDS, by: 'cli' });

  expect(await readPraise(store, BY_ANA)).toBeUndefined();
  expect(await readPraise(store, OF_BOTH)).toMatchObject({
    people: ['U0PEER'],
    words: 'Former colleague and Li held the line',
  });
  expect(await tables(store).selectFrom('praise_choice').selectAll().execute()).toEqual([]);
  const posts = await store.db
    .selectFrom('post')
    .select('stale')
    .where('kind', '=', 'praise.posted')
    .execute();
  expect(posts).toEqual([{ stale: true }, { stale: true }]);
  expect(await standing(OF_BOTH)).not.toMatch(/Ana|U0ANA/);
  expect(await standing(BY_ANA)).toContain('It was erased with somebody’s data.');
});
