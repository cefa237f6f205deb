import type { SqlResult } from './sql-client.ts';

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

export type Send = (statement: Statement) => Promise<SqlResult>;

/** Whoever asks: a checked-out client, or a lone statement of the pool. */
type Asker = object;

interface Waiting {
  readonly asker: Asker;
  readonly go: () => void;
}

function firstWords(text: string): string {
  return text
    .replace(/^(\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '')
    .slice(0, 40)
    .toLowerCase();
}

/** True for the statement that opens a transaction. */
export function begins(text: string): boolean {
  return /^(begin|start\s+transaction)\b/.test(firstWords(text));
}

/** True for the statement that ends a transaction; rolling back to a savepoint does not. */
export function ends(text: string): boolean {
  const words = firstWords(text);
  return (
    /^(commit|end|abort|rollback)\b/.test(words) && !/^rollback\s+((work|transaction)\s+)?to\b/.test(words)
  );
}

/**
 * Shares one session among many: a transaction owns it from its first to its last statement, everyone else queues.
 * Statements are sent in the order of their turns without waiting for answers; the engine keeps that order.
 */
export function sessionTurns(send: Send) {
  let owner: Asker | undefined;
  const waiting: Waiting[] = [];

  function sendNow(asker: Asker, statement: Statement): Promise<SqlResult> {
    if (begins(statement.text)) owner = asker;
    const answer = send(statement);
    if (owner === asker && ends(statement.text)) {
      owner = undefined;
      wakeWaiting();
    }
    return answer;
  }

  /** Whose turn it is: the owner's own statements, which may have come behind others', else the first. */
  function nextWaiting(): Waiting | undefined {
    if (owner === undefined) return waiting.shift();
    const index = waiting.findIndex(({ asker }) => asker === owner);
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  }

  function wakeWaiting(): void {
    for (let next = nextWaiting(); next !== undefined; next = nextWaiting()) next.go();
  }

  return {
    run(asker: Asker, statement: Statement): Promise<SqlResult> {
      if (owner === asker || (owner === undefined && waiting.length === 0)) return sendNow(asker, statement);
      return new Promise((resolve, reject) => {
        waiting.push({ asker, go: () => sendNow(asker, statement).then(resolve, reject) });
      });
    },
    /** Ends what the asker left open. */
    leave(asker: Asker): void {
      if (owner === asker) void sendNow(asker, { text: 'rollback', parameters: [] }).catch(() => undefined);
    },
  };
}
