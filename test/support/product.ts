import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, startApp } from '#app.ts';
import { linkPeople, proposedLinks } from '#features/people/links.ts';
import { type Log, silentLog } from '#lib/log.ts';
import { noProgress } from '#lib/progress.ts';
import { setInstaller } from '#store/identity.ts';
import { databaseImage } from './database-image.ts';
import { moveClock, stepEnd } from '#sides/advance.ts';
import { configOf, openTestSides, type TestSides, type TestSidesOptions } from './sides.ts';

/** The whole product between a local Slack and a local Salesforce, with everybody linked. */
export interface Product extends TestSides {
  readonly app: App;
  /** Lets a minute pass and everything happen that it made due. */
  pass(duration?: Temporal.DurationLike): Promise<void>;
}

const MINUTE = { minutes: 1 };

export interface ProductOptions extends Pick<TestSidesOptions, 'scale' | 'slack'> {
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: Log;
}

export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  let app: App | undefined;
  const advance = async (step: number | 'monday') => {
    if (app === undefined) return;
    const duration = step === 'monday' ? step : Temporal.Duration.from({ milliseconds: step });
    const target = stepEnd(sides.clock.now(), duration, 'America/New_York');
    await moveClock(target, { clock: sides.clock, catchUp: app.catchUp });
  };
  const { environment, log = silentLog, ...world } = options;
  const sides = await openTestSides({ ...world, advance });
  const dataDir = await mkdtemp(join(tmpdir(), 'attain-flow-'));
  const config = configOf(sides, environment);
  if (!config.slack || !config.salesforce) throw new Error('the test sides are not configured');
  app = await startApp({
    config,
    dataDir,
    clock: sides.clock,
    log,
    progress: noProgress,
    databaseImage: databaseImage(),
    salesforce: { settings: config.salesforce, currency: config.currency },
    slack: { kind: 'remote', settings: config.slack },
  });
  const running = app;
  await linkEverybody(running, sides.team.installerId);
  return {
    ...sides,
    app: running,
    async pass(duration = MINUTE) {
      sides.clock.moveTo(sides.clock.now().add(duration));
      await running.catchUp();
    },
    async close() {
      await running.stop();
      await sides.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What an installer would do first: name themself and confirm the proposed links. */
export async function linkEverybody({ services }: App, installer: string): Promise<void> {
  const now = services.clock.now();
  await setInstaller(services.store, { slackUserId: installer, changedBy: 'test', now });
  const { matched } = await proposedLinks(services);
  await linkPeople(services, matched, { confirmedBy: installer, now });
}
