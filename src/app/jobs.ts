import { z } from 'zod';
import type { Feature, Services } from '#feature.ts';
import type { Dispatcher } from '#outbox/create-dispatcher.ts';
import { defineJob, type JobDefinition } from '#queue/define-job.ts';
import { hasFigureWork } from '#ledger/waiting-work.ts';
import type { Queue } from '#queue/queue.ts';
import { bringFiguresUpToDate } from './figures-work.ts';
import { tellFeatures } from './facts.ts';

/** The moments between two steps at which a test may end the process, to prove that nothing is lost. */
export type PipelinePoint = 'before-pull' | 'after-pull' | 'after-figures' | 'after-facts';

/** What a job works with: everything of one installation. */
export interface Runtime {
  readonly installation: string;
  readonly services: Services;
  readonly dispatcher: Dispatcher;
  readonly features: readonly Feature[];
  /** Reads from Salesforce what changed. */
  pull(): Promise<void>;
  /** Does what an embedded database does not do by itself. */
  tidy(): Promise<void>;
  readonly queue: Queue;
  readonly crashPoint: (point: PipelinePoint) => void | Promise<void>;
}

type NothingMore = Record<string, never>;
type Step = JobDefinition<Runtime, NothingMore>;

const Nothing = z.strictObject({});
const SEND_AT_ONCE = 50;

/** A step for one installation: jobs of one name collapse, and one added while it runs makes it run once more. */
function step(name: string, run: (runtime: Runtime) => Promise<void>): Step {
  return defineJob<Runtime, NothingMore>({
    name,
    payload: Nothing,
    key: () => name,
    run: (_, runtime) => run(runtime),
  });
}

/** Says what is due to Slack. */
export const sendStep = step('outbox.send', async (runtime) => {
  const sent = await runtime.dispatcher.sendDue(SEND_AT_ONCE);
  if (sent === SEND_AT_ONCE) await next(runtime, sendStep);
});

/** Tells features what happened; they record what is to be said. */
const listenStep = step('features.listen', async (runtime) => {
  await tellFeatures(runtime.features, runtime.services);
  await runtime.crashPoint('after-facts');
  await next(runtime, sendStep);
});

/** Credits what changed and re-reads the dirty days. */
const figuresStep = step('figures.update', async (runtime) => {
  await bringFiguresUpToDate(runtime.services);
  await runtime.crashPoint('after-figures');
  await next(runtime, listenStep);
});

/** Reads what changed in Salesforce. */
export const pullStep = step('salesforce.pull', async (runtime) => {
  await runtime.crashPoint('before-pull');
  await runtime.pull();
  await runtime.crashPoint('after-pull');
  await next(runtime, figuresStep);
});

/** Asks every schedule what is due in business time, and picks up what a killed worker left behind. */
export const tickStep = step('schedules.tick', async (runtime) => {
  const { services, features } = runtime;
  if (await hasFigureWork(services.store)) await next(runtime, figuresStep);
  for (const schedule of features.flatMap((feature) => feature.schedules ?? [])) {
    await schedule.run(services, services.clock.now());
  }
  await next(runtime, listenStep);
});

/** Keeps the database quick; once a day is enough. */
export const tidyStep = step('store.tidy', (runtime) => runtime.tidy());

export const JOBS = [pullStep, figuresStep, listenStep, sendStep, tickStep, tidyStep];

async function next({ queue, installation }: Runtime, job: Step): Promise<void> {
  await queue.add(job, { installation, payload: {} });
}
