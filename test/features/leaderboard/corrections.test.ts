import { beforeEach, describe, expect, it } from 'vitest';
import type { Fact, Services } from '#feature.ts';
import { correctionMessage } from '#features/leaderboard/correction-views.ts';
import { differencesOf } from '#features/leaderboard/difference.ts';
import { leaderboard } from '#features/leaderboard/index.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import type { MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { guard } from '#slack/blocks/guard.ts';
import { beginIncident, endIncident } from '#sync/incidents.ts';
import { ANA, DANA, LI, OTTO } from '../small-company.ts';
import { book as bookIn, companyWithBoards, START } from './board-desk.ts';
import { contentOf } from './figures.ts';

const at = (text: string) => Temporal.Instant.from(text);
/** When the board of week 48 is due. */
const MONDAY = at('2026-11-23T07:00:00Z');

let services: Services;
let clock: MovableClock;
beforeEach(async () => {
  ({ services, clock } = await companyWithBoards());
  await book(ANA, '2026-11-17', 100);
  await book(LI, '2026-11-17', 50);
  await startBoard(
    services,
    {
      channelId: 'C1',
      metric: 'bookings',
      periodType: 'week',
      by: 'person',
      rows: 3,
      days: [1],
      hour: 8,
      timeZone: 'Europe/Berlin',
    },
    { userId: 'U1', now: START },
  );
});

const book = (personId: string, day: string, dollars: number) =>
  bookIn(services.store, { personId, day, dollars });

const tick = (now: Temporal.Instant) => {
  clock.moveTo(now);
  return must(leaderboard.schedules?.[0], 'the schedule').run(services, now);
};
const hear = (fact: Pick<Fact, 'name' | 'payload'>) =>
  must(leaderboard.onFacts, 'a listener')(services, [{ subject: '1', at: clock.now(), ...fact }]);
const touched = (from: string, to = from) => hear({ name: 'figures.changed', payload: { from, to } });
const restored = (since: string, until: string) =>
  hear({ name: 'data.restored', payload: { incident: 1, since, until } });
const posts = () => services.store.db.selectFrom('post').selectAll().orderBy('id').execute();
const corrections = async () => (await posts()).filter(({ kind }) => kind === 'leaderboard.correction');

async function words(kind: string): Promise<string> {
  const post = must(
    (await posts()).findLast((one) => one.kind === kind),
    kind,
  );
  const rendered = await must(
    leaderboard.posts?.find((one) => one.kind === kind),
    'its kind',
  ).render(services, post);
  return guard(must(rendered, 'a message')).text;
}

describe('capability 10: one correction in the thread', () => {
  it('tells who moved and by how much when a deal of the ended week becomes known late', async () => {
    await tick(MONDAY);
    await book(LI, '2026-11-20', 70);
    await touched('2026-11-20');
    expect(await corrections()).toMatchObject([{ thread_key: 'leaderboard/1/2026-11-16', audience: 'C1' }]);
    expect(await words('leaderboard.correction')).toContain(
      'Li Wei: $50 is now $120 (+$70), place 2 is now 1',
    );
    expect(await words('leaderboard.correction')).toMatch(/Salesforce (data as of|has not been read)/);
    expect(await words('leaderboard.correction')).not.toContain('Ana');
  });

  it('is one, and is brought up to date in place when more becomes known', async () => {
    await tick(MONDAY);
    await book(LI, '2026-11-20', 70);
    await touched('2026-11-20');
    await services.store.db.updateTable('post').set({ state: 'posted', ts: '1', stale: false }).execute();
    await book(OTTO, '2026-11-19', 500);
    await touched('2026-11-19');
    expect(await corrections()).toMatchObject([{ stale: true }]);
    expect(await words('leaderboard.correction')).toContain('Otto Kern: now in place 1 with $500');
  });

  it('is not made of standing edits in the running week', async () => {
    await book(LI, '2026-11-18', 70);
    await touched('2026-11-18');
    await tick(MONDAY);
    await book(LI, '2026-11-23', 70);
    await touched('2026-11-23');
    expect(await corrections()).toEqual([]);
  });

  it('is not made where the ended week was touched and nothing became different', async () => {
    await tick(MONDAY);
    await touched('2026-11-20');
    expect(await corrections()).toEqual([]);
  });

  it('says of a listed result that was taken back that it holds no place now', async () => {
    await book(OTTO, '2026-11-17', 40);
    await tick(MONDAY);
    await services.store.db
      .updateTable('cell')
      .set({ amount: 0n, n: 0n })
      .where('person_id', '=', OTTO)
      .execute();
    await touched('2026-11-17');
    expect(await words('leaderboard.correction')).toContain('Otto Kern: $40 before, and no place now');
  });

  it('names nobody below the places that the board lists', async () => {
    await book(OTTO, '2026-11-17', 40);
    await book(DANA, '2026-11-17', 10);
    await tick(MONDAY);
    await book(DANA, '2026-11-19', 10);
    await touched('2026-11-19');
    expect(await corrections()).toEqual([]);
  });

  it('follows an incident: a board posted on data that was already old is corrected within its week', async () => {
    await tick(MONDAY);
    await book(ANA, '2026-11-23', 300);
    await touched('2026-11-23');
    expect(await corrections()).toEqual([]);
    await restored('2026-11-23T06:30:00Z', '2026-11-23T09:00:00Z');
    expect(await corrections()).toMatchObject([{ thread_key: 'leaderboard/1/2026-11-23' }]);
    expect(await words('leaderboard.correction')).toContain('Ana Silva: now in place 1 with $300');
    await restored('2026-11-23T06:30:00Z', '2026-11-23T09:00:00Z');
    expect(await corrections()).toHaveLength(1);
  });

  it('does not follow an incident that began after the board was posted on good data', async () => {
    await tick(MONDAY);
    await book(ANA, '2026-11-23', 300);
    await restored('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z');
    expect(await corrections()).toEqual([]);
  });
});

