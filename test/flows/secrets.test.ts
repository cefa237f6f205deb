import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { startApp } from '#app.ts';
import { noProgress } from '#lib/progress.ts';
import { newKey } from '#store/secrets.ts';
import { installationSecret } from '#store/secrets-settings.ts';
import { tablesWith } from '../features/people/support/traces.ts';
import { databaseImage } from '../support/database-image.ts';
import { linkEverybody } from '../support/product.ts';
import { configOf, openTestSides } from '../support/sides.ts';

it('no secret is in a log line at debug level, in the database or its queue, or in anything that Slack shows', async () => {
  await using stack = new AsyncDisposableStack();
  const sides = await openTestSides({ scale: 0.05 });
  stack.defer(() => sides.close());
  const dataDir = await mkdtemp(join(tmpdir(), 'attain-canary-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const key = newKey().bytes.toString('base64');
  const clientSecret = 'canary-client-secret-5b1f';
  const config = configOf(sides, { ATTAIN_KEY: key, SALESFORCE_CLIENT_SECRET: clientSecret });
  if (!config.slack || !config.salesforce) throw new Error('the test sides are not configured');
  let lines = '';
  const log = pino({ level: 'debug' }, { write: (line: string) => void (lines += line) });
  const app = await startApp({
    config,
    dataDir,
    clock: sides.clock,
    log,
    progress: noProgress,
    databaseImage: databaseImage(),
    salesforce: { settings: config.salesforce, currency: config.currency },
    slack: { kind: 'remote', settings: config.slack },
  });
  stack.defer(() => app.stop());
  const { installerId } = sides.team;
  await linkEverybody(app, installerId);
  const posting = await installationSecret(app.services.store, 'posting_secret');
  const secrets = [sides.slack.botToken, sides.slack.appToken, key, clientSecret, posting];
  await sides.slack.command(installerId, '/attain bookings this quarter');
  await app.catchUp();
  // What goes wrong says more than what goes right: a token that is refused, a Salesforce that is away.
  await sides.salesforce.close();
  await app.reader.pull().catch((error: unknown) => log.error({ err: error }, 'it is away'));
  await sides.slack.uninstall();
  await app.services.directory.everyone().catch((error: unknown) => log.error({ err: error }, 'it refuses'));
  expect(lines).toContain('it refuses');
  const shown = [...sides.slack.direct(installerId), ...sides.slack.ephemeral(installerId)];
  expect(shown.length).toBeGreaterThan(0);
  for (const [nth, secret] of secrets.entries()) {
    expect([nth, lines.includes(secret), JSON.stringify(shown).includes(secret)]).toEqual([
      nth,
      false,
      false,
    ]);
  }
  expect(await tablesWith(app.services.store, secrets)).toEqual([]);
  expect(
    await tablesWith(
      { ...app.services.store, schema: 'bullmq', table: (name) => sql`${sql.id('bullmq', name)}` },
      secrets,
    ),
  ).toEqual([]);
}, 180_000);
