import { startApp, type App, type AppOptions, type SlackSide } from '#app.ts';
import { healthRoutes } from '#app/health.ts';
import { signInRoutes } from '#app/sign-in-routes.ts';
import { openWeb, type Web } from '#app/web.ts';
import { begunUninstalling, noteUninstalling } from '#app/uninstall-files.ts';
import { answerCommands } from '#cli/answer-commands.ts';
import { lockDataDir } from '#cli/lock-data-dir.ts';
import { stopSignal } from '#cli/signals.ts';
import { terminalProgress } from '#cli/terminal-progress.ts';
import type { Config } from '#config.ts';
import { uninstallHere } from '#cli/uninstall-here.ts';
import { createLog, type Log } from '#lib/log.ts';
import { moveClock, stepEnd } from '#sides/advance.ts';
import { keepOrgFolder, orgFolderOf } from '#sides/company-of-folder.ts';
import { chooseDataDir, rememberDataDir } from '#sides/data-dir.ts';
import { localSlackSide } from '#sides/local-slack-of.ts';
import { openSides, type Sides } from '#sides/sides.ts';
import { signInSideOf } from '#sides/sign-in-side.ts';

/** Runs the product until it is told to stop: what `npm start` does. */
export async function start(config: Config, named: string | undefined): Promise<void> {
  const dataDir = chooseDataDir(config, named);
  const log = createLog(config.logLevel, process.stderr.isTTY);
  const begun = begunUninstalling(dataDir);
  const uninstalled = begun?.installation ?? (await run(config, { named, dataDir, log }));
  if (uninstalled === undefined) return;
  process.stdout.write('\nAttain was uninstalled. Everything kept for that workspace is removed now.\n');
  await uninstallHere({ config, dataDir, log, installation: uninstalled }, (text) =>
    process.stdout.write(text),
  );
}

interface Running {
  readonly named: string | undefined;
  readonly dataDir: string;
  readonly log: Log;
}

/** Runs until it is told to stop, or until Slack says that the app was uninstalled: then names the installation. */
async function run(config: Config, { named, dataDir, log }: Running): Promise<string | undefined> {
  const stopped = stopSignal();
  await using stack = new AsyncDisposableStack();
  const progress = terminalProgress(process.stdout);
  lockDataDir(dataDir, { purpose: 'npm start', stack });
  const orgFolder = orgFolderOf(dataDir, named);
  progress.note(`Attain keeps its data in ${dataDir}`);
  const sides = await openSides({ config, dataDir, orgFolder, log }, stack);
  keepOrgFolder(dataDir, orgFolder);
  const running = open({ config, dataDir, log, progress, sides, stack });
  // Stopped while it starts: what was read is kept, and read on next time.
  const first = await Promise.race([running, stopped]);
  if (typeof first === 'string') process.exit(130);
  rememberDataDir(config, dataDir);
  progress.end();
  progress.note(
    `\nAttain is running: ${first.page}\nPress Ctrl-C to stop; what is there is there again next time.`,
  );
  const end = await Promise.race([stopped, first.uninstalled]);
  progress.note('\nStopping: running work is finished first.');
  if (typeof end === 'string') return undefined;
  noteUninstalling(dataDir, { installation: first.installation, isRevoked: true });
  return first.installation;
}

type Parts = Pick<AppOptions, 'config' | 'dataDir' | 'log' | 'progress'> & {
  readonly sides: Sides;
  readonly stack: AsyncDisposableStack;
};

interface Open extends Pick<App, 'installation' | 'uninstalled'> {
  readonly page: string;
}

async function open(parts: Parts): Promise<Open> {
  const { config, dataDir, log, progress, sides, stack } = parts;
  const { clock, salesforce } = sides;
  let page: string | undefined;
  let app: App | undefined;
  const onOpen = (address: string) => {
    page = address;
  };
  // The local Slack's page has the port; then our own side is for this machine alone.
  const web = await (config.slack ? openWeb(config.port) : openWeb(0, '127.0.0.1'));
  stack.defer(() => web.close());
  const signIn = signInSideOf({ config, salesforce, web });
  const slack = slackOf({ ...parts, onOpen, app: () => app });
  app = await startApp({ config, dataDir, clock, log, progress, salesforce, slack, signIn });
  const running = app;
  stack.defer(() => running.stop());
  serveOwn(web, running, signIn);
  const holder = await answerCommands({ app: running, dataDir, sides, config });
  stack.defer(() => holder.close());
  const { installation, uninstalled } = running;
  return { page: page ?? `${web.url}/healthz`, installation, uninstalled };
}

/** What the product itself answers over HTTP: how it is, and the pages of a sign-in. */
function serveOwn(web: Web, app: App, signIn: AppOptions['signIn']): void {
  const routes = healthRoutes(app);
  if (signIn) routes.route('/', signInRoutes(app.services, signIn));
  web.serve(routes);
}

function slackOf(
  parts: Parts & { readonly onOpen: (page: string) => void; readonly app: () => App | undefined },
): SlackSide {
  const { config, sides, dataDir, log, stack, onOpen } = parts;
  if (config.slack) return { kind: 'remote', settings: config.slack };
  const { company, clock } = sides;
  const advance = advanceOf(sides, parts.app);
  return localSlackSide({ company, clock, advance, dataDir, port: config.port, log, stack, onOpen });
}

/** Moves the business clock of a sandbox and lets everything happen that comes due on the way. */
function advanceOf({ movable, company }: Sides, app: () => App | undefined) {
  if (movable === undefined) return undefined;
  return async (step: number | 'monday') => {
    const running = app();
    if (running === undefined) return;
    const duration = step === 'monday' ? step : Temporal.Duration.from({ milliseconds: step });
    const target = stepEnd(movable.now(), duration, company?.timeZone ?? 'UTC');
    await moveClock(target, { clock: movable, catchUp: running.catchUp });
  };
}
