import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Services } from '#feature.ts';
import { startBoard } from '#features/leaderboard/run.ts';
import { removeBoard } from '#features/leaderboard/store.ts';
import { changePeriod } from '#features/periods/change.ts';
import { applyWishes } from '#features/quotas/change.ts';
import { rollBack } from '#features/quotas/rollback.ts';
import { runCommand } from '#cli/program.ts';
import type { Terminal } from '#cli/host.ts';
import { parseConfig } from '#config.ts';
import { makeCorrections, withdrawCorrection } from '#ledger/correct.ts';
import { setCreditingRule } from '#ledger/crediting-rules.ts';
import { must } from '#lib/errors.ts';
import { day } from '#lib/days.ts';
import { noProgress } from '#lib/progress.ts';
import { metricContext } from '#metrics/context.ts';
import { readAudit, verifyAudit } from '#store/audit.ts';
import type { Database } from '#store/database.ts';
import { ANA } from '../features/small-company.ts';
import { freshInstallationId, openTestDatabase } from '../support/database.ts';
import { askers, companyWithSecrets, type Kind, MIGRATIONS, NOW } from './support/company.ts';
import { type Asker, serve } from './support/desk.ts';

let database: Database;
let services: Services;
let known: ReadonlyMap<Kind, Asker>;
beforeAll(async () => {
  database = await openTestDatabase({ migrations: MIGRATIONS });
  services = await companyWithSecrets(await database.installation(freshInstallationId()));
  known = await askers(services.store);
}, 60_000);
afterAll(() => database.close());

let before = 0n;
beforeEach(async () => {
  before = (await readAudit(services.store, { limit: 1 }))[0]?.seq ?? 0n;
});

/** What was noted since the test began, oldest first. */
async function noted() {
  const entries = await readAudit(services.store, { limit: 50 });
  return entries.filter(({ seq }) => seq > before).toReversed();
}

const type = (kind: Kind, text: string) =>
  serve(services, must(known.get(kind), kind), { kind: 'command', text });

describe('the log of reads', () => {
  it('has that a manager read somebody, and what', async () => {
    await type('manager', 'bookings this quarter ana.silva@example.com');
    expect(await noted()).toMatchObject([
      {
        actor: 'U0DANA',
        action: 'figures.read',
        subject: ANA,
        detail: { metric: 'bookings', period: '2026-Q4' },
      },
    ]);
  });

  it('has nothing of who reads their own figures', async () => {
    await type('rep', 'bookings this quarter');
    expect(await noted()).toEqual([]);
  });

  it('has that somebody was refused and by which rule', async () => {
    await type('peer', 'bookings this quarter ana.silva@example.com');
    await type('exec', 'bookings this quarter ana.silva@example.com');
    expect(await noted()).toMatchObject([
      { actor: 'U0LI', action: 'access.denied', detail: { rule: 'D2.peer', reasonCode: 'not_this_class' } },
      { actor: 'U0EXEC', action: 'access.denied', detail: { rule: 'D2.exec', reasonCode: 'only_totals' } },
    ]);
  });
});

describe('why one may read somebody or not', () => {
  it.each<[Kind, string]>([
    ['rep', 'You may read the figures of Ana Silva. Rule D2.self'],
    ['manager', 'You may read the figures of Ana Silva. Rule D2.manager'],
    ['skip manager', 'Rule D2.skip_manager'],
    ['peer', 'You may not read figures under that name'],
    ['exec', 'only totals are shown, and drilling down needs a grant'],
  ])('names the rule to the %s', async (kind, words) => {
    expect(await type(kind, 'why access ana.silva@example.com')).toContain(words);
  });

  it('says the same of somebody who does not exist', async () => {
    expect(await type('peer', 'why access ana.silva@example.com')).toBe(
      await type('peer', 'why access nobody.there@example.com'),
    );
  });
});

