import type { Store } from '#store/store.ts';
import { countBy } from './count.ts';
import type { Office } from './office.ts';

/** A message that did not leave when it was recorded, or never: what became of it and why, in the governor's words. */
export interface Held {
  readonly kind: string;
  readonly who: string;
  readonly became: string;
  readonly why: string;
}

/** Everything that was held back, merged, moved to a digest or dropped. */
export async function readHeld(store: Store): Promise<readonly Held[]> {
  const rows = await store.db
    .selectFrom('post')
    .leftJoin('attention', 'attention.post_key', 'post.key')
    .select([
      'kind',
      'audience',
      'post.state',
      'post.reason',
      'decision',
      'held_reason',
      'attention.reason as why',
    ])
    .where((eb) =>
      eb.or([
        eb('held_at', 'is not', null),
        eb('post.state', '=', 'dropped'),
        eb('post.carrier', 'is not', null),
      ]),
    )
    .orderBy('post.id')
    .execute();
  return rows.map(({ kind, audience: who, state, reason, decision, held_reason, why }) => ({
    kind,
    who,
    became: becameOf(state, decision),
    why: state === 'dropped' ? (reason ?? why ?? '') : withoutNumbers(held_reason ?? why ?? ''),
  }));
}

function becameOf(state: string, decision: string | null): string {
  if (state === 'dropped') return 'not said';
  if (state === 'carried') return decision === 'digest' ? 'said in a digest' : 'said with another';
  return state === 'posted' ? 'said later' : `waits (${state})`;
}

/** The same reason for different days is one line. */
function withoutNumbers(reason: string): string {
  return reason.replace(/\d{4}-\d{2}-\d{2}/, 'a day').replace(/had \d+ messages/, 'had their messages');
}

/** Lines of how many of which kind became what and why, the most frequent first. */
export function heldLines(held: readonly Held[]): readonly string[] {
  const counted = countBy(held, ({ kind, became, why }) => `${became.padEnd(18)} ${kind.padEnd(24)} ${why}`);
  return [...counted].map(([line, count]) => `  ${String(count).padStart(5)}  ${line}`);
}

/** Jobs that failed for good, and messages of which nobody knows whether they are there. */
export async function readFailures({ app }: Office): Promise<readonly string[]> {
  const [jobs, posts] = await Promise.all([
    app.queue.failed(20),
    app.services.store.db
      .selectFrom('post')
      .select(['key', 'state', 'reason'])
      .where('state', 'in', ['parked', 'unknown', 'settling'])
      .execute(),
  ]);
  return [
    ...jobs.map(({ name, reason }) => `${name}: ${reason}`),
    ...posts.map(({ key, state, reason }) => `${key} is ${state}: ${reason ?? ''}`),
  ];
}
