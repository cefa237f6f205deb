import { sql } from 'kysely';
import { beforeAll } from 'vitest';
import { fixedClock, type MovableClock } from '#lib/clock.ts';
import { must } from '#lib/errors.ts';
import { silentLog } from '#lib/log.ts';
import type { CrashHook } from '#outbox/crash-point.ts';
import { createDispatcher, type Dispatcher } from '#outbox/create-dispatcher.ts';
import { createOutbox } from '#outbox/create-outbox.ts';
import type { Attention, Outbox, PostKind, PostRequest } from '#outbox/outbox.ts';
import { note } from '#slack/blocks/message.ts';
import { escapeText } from '#slack/blocks/text.ts';
import type { Sender } from '#slack/deliver.ts';
import type { Store } from '#store/store.ts';
import { testStore } from '../../support/database.ts';
import { recordingSender, type RecordingSender } from './recording-sender.ts';

export const MONDAY = Temporal.Instant.from('2026-11-23T08:00:00Z');

/** What the board says now; null when it no longer applies. */
export interface Board {
  words: string | null;
}

/** To a person it goes at once, whatever the hour. */
const BOARDS: Attention = {
  topic: { id: 'boards', name: 'Boards', about: 'a board was asked for', startsAs: 'on' },
  priority: 'answer',
  isPrompt: false,
};

export const boardKind: PostKind<Board> = {
  kind: 'board',
  whenUnknown: 'ask',
  attention: BOARDS,
  shows: [],
  render: async (board) => (board.words === null ? undefined : note(escapeText(board.words))),
};

export interface OutboxWorld {
  readonly store: Store;
  readonly clock: MovableClock;
  readonly outbox: Outbox;
  readonly sender: RecordingSender;
  readonly dispatcher: Dispatcher;
  readonly board: Board;
  /** Another worker on the same store. */
  readonly dispatcherWith: (options: Partial<WorldOptions>) => Dispatcher;
}

interface WorldOptions {
  readonly sender: Sender;
  readonly crashPoint: CrashHook;
  readonly kinds: readonly PostKind<Board>[];
  readonly audienceProblem: (audience: string) => Promise<string | undefined>;
  readonly waitingKinds: () => Promise<readonly string[]>;
}

/** One installation for all tests of a file: making one takes longer than most of the tests. */
const stores = new Map<string | undefined, Promise<Store>>();

async function emptyStore(url: string | undefined): Promise<Store> {
  const made = stores.get(url) ?? testStore(url);
  stores.set(url, made);
  const store = await made;
  await store.db.deleteFrom('post').execute();
  await store.db.deleteFrom('double_post').execute();
  return store;
}

beforeAll(async () => {
  await emptyStore(undefined);
});

export async function outboxWorld(url?: string): Promise<OutboxWorld> {
  const store = await emptyStore(url);
  const clock = fixedClock(MONDAY);
  const sender = recordingSender();
  const board: Board = { words: 'Dana leads' };
  const dispatcherWith = (options: Partial<WorldOptions>) =>
    createDispatcher<Board>({
      store,
      clock,
      log: silentLog,
      services: board,
      sender,
      kinds: [boardKind],
      audienceProblem: async () => undefined,
      ...options,
    });
  const outbox = createOutbox({ wake: async () => undefined });
  return { store, clock, outbox, sender, board, dispatcherWith, dispatcher: dispatcherWith({}) };
}

export function boardPost(key = 'board/C1/2026-W48/1', more: Partial<PostRequest> = {}): PostRequest {
  return { key, kind: 'board', params: { board: 7 }, audience: 'C1', ...more };
}

export async function postRow(store: Store, key = 'board/C1/2026-W48/1') {
  const row = await store.db.selectFrom('post').selectAll().where('key', '=', key).executeTakeFirst();
  return must(row, `the post ${key}`);
}

/** Lets leases, waits and settle times run out, as if an hour of machine time had passed. */
export async function letTimePass(store: Store): Promise<void> {
  await store.db
    .updateTable('post')
    .set({
      lease_until: sql<string>`lease_until - interval '1 hour'`,
      sweep_at: sql<string>`sweep_at - interval '1 hour'`,
    })
    .execute();
}
