import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

/** What is sent to the app over Socket Mode. */
interface Envelope {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: object;
  readonly acceptsResponse: boolean;
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

export type Delivery =
  | { readonly status: 'acked'; readonly payload: unknown }
  | { readonly status: 'no_ack' }
  | { readonly status: 'no_connection' };

/** The Socket Mode side: up to ten connections of the app, each payload to one of them in turn. */
export interface SocketHub {
  /** A one-use path for a new connection. */
  ticket(): string;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  deliver(envelope: Envelope): Promise<Delivery>;
  /** Ends all connections: politely as Slack does before a restart, or by cutting them. */
  disconnect(how: 'refresh_requested' | 'cut'): void;
  close(): Promise<void>;
}

interface Options {
  readonly appId: string;
  /** How long an acknowledgement may take. */
  readonly ackMs: number;
  /** Whether the next payload is sent twice, as Slack does when it is not sure. */
  readonly isTwice: () => boolean;
  /** Called when a connection was opened or lost. */
  readonly changed: () => void;
}

const Ack = z.looseObject({ envelope_id: z.string(), payload: z.unknown() });
const MOST_CONNECTIONS = 10;
const PING_MS = 10_000;
const GOODBYE_MS = 300;

export function createSocketHub(options: Options): SocketHub {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const waiting = new Map<string, { socket: WebSocket; settle: (delivery: Delivery) => void }>();
  const open = () => sockets.filter((socket) => socket.readyState === WebSocket.OPEN);
  let turn = 0;

  const accept = (socket: WebSocket) => {
    sockets.push(socket);
    const pings = setInterval(() => socket.ping(), PING_MS).unref();
    socket.on('message', (data: Buffer) => receiveAck(data.toString('utf8'), waiting));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(pings);
      sockets.splice(sockets.indexOf(socket), 1);
      for (const wait of waiting.values()) if (wait.socket === socket) wait.settle({ status: 'no_ack' });
      options.changed();
    });
    socket.send(JSON.stringify(hello(options.appId, sockets.length)));
    options.changed();
  };

  return {
    ticket() {
      const ticket = randomBytes(16).toString('hex');
      tickets.add(ticket);
      return `/link/?ticket=${ticket}&app_id=${options.appId}`;
    },
    upgrade(request, socket, head) {
      const ticket = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket) || sockets.length >= MOST_CONNECTIONS) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, accept);
    },
    connections: () => open().length,
    deliver(envelope) {
      const able = open();
      const socket = able[turn++ % Math.max(able.length, 1)];
      if (!socket) return Promise.resolve({ status: 'no_connection' });
      const to = { waiting, ackMs: options.ackMs };
      const delivery = send(socket, envelope, to);
      const next = able[turn % able.length];
      if (options.isTwice() && next) void send(next, envelope, to);
      return delivery;
    },
    disconnect(how) {
      for (const socket of sockets) {
        if (how === 'cut') socket.terminate();
        else socket.send(JSON.stringify({ type: 'disconnect', reason: how, debug_info: { host: 'local' } }));
      }
    },
    async close() {
      await Promise.all([...sockets].map(goodbye));
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Ends a connection by the book; one whose other side is silent is cut. */
function goodbye(socket: WebSocket): Promise<void> {
  return new Promise((gone) => {
    const cut = setTimeout(() => socket.terminate(), GOODBYE_MS);
    socket.once('close', () => {
      clearTimeout(cut);
      gone();
    });
    socket.close(1001);
  });
}

type Waiting = Map<string, { socket: WebSocket; settle: (delivery: Delivery) => void }>;

function send(
  socket: WebSocket,
  envelope: Envelope,
  to: { waiting: Waiting; ackMs: number },
): Promise<Delivery> {
  const id = randomUUID();
  return new Promise((resolve) => {
    const settle = (delivery: Delivery) => {
      clearTimeout(timer);
      to.waiting.delete(id);
      resolve(delivery);
    };
    const timer = setTimeout(() => settle({ status: 'no_ack' }), to.ackMs);
    to.waiting.set(id, { socket, settle });
    socket.send(JSON.stringify(frame(id, envelope)));
  });
}

function frame(id: string, envelope: Envelope): object {
  const retry = envelope.retry
    ? { retry_attempt: envelope.retry.attempt, retry_reason: envelope.retry.reason }
    : {};
  return {
    envelope_id: id,
    type: envelope.type,
    accepts_response_payload: envelope.acceptsResponse,
    payload: envelope.payload,
    ...retry,
  };
}

function receiveAck(text: string, waiting: Waiting): void {
  const ack = Ack.safeParse(parseJson(text));
  if (ack.success) waiting.get(ack.data.envelope_id)?.settle({ status: 'acked', payload: ack.data.payload });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hello(appId: string, connections: number): object {
  return {
    type: 'hello',
    num_connections: connections,
    connection_info: { app_id: appId },
    debug_info: { host: 'local', build_number: 1, approximate_connection_time: 3600 },
  };
}