it('every change of quotas, crediting, periods, facts and boards is in the log', async () => {
  const { store } = services;
  const period = (await metricContext(store, NOW)).calendar.periodOf('quarter', day('2026-08-01'));
  const wish = {
    personId: ANA,
    metric: 'bookings',
    start: '2027-01-01',
    end: '2027-04-01',
    amount: 5n,
    currency: 'USD',
    weight: null,
    effectiveOn: null,
    reason: null,
  };
  const when = { today: day('2026-11-18'), zone: 'UTC', now: NOW, reason: 'because' };
  const applied = await applyWishes(store, [wish], {
    ...when,
    kind: 'set',
    source: 'slack',
    madeBy: 'U0DANA',
    approvedBy: 'U0OPS',
  });
  await rollBack(store, applied.batchId ?? 0, { by: 'U0OPS', now: NOW, reason: null });
  await changePeriod(services, { period, to: 'soft', reason: 'over', by: 'U0OPS', now: NOW });
  const rule = {
    id: 'engineers',
    kind: 'team_role',
    config: { role: 'SE' },
    from: '2026-11-01',
    to: null,
  } as const;
  await setCreditingRule(store, { rule, approvedBy: 'cli', reason: 'because', now: NOW });
  const fact = {
    personId: ANA,
    kind: 'location',
    value: 'Berlin',
    from: '2026-01-01',
    to: 'infinity',
    reason: 'x',
  } as const;
  await store.transaction((tx) => makeCorrections(tx, [fact], { madeBy: 'U0OPS', now: NOW }));
  const { id } = await store.db.selectFrom('fact_correction').select('id').executeTakeFirstOrThrow();
  await store.transaction((tx) => withdrawCorrection(tx, id, { madeBy: 'U0OPS', now: NOW }));
  const by = { userId: 'U0OPS', now: NOW };
  const spec = {
    channelId: 'C1',
    metric: 'bookings',
    periodType: 'week',
    by: 'person',
    rows: 5,
    days: [1],
  } as const;
  const board = await startBoard(services, { ...spec, hour: 8, timeZone: 'UTC' }, by);
  await removeBoard(store, board.id, by);
  expect((await noted()).map(({ action, actor }) => `${action} by ${actor}`)).toEqual([
    'quota.changed by U0OPS',
    'quota.taken_back by U0OPS',
    'period.changed by U0OPS',
    'crediting.changed by cli',
    'facts.corrected by U0OPS',
    'facts.taken_back by U0OPS',
    'board.set_up by U0OPS',
    'board.removed by U0OPS',
  ]);
  expect((await verifyAudit(store)).problem).toBeUndefined();
});

describe('attain audit', () => {
  async function attain(...argv: readonly string[]) {
    let [out, err] = ['', ''];
    const terminal: Terminal = {
      cwd: '/',
      out: (text) => void (out += text),
      err: (text) => void (err += text),
      progress: noProgress,
    };
    const notHere = () => Promise.reject(new Error('this command needs no Salesforce'));
    const host = {
      config: parseConfig({}),
      services,
      reader: { pull: notHere, hurry: () => undefined, connection: notHere },
      catchUp: () => Promise.resolve(),
      clock: undefined,
      queue: undefined,
    };
    const code = await runCommand(argv, terminal, () => Promise.resolve(host));
    return { code, out, err };
  }

  it('lists what is about somebody and proves the whole', async () => {
    await type('manager', 'calls this quarter ana.silva@example.com');
    expect((await attain('audit', 'list', '--subject', ANA, '--limit', '1')).out).toContain('figures.read');
    expect(await attain('audit', 'verify')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^The audit log is whole: \d+ lines/),
    });
  });

  it('fails and names the line that somebody changed', async () => {
    const line = services.store.db.updateTable('audit_entry').where('seq', '=', 1n);
    const { actor } = await services.store.db
      .selectFrom('audit_entry')
      .select('actor')
      .where('seq', '=', 1n)
      .executeTakeFirstOrThrow();
    await line.set({ actor: 'U0ELSE' }).execute();
    expect(await attain('audit', 'verify')).toMatchObject({
      code: 1,
      err: expect.stringContaining('The audit log is not whole: line 1 was changed.'),
    });
    await line.set({ actor }).execute();
    expect((await attain('audit', 'list', '--limit', 'all')).code).toBe(1);
  });
});
