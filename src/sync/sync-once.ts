import { GiveUp, messageOf } from '#lib/errors.ts';
import { inParallel } from './in-parallel.ts';
import type { Mirror, StreamedMirror } from './mirror.ts';
import { objectState, saveState } from './object-state.ts';
import { readOrganization } from './organization.ts';
import { quotaMirror } from './quotas.ts';
import { reconstructDeals } from './reconstruct-deals.ts';
import { noteRowCounts } from './row-counts.ts';
import { added, NOTHING, type ObjectSummary, type Reach, type Run, type SyncContext } from './run.ts';
import { STREAMED } from './streamed-mirrors.ts';
import { readChanges } from './sync-changes.ts';
import { withSyncLock } from './sync-lock.ts';
import { type Loaded, loadIfNeeded } from './sync-streamed.ts';
import { syncWhole } from './sync-whole.ts';
import { periods, WHOLE } from './whole-mirrors.ts';

/** What one sync did, by object. */
export type SyncSummary = Readonly<Record<string, ObjectSummary>>;

/** Objects read at a time: Salesforce allows more, but each waits for the one database. */
const AT_A_TIME = 4;

/** What the past of deals is made from. */
const DEAL_SOURCES = ['Opportunity', 'OpportunityHistory', 'OpportunityStage'];

/** Names beside figures: they may be some minutes old. */
const SELDOM = new Set(['Account', 'Product2']);

/**
 * Brings the store up to date with Salesforce: everything on the first run, changes and deletes afterwards. Broken off
 * anywhere it goes on there; run twice it changes nothing. An object that fails does not keep the others from being
 * read; its error is thrown when they are done. With a beat, most syncs read only what changes often.
 */
export async function syncOnce(context: SyncContext): Promise<SyncSummary> {
  return withSyncLock(context, async () => {
    const facts = context.beat?.begin();
    if (facts !== undefined) return syncRound({ ...context, facts }, 'often');
    const run = await readOrganization(context);
    const summary = await syncRound(run, 'all');
    context.beat?.readAll(run.facts);
    return summary;
  });
}

async function syncRound(run: Run, reach: Reach): Promise<SyncSummary> {
  const round = new Round(run);
  if (reach === 'all') await readSmall(run, round);
  const loaded = await round.load(
    STREAMED.filter(({ object }) => reach === 'all' || !SELDOM.has(object.name)),
  );
  if (round.isDone(DEAL_SOURCES)) await reconstruct(run);
  await round.do(
    STREAMED.filter((mirror) => loaded.has(mirror) && round.isDone(needsOf(mirror))),
    async (mirror) => {
      const selection = loaded.get(mirror)?.changes;
      return selection ? readChanges(run, { mirror, selection, reach }) : NOTHING;
    },
  );
  const summary = round.finish();
  const someDeleted = Object.values(summary).some(({ deleted }) => deleted > 0);
  await noteRowCounts(run.store, { now: run.clock.now(), someDeleted });
  return summary;
}

/** Objects that are read whole. Quotas refer to periods. */
async function readSmall(run: Run, round: Round): Promise<void> {
  await round.do([periods], (mirror) => syncWhole(run, mirror));
  const quotas = await quotaMirror(run);
  await round.do([...WHOLE, quotas], (mirror) => syncWhole(run, mirror));
}

/** Changes of deals are told apart from what was known before, so their past has to be there first. */
function needsOf(mirror: StreamedMirror): readonly string[] {
  return mirror.object.name === 'Opportunity' ? DEAL_SOURCES : [];
}

async function reconstruct(run: Run): Promise<void> {
  const onBatch = (read: number) => {
    run.progress?.({ object: 'Opportunity', step: 'history', read, total: undefined });
  };
  const deals = await reconstructDeals(run.store, { clock: run.clock, onBatch });
  if (deals > 0) run.log.info({ deals }, 'the past of deals was reconstructed');
}

/** One pass over the objects, collecting what was done and what failed. */
class Round {
  readonly #run: Run;
  readonly #summary: Record<string, ObjectSummary> = {};
  readonly #failures = new Map<string, unknown>();

  constructor(run: Run) {
    this.#run = run;
  }

  async do<M extends Mirror>(
    mirrors: readonly M[],
    work: (mirror: M) => Promise<ObjectSummary>,
  ): Promise<void> {
    const results = await inParallel(mirrors, { limit: AT_A_TIME }, work);
    for (const [i, { object }] of mirrors.entries()) await this.#note(object.name, results[i]);
  }

  async load(mirrors: readonly StreamedMirror[]): Promise<ReadonlyMap<StreamedMirror, Loaded>> {
    const loaded = new Map<StreamedMirror, Loaded>();
    await this.do(mirrors, async (mirror) => {
      const result = await loadIfNeeded(this.#run, mirror);
      loaded.set(mirror, result);
      return result.summary;
    });
    return loaded;
  }

  isDone(objects: readonly string[]): boolean {
    return objects.every((object) => !this.#failures.has(object));
  }

  /** The summary; throws what failed, first of all what a person has to mend. */
  finish(): SyncSummary {
    const errors = [...this.#failures.values()];
    const [first] = [...errors.filter((error) => error instanceof GiveUp), ...errors];
    if (first !== undefined) throw first;
    return this.#summary;
  }

  async #note(object: string, result: PromiseSettledResult<ObjectSummary> | undefined): Promise<void> {
    if (result?.status === 'fulfilled') {
      this.#summary[object] = added(this.#summary[object] ?? NOTHING, result.value);
      return;
    }
    this.#failures.set(object, result?.reason);
    this.#run.log.warn({ object, err: result?.reason }, 'could not be read');
    const state = await objectState(this.#run.store, object);
    await saveState(this.#run.store, { ...state, state: 'failing', error: messageOf(result?.reason) });
  }
}
