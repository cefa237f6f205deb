import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { periods } from '#features/periods/index.ts';
import { saveSoftClose } from '#features/periods/schedule.ts';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { readPeriodStates } from '#ledger/period-states.ts';
import { guard } from '#slack/blocks/guard.ts';
import type { ModalView } from '#slack/blocks/modal.ts';
import type { Database } from '#store/database.ts';
import type { Store } from '#store/store.ts';
import { freshInstallationId, openTestDatabase } from '../../support/database.ts';
import { aCall, OPS } from '../a-call.ts';
import { servicesOf } from '../services.ts';
import { smallCompany } from '../small-company.ts';

const at = (text: string) => Temporal.Instant.from(text);

let database: Database;
let shared: Store;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: {} });
  shared = await database.installation(freshInstallationId());
});
afterAll(() => database.close());

let services: Services;
let clock: MovableClock;
let windows: ModalView[] = [];
beforeEach(async () => {
  windows = [];
  clock = fixedClock(at('2026-11-18T09:00:00Z'));
  services = { ...servicesOf(await smallCompany(shared)), clock };
});

const called = () => aCall({ services, actor: { ...OPS, slackUserId: 'U1' }, now: clock.now(), windows });
const list = async () => {
  const message = await must(periods.subcommands?.[0], 'the command').run({ ...called(), text: '' });
  return guard(must(message, 'a message'));
};
const press = (to: string, start = '2026-10-01', type = 'month') =>
  must(
    periods.actions?.find(({ id }) => id === `periods.change_${to}`),
    'the button',
  ).run({ ...called(), value: JSON.stringify({ type, start, to }) });
const submit = (reason: string) =>
  must(periods.modals?.[0], 'the modal').submit({
    ...called(),
    values: { reason },
    metadata: must(windows.at(-1), 'a window').metadata,
  });
const standings = async () =>
  (await readPeriodStates(services.store)).map(({ name, state, changedBy, reason }) => ({
    name,
    state,
    changedBy,
    reason,
  }));
const tick = () => must(periods.schedules?.[0], 'the schedule').run(services, clock.now());

describe('capability 9: closing a period in Slack', () => {
  it('names what it means and asks why before it locks', async () => {
    expect((await list()).text).toMatch(
      /^Of the periods that ended last, 8 are open\.\n\*2026-10, Oct 1 – 31, 2026\*: open\n/,
    );
    await press('locked');
    const text = JSON.stringify(windows[0]?.blocks);
    expect(text).toContain('What was reported for the period stays as reported');
    expect(text).toContain('Bookings: $0');
    expect(text).toContain('Salesforce has not been read completely yet.');
    expect(await submit(' ')).toEqual({ kind: 'errors', errors: { reason: 'Say in a sentence why.' } });
    expect(await submit('x'.repeat(501))).toEqual({
      kind: 'errors',
      errors: { reason: 'The reason is longer than 500 characters. Shorten it.' },
    });
    expect(await standings()).toEqual([]);
    expect(await submit('Books of October are closed')).toMatchObject({ kind: 'update' });
    expect(await standings()).toEqual([
      { name: '2026-10', state: 'locked', changedBy: 'U1', reason: 'Books of October are closed' },
    ]);
    expect((await list()).text).toMatch(
      /locked since <!date\^\d+\^\{date_short\}\|Nov 18, 2026>: Books of October are closed/,
    );
  });

  it('says once that a period is closing, and counts it in the list', async () => {
    await press('locked', '2026-09-01');
    await submit('closed');
    await press('soft');
    const done = await submit('we look for mistakes');
    expect(JSON.stringify(done)).toContain(
      '2026-10, Oct 1 – 31, 2026 is closing now. Its figures still follow Salesforce',
    );
    expect((await list()).text).toContain('1 is locked, 1 is closing and 6 are open.');
  });

  it('reopens what was locked, with a reason, and keeps both steps', async () => {
    await press('locked');
    await submit('closed');
    await press('open');
    await submit('an invoice was wrong');
    expect(await standings()).toMatchObject([{ state: 'open', reason: 'an invoice was wrong' }]);
    const kept = await services.store.db.selectFrom('period_close').select('state').orderBy('id').execute();
    expect(kept.map(({ state }) => state)).toEqual(['locked', 'open']);
  });

  it('refuses the running period and a form that was tampered with', async () => {
    await expect(press('locked', '2026-11-01')).rejects.toThrow('2026-11 is not over');
    await expect(press('locked', 'x')).rejects.toThrow('cannot be read');
    await expect(press('locked', '2026-11-16', 'week')).rejects.toThrow('cannot be read');
  });

  it('belongs to the installer', () => {
    const guarded = [...(periods.subcommands ?? []), ...(periods.actions ?? []), ...(periods.modals ?? [])];
    expect(guarded.map(({ permission }) => permission)).toEqual(guarded.map(() => 'installer'));
  });
});

describe('capability 9: closing by itself', () => {
  it('closes nothing unless somebody asked for it', async () => {
    await tick();
    expect(await standings()).toEqual([]);
  });

  it('closes October softly once, in November, and leaves to people what they decided', async () => {
    const by = { by: 'cli', now: clock.now() };
    await saveSoftClose(services.store, { type: 'month', afterWorkingDays: 5 }, by);
    await tick();
    await tick();
    expect(await standings()).toEqual([
      { name: '2026-10', state: 'soft', changedBy: 'schedule', reason: '5 working days after its end' },
    ]);
    await press('open');
    await submit('not yet');
    await tick();
    expect(await standings()).toMatchObject([{ state: 'open' }]);
    clock.moveTo(at('2026-12-01T09:00:00Z'));
    await tick();
    expect((await standings()).map(({ name }) => name)).toEqual(['2026-10']);
    clock.moveTo(at('2026-12-08T09:00:00Z'));
    await tick();
    expect((await standings()).map(({ name }) => name)).toEqual(['2026-10', '2026-11']);
    await saveSoftClose(services.store, undefined, by);
    clock.moveTo(at('2027-01-18T09:00:00Z'));
    await tick();
    expect(await standings()).toHaveLength(2);
  });
});
