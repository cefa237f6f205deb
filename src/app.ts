import { FEATURES } from '#features.ts';
import { checkOneLink } from '#features/people/end-links.ts';
import type { Feature, Operations, Services } from '#feature.ts';
import type { Progress } from '#lib/progress.ts';
import { type CoreOptions, openData, openReader, type SalesforceSide } from '#app/core.ts';
import { bringFiguresUpToDate } from '#app/figures-work.ts';
import { JOBS, type PipelinePoint, pullStep, type Runtime, sendStep, tickStep, tidyStep } from '#app/jobs.ts';
import { checkEntries } from '#app/check-entries.ts';
import { openSlack } from '#app/open-slack.ts';
import type { Reader } from '#app/reader.ts';
import { createDoor, type SignInSide } from '#app/sign-in.ts';
import { backendOf, queueName } from '#app/uninstall.ts';
import { createGovernor } from '#governor/govern.ts';
import { createDispatcher } from '#outbox/create-dispatcher.ts';
import { createOutbox } from '#outbox/create-outbox.ts';
import type { PostKind } from '#outbox/outbox.ts';
import type { CrashPoint } from '#outbox/crash-point.ts';
import type { Timing } from '#outbox/timing.ts';
import { createQueue, type Queue } from '#queue/queue.ts';
import { withholding } from '#app/withheld.ts';
import { createAudienceCheck } from '#slack/audience.ts';
import { createChannels } from '#slack/channels.ts';
import { connectSlack, type SlackConnection, type SlackSettings } from '#slack/connect.ts';
import { createSender, type Sender } from '#slack/deliver.ts';
import { createDirectory } from '#slack/directory.ts';
import type { PaceLimits } from '#slack/pace.ts';
import type { Database } from '#store/database.ts';
import { linkedUsers } from '#store/identity.ts';
import { forgetOldDeliveries } from '#store/inbox.ts';
import { forgetOldTickets } from '#store/sign-ins.ts';
import type { Store } from '#store/store.ts';
import { keepPace, mayAnnounce } from '#sync/read-freshness.ts';
import { syncHealth } from '#sync/sync-health.ts';

/** Slack as this process reaches it: signed in at once, or opened once it is known who works in the company. */
export type SlackSide =
  | { readonly kind: 'remote'; readonly settings: SlackSettings }
  | {
      readonly kind: 'local';
      readonly installation: string;
      open(store: Store): Promise<SlackSettings>;
      /** Sets up what a person would do first; called once everything runs. */
      begin(services: Services): Promise<void>;
    };

export interface AppOptions extends CoreOptions {
  readonly salesforce: SalesforceSide;
  readonly slack: SlackSide;
  readonly progress: Progress;
  /** Where a test may end the process. */
  readonly crashPoint?: (point: PipelinePoint | CrashPoint) => void | Promise<void>;
  /** How soon a killed worker's jobs are taken over; tests cannot wait as long as people can. */
  readonly takeOver?: { readonly lockMs: number; readonly stalledCheckMs: number };
  /** How posting is timed; tests cannot wait as long as people can. */
  readonly posting?: PostingOptions;
  /** Where people sign in to Salesforce to be linked; undefined where they cannot. */
  readonly signIn?: SignInSide | undefined;
  /** What the product can do: everything where nothing is said. */
  readonly features?: readonly Feature[];
}

export interface PostingOptions {
  readonly timing?: Timing;
  readonly pace?: PaceLimits;
  readonly tickSeconds?: number;
}

/** The running product for one installation. */
export interface App {
  readonly installation: string;
  readonly services: Services;
  readonly reader: Reader;
  readonly queue: Queue;
  /** Resolves when Slack says that the app was uninstalled or its token withdrawn. */
  readonly uninstalled: Promise<void>;
  /** Reads what changed, does what is due and sends it; resolves when all that is done. */
  catchUp(): Promise<void>;
  /** Running jobs finish or are returned; then everything is closed in reverse order. */
  stop(): Promise<void>;
}

const GRACE_MS = 10_000;
const TICK_SECONDS = 5;
const DAY_SECONDS = 86_400;

/** Joins adapters and features and starts them. Whatever was opened is closed again when a later step fails. */
export async function startApp(options: AppOptions): Promise<App> {
  await using opened = new AsyncDisposableStack();
  const { slack, log } = options;
  const early = slack.kind === 'remote' ? await connectSlack(slack.settings, log) : undefined;
  const database = await openData(options, opened);
  const installation = early?.workspace.teamId ?? (slack.kind === 'local' ? slack.installation : '');
  const store = await database.installation(installation);
  const reader = openReader(store, options.salesforce, options);
  if (await firstLoad(store, reader, options)) await database.tidy();
  const connection = early ?? (await signInLocally(slack, store, options));
  const running = await startParts({ options, database, store, reader, connection, installation, opened });
  if (slack.kind === 'local') await slack.begin(running.services);
  const closing = opened.move();
  return { ...running, installation, reader, stop: () => closing.disposeAsync() };
}

/** Reads the whole org before anybody can ask, and says how far it is. False when that was done before. */
async function firstLoad(store: Store, reader: Reader, { clock, progress }: AppOptions): Promise<boolean> {
  const { completeAt } = await syncHealth(store);
  if (completeAt !== null) return false;
  progress.note('Reading Salesforce for the first time');
  await reader.pull(progress);
  await bringFiguresUpToDate({ store, clock }, progress);
  return true;
}