describe('capability 10: what a correction says of a board that names the first', () => {
  /** Deals won, and the place that they came to. */
  const line = (id: string, deals: number, rank: number) => {
    const shown = deals === 1 ? '1 deal' : `${deals} deals`;
    return {
      id,
      name: id,
      rank,
      shown,
      exact: String(deals),
      amount: { minor: String(deals), currency: '' },
    };
  };
  const said = [line('Ana', 9, 1), line('Ben', 4, 2), line('Cem', 3, 3)];
  const told = (now: typeof said, ...named: string[]) => {
    const differences = differencesOf({ said, now, named: new Set(named), rows: 10 });
    return correctionMessage(contentOf([]), {
      said: { periodStart: '2026-11-16', slotAt: MONDAY, kind: 'final', lines: said },
      differences,
    }).text;
  };

  it('counts deals in the plural', () => {
    const text = told([line('Ben', 4, 1), line('Ana', 3, 2), line('Cem', 3, 2)], 'Ana', 'Ben', 'Cem');
    expect(text).toContain('Ana: 9 deals are now 3 deals (−6), place 1 is now 2');
    expect(text).not.toMatch(/Ben|Cem/);
  });

  it('does not call the result of whom it may not name any more nothing, nor tells it', () => {
    const now = [line('Ben', 4, 1), line('Dan', 4, 1), line('Cem', 3, 3), line('Ana', 1, 4)];
    const text = told(now, 'Ben', 'Dan');
    expect(text).toContain('Ana: 9 deals before, and now below the places that are named');
    expect(text).toContain('Dan: now in place 1 with 4 deals');
    expect(text).not.toMatch(/1 deal\b|Cem|nothing/);
  });
});

describe('capability 10: a board that waits', () => {
  const trouble = { kind: 'shrunk', cause: 'much is gone', remedy: 'look' } as const;

  it('is not posted while an incident lasts, goes out once after it, and says that it is late', async () => {
    const { store } = services;
    const began = MONDAY.subtract({ minutes: 20 });
    const id = must(await beginIncident(store, trouble, { now: began, dataTime: began }), 'an incident');
    await tick(MONDAY);
    await tick(MONDAY.add({ hours: 2 }));
    expect(await posts()).toHaveLength(1);
    await endIncident(store, id, MONDAY.add({ hours: 3 }));
    await tick(MONDAY.add({ hours: 3 }));
    await tick(MONDAY.add({ hours: 4 }));
    expect(await posts()).toHaveLength(2);
    expect(await words('leaderboard')).toContain('waited for its data');
    await tick(MONDAY.add({ hours: 24 * 7 }));
    expect(await words('leaderboard')).not.toContain('waited for its data');
  });

  it('asked for privately meanwhile comes at once and says that the data cannot be relied on', async () => {
    await beginIncident(services.store, trouble, { now: START, dataTime: START });
    expect(await words('leaderboard')).toContain('The data cannot be relied on at the moment: much is gone.');
  });
});
