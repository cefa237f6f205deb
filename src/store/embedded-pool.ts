import { EventEmitter } from 'node:events';
import { sessionTurns } from './embedded-turns.ts';
import { refuseSecondSession } from './open-transaction.ts';
import type { EmbeddedEngine } from './embedded-engine.ts';
import type { SqlClient, SqlPool, SqlResult } from './sql-client.ts';

/** The channel a statement subscribes to, wherever in the text it says so: the queue's begins with a comment. */
function channelListened(text: string): string | undefined {
  return /\blisten\s+"?([a-z_][a-z0-9_$]*)"?/i.exec(text.replace(/--[^\n]*/g, ''))?.[1];
}

/** The embedded engine in the shape of node-postgres' Pool: many clients take turns on its one session. */
export function embeddedPool(engine: EmbeddedEngine): SqlPool {
  const turns = sessionTurns(engine.send);
  const subscribers = new Map<EventEmitter, Set<string>>();

  engine.onNotification((notification) => {
    for (const [client, channels] of subscribers) {
      if (channels.has(notification.channel)) client.emit('notification', notification);
    }
  });

  function run<R>(asker: object, text: string, parameters: readonly unknown[] = []): Promise<SqlResult<R>> {
    // The caller names the row's type, as with node-postgres; nothing at run time could know it.
    return turns.run(asker, { text, parameters }) as Promise<SqlResult<R>>;
  }

  async function connect(): Promise<SqlClient> {
    refuseSecondSession();
    const client = Object.assign(new EventEmitter(), {
      query<R>(text: string, parameters?: readonly unknown[]): Promise<SqlResult<R>> {
        const channel = channelListened(text);
        if (channel !== undefined)
          subscribers.set(client, (subscribers.get(client) ?? new Set()).add(channel));
        return run<R>(client, text, parameters);
      },
      release(): void {
        subscribers.delete(client);
        turns.leave(client);
      },
    });
    return client;
  }

  return Object.assign(manyListeners(), {
    // Nothing lies between us and the engine, so a connection cannot be lost silently.
    options: { keepAlive: true },
    connect,
    async query<R>(text: string, parameters?: readonly unknown[]): Promise<SqlResult<R>> {
      refuseSecondSession();
      const asker = {};
      try {
        return await run<R>(asker, text, parameters);
      } finally {
        // A lone statement leaves no transaction open, as in a pool where the next one may go elsewhere.
        turns.leave(asker);
      }
    },
    end: async () => undefined,
  });
}

/** Each of the queue's connections listens on the pool for as long as it lives. */
function manyListeners(): EventEmitter {
  return new EventEmitter().setMaxListeners(0);
}