async function signInLocally(slack: SlackSide, store: Store, { log }: AppOptions): Promise<SlackConnection> {
  const settings = slack.kind === 'local' ? await slack.open(store) : slack.settings;
  return connectSlack(settings, log);
}

interface Parts {
  readonly options: AppOptions;
  readonly database: Database;
  readonly store: Store;
  readonly reader: Reader;
  readonly connection: SlackConnection;
  readonly installation: string;
  readonly opened: AsyncDisposableStack;
}

async function startParts(
  parts: Parts,
): Promise<Pick<App, 'services' | 'queue' | 'catchUp' | 'uninstalled'>> {
  const { options, store, reader, connection, installation, opened } = parts;
  const { config, clock, log, crashPoint } = options;
  const { teamId } = connection.workspace;
  const directory = createDirectory(connection.bulk, teamId);
  const at = { installation, payload: {} };
  const outbox = createOutbox({ wake: () => queue.add(sendStep, at), ...(crashPoint ? { crashPoint } : {}) });
  const signIn = options.signIn && createDoor({ store, clock }, options.signIn);
  const operations = operationsOf(options, () => queue);
  const channels = createChannels(connection.interactive, directory);
  const services: Services = { store, clock, log, outbox, directory, channels, signIn, operations };
  await keepPace(store, config.syncSeconds, clock.now());
  const features = checkEntries(options.features ?? FEATURES);
  const kinds = features.flatMap((feature) => feature.posts ?? []);
  const audience = createAudienceCheck(connection.bulk, directory, () => linkedUsers(store));
  const dispatcher = createDispatcher({
    store,
    clock,
    log,
    services,
    kinds,
    waitingKinds: () => waitingKinds(kinds, services),
    timing: options.posting?.timing,
    sender: senderOf(connection, options),
    audienceProblem: audience,
    onWithheld: withholding(services),
    govern: createGovernor({ store, clock, outbox, people: directory }),
    ...(crashPoint ? { crashPoint } : {}),
  });
  const queue: Queue = await createQueue<Runtime>({
    backend: backendOf(config, parts.database),
    jobs: JOBS,
    name: queueName(installation),
    contextFor: () => Promise.resolve(runtime),
    log,
    ...options.takeOver,
  });
  const pull = async () => void (await reader.pull());
  const runtime: Runtime = {
    installation,
    services,
    dispatcher,
    features,
    pull,
    async tidy() {
      await forgetOldDeliveries(store);
      await forgetOldTickets(store, clock.now());
      await parts.database.tidy();
    },
    queue,
    crashPoint: crashPoint ?? (() => undefined),
  };
  opened.defer(() => queue.stop({ graceMs: GRACE_MS }));
  if (config.roles.has('worker')) {
    const tickSeconds = options.posting?.tickSeconds ?? TICK_SECONDS;
    await startWorker(queue, { installation, seconds: config.syncSeconds, tickSeconds });
  }
  const removed = Promise.withResolvers<void>();
  if (config.roles.has('slack')) {
    const people = createDirectory(connection.interactive, teamId);
    const onUninstalled = removed.resolve;
    const onPersonChanged = async (slackUserId: string) => {
      for (const one of [people, directory]) one.forget(slackUserId);
      audience.forget();
      await checkOneLink(services, slackUserId);
    };
    const onAudienceChanged = (channelId: string) => audience.forget(channelId);
    const heard = { onUninstalled, onPersonChanged, onAudienceChanged };
    const app = openSlack({ connection, directory: people, services, features, log, ...heard });
    opened.defer(() => app.stop());
    await app.start();
  }
  return {
    services,
    queue,
    uninstalled: removed.promise,
    async catchUp() {
      reader.hurry();
      await queue.add(pullStep, at);
      await queue.drained();
      await queue.add(tickStep, at);
      await queue.drained();
    },
  };
}

/** What a whole channel reads waits while the data cannot be trusted. */
async function waitingKinds(
  kinds: readonly PostKind<Services>[],
  { store, clock }: Services,
): Promise<readonly string[]> {
  if (await mayAnnounce(store, clock.now())) return [];
  return kinds.filter((kind) => kind.waitsForFreshData).map(({ kind }) => kind);
}

/** What the features may know of the process; the queue is there once everything runs. */
function operationsOf({ salesforce }: AppOptions, queue: () => Queue): Operations {
  return {
    apiShare: salesforce.settings.apiShare,
    jobs: () => queue().counts(),
    failedJobs: (limit) => queue().failed(limit),
  };
}

/** Sends by the client that nobody waits for. */
function senderOf({ settings, workspace, bulk }: SlackConnection, { log, posting }: AppOptions): Sender {
  return createSender(bulk, { log, author: workspace, pace: posting?.pace, timeoutMs: settings.timeoutMs });
}

async function startWorker(
  queue: Queue,
  {
    installation,
    seconds,
    tickSeconds,
  }: { readonly installation: string; readonly seconds: number; readonly tickSeconds: number },
): Promise<void> {
  const at = { installation, payload: {} };
  await queue.start();
  await queue.every('tick', { seconds: tickSeconds, job: tickStep, ...at });
  await queue.every('pull', { seconds, job: pullStep, ...at });
  await queue.every('tidy', { seconds: DAY_SECONDS, job: tidyStep, ...at });
}
