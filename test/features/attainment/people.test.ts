import { beforeAll, describe, expect, it } from 'vitest';
import { findReadable, leadsTeam, type Named } from '#features/attainment/people.ts';
import { day } from '#lib/days.ts';
import type { Actor } from '#model/access.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../../support/database.ts';
import { ANA, aPerson, DANA, LI, OTTO, smallCompany, VERA } from '../small-company.ts';

let store: Store;
beforeAll(async () => {
  store = await smallCompany(await testStore());
  await store.db
    .insertInto('identity_link')
    .values({
      slack_user_id: 'UANA',
      person_id: ANA,
      confirmed_by: 'cli',
      confirmed_at: '2026-01-01T00:00:00Z',
    })
    .execute();
});

const now = Temporal.Instant.from('2026-11-18T09:00:00Z');
const today = (date = '2026-11-18') => ({ store, day: day(date), now });
const as = (personId: string | null): Actor => ({ slackUserId: 'U1', personId, isInstaller: true });
const found = async (actor: string | null, named: Named) =>
  (await findReadable(today(), as(actor), named)).map(({ name }) => name);
const named = (words: string): Named => ({ kind: 'name', words });

describe('whose figures a person may read', () => {
  it.each<[string, string | null, Named, readonly string[]]>([
    ['their own', ANA, { kind: 'me' }, ['Ana Silva']],
    ['those of a direct report, by Slack account', DANA, { kind: 'slack', userId: 'UANA' }, ['Ana Silva']],
    [
      'those of a report two levels down, by e-mail',
      VERA,
      { kind: 'email', email: 'li.wei@example.com' },
      ['Li Wei'],
    ],
    ['not those of a colleague', ANA, { kind: 'email', email: 'li.wei@example.com' }, []],
    ['not those of their manager', ANA, { kind: 'id', id: DANA }, []],
    ['not those of another team', DANA, named('otto'), []],
    ['nobody at all while unlinked, even the installer', null, { kind: 'id', id: ANA }, []],
    ['nobody by a name that does not exist', VERA, named('zoe'), []],
  ])('%s', async (_what, actor, who, names) => {
    expect(await found(actor, who)).toEqual(names);
  });

  it.each([
    ['ana', ['Ana Silva']],
    ['Silva Ana', ['Ana Silva']],
    ['ÀNA', ['Ana Silva']],
    ['ana.silva', ['Ana Silva']],
    ['a', ['Ana Silva']],
    ['na', []],
    ['%', []],
    ['', []],
  ])('finds "%s" among the people below them', async (words, names) => {
    expect(await found(DANA, named(words))).toEqual(names);
  });

  it('lists everyone below who answers to the same name', async () => {
    await store.db
      .insertInto('person')
      .values(aPerson({ id: '005LI2', name: 'Li Chen', manager_id: DANA }))
      .execute();
    expect(await found(VERA, named('li'))).toEqual(['Li Chen', 'Li Wei']);
  });

  it('also where Salesforce has a circle of managers', async () => {
    const circle = [
      aPerson({ id: '005X', name: 'Xi', manager_id: '005Y' }),
      aPerson({ id: '005Y', name: 'Yu', manager_id: '005X' }),
    ];
    await store.db.insertInto('person').values(circle).execute();
    expect(await found('005X', named('yu'))).toEqual(['Yu']);
  });
});

it('knows who leads a team', async () => {
  expect(await leadsTeam(today(), DANA)).toBe(true);
  expect(await leadsTeam(today(), LI)).toBe(false);
  expect(await leadsTeam(today(), OTTO)).toBe(false);
});

it('goes by the managers of today, corrections included', async () => {
  const correction = { person_id: LI, kind: 'manager', value: ANA, to_on: '2026-12-01', reason: 'stand-in' };
  await store.db
    .insertInto('fact_correction')
    .values({ ...correction, from_on: '2026-11-01', made_by: 'cli', made_at: '2026-11-01T00:00:00Z' })
    .execute();
  const reads = async (date: string) =>
    (await findReadable(today(date), as(ANA), { kind: 'id', id: LI })).map(({ name }) => name);
  expect(await reads('2026-11-18')).toEqual(['Li Wei']);
  expect(await leadsTeam(today(), ANA)).toBe(true);
  expect(await reads('2026-12-01')).toEqual([]);
  await store.db.deleteFrom('fact_correction').execute();
});
