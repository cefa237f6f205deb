import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { must } from '#lib/errors.ts';
import { postgresServer, redisServer } from '../support/engines.ts';
import { openTestSides, type TestSides } from '../support/sides.ts';
import { type PostState, Worker, type WorkerStart } from './support/worker.ts';

/** Every step between a change in Salesforce and a message in Slack, and the moments around sending one. */
const POINTS = [
  'before-pull',
  'after-pull',
  'after-figures',
  'after-facts',
  'after-record',
  'after-claim',
  'after-render',
  'before-send',
  'after-send',
  'after-settle',
] as const;

const WEEK = { hours: 24 * 7 };
const PRICE = 1_000_000;

const ENGINES = [
  { title: 'embedded', missing: false, environment: {} },
  {
    title: postgresServer.title,
    missing: postgresServer.url === undefined,
    environment: { DATABASE_URL: postgresServer.url ?? '' },
  },
  {
    title: redisServer.title,
    missing: redisServer.url === undefined,
    environment: { REDIS_URL: redisServer.url ?? '' },
  },
];

describe.each(ENGINES)('a worker killed at ten points, on $title', ({ missing, environment }) => {
  let sides: TestSides | undefined;
  let worker: Worker | undefined;
  let dataDir = '';

  afterEach(async () => {
    worker?.kill();
    await sides?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it.skipIf(missing)('loses nothing and says nothing twice', { timeout: 480_000 }, async () => {
    const around = await openTestSides({ scale: 0.05 });
    sides = around;
    dataDir = await mkdtemp(join(tmpdir(), 'attain-killed-'));
    const start = startOf(around, { environment, dataDir });
    worker = await Worker.start(start);
    await worker.order({ kind: 'begin' });
    const open = openDeals(around);
    const before = await bookings(worker);

    for (const [index, crashAt] of POINTS.entries()) {
      around.clock.moveTo(around.clock.now().add(WEEK));
      const today = around.clock.now().toZonedDateTimeISO('America/New_York').toPlainDate();
      around.salesforce.driver.update('Opportunity', must(open[index], 'an open deal'), {
        StageName: 'Signed',
        CloseDate: today.toString(),
        Amount: String(PRICE),
      });
      const now = around.clock.now().add({ minutes: 1 });
      around.clock.moveTo(now);

      const signal = await worker.orderToDie({ kind: 'catchUp', now: now.toString(), crashAt });
      expect(signal, crashAt).toBe('SIGKILL');
      worker = await Worker.start(start);
      await worker.order({ kind: 'endLeases' });
      await worker.order({ kind: 'catchUp', now: now.toString() });

      expect(await bookings(worker), crashAt).toBe(before + 100 * PRICE * (index + 1));
      const posts = await worker.order<readonly PostState[]>({ kind: 'posts' });
      expect(posts, crashAt).toHaveLength(index + 2);
      expect(posts.at(-1)?.state, crashAt).toBe('posted');
    }

    const said = around.slack.messages(around.team.boardToStartWith.channelId);
    const headings = said.map((message) => message.text.split(':')[0]);
    expect(new Set(headings).size).toBe(headings.length);
    // Every week was said, also those whose sending was cut off: Slack was read, and told which.
    expect(headings).toHaveLength(POINTS.length + 1);
    await worker.stop();
  });
});

/** Both years, in cents. */
async function bookings(worker: Worker): Promise<number> {
  const dollars = [await ask(worker, '2026'), await ask(worker, '2027')];
  return dollars.reduce((sum, text) => sum + Math.round(100 * Number(text)), 0);
}

function ask(worker: Worker, period: string): Promise<string> {
  return worker.order<string>({ kind: 'figure', metric: 'bookings', period });
}

function startOf(
  sides: TestSides,
  parts: { readonly environment: Readonly<Record<string, string>>; readonly dataDir: string },
): WorkerStart {
  return {
    environment: { ...sides.environment, ...parts.environment, SYNC_SECONDS: '86400' },
    dataDir: parts.dataDir,
    installer: sides.team.installerId,
    board: {
      channelId: sides.team.boardToStartWith.channelId,
      metric: 'bookings',
      periodType: 'week',
      by: 'person',
      rows: 50,
      days: [1],
      hour: 0,
      timeZone: 'America/New_York',
    },
  };
}

function openDeals({ company }: TestSides): readonly string[] {
  const rows = company.tables['Opportunity'] ?? [];
  return rows.filter((row) => row['IsClosed'] === 'false').map((row) => row['Id'] ?? '');
}
