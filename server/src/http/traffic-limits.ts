import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * How many requests one connection may send before their answers. No known client pipelines at all.
 */
const longestPipeline = 8;
const sweepIntervalMs = 1_000;

export interface TrafficLimits {
  /** The number of connections at the same time; for one more, {@link makeRoom} closes another. */
  readonly maxConnections: number;
  /** The time from a request, or from the answer before it, until its own answer was sent. */
  readonly answerTimeoutMs: number;
  /** A connection was closed because of what its client did. */
  readonly onClosed: (
    event:
      | 'connection.too-many-pipelined-requests'
      | 'connection.answer-not-read'
      | 'connection.too-many',
  ) => void;
}

/** An address, with its number of connections. */
interface Client {
  connections: number;
}

interface Traffic {
  readonly client: Client;
  unanswered: number;
  /** When the connection last made progress; `performance.now()`. */
  progressAt: number;
}

/**
 * Limits what connections cost: how many there are, how many requests each may pipeline, and how
 * long a client may take to read an answer. Node has a limit only for the first, and it refuses the
 * newest connection, so that one client could keep all others out.
 */
export function createTrafficLimits(limits: TrafficLimits) {
  const connections = new Map<Socket, Traffic>();
  const clients = new Map<string, Client>();
  /** Room was made since the last sweep: a flood of connections is no flood of log lines. */
  let isFull = false;

  function add(socket: Socket): Traffic {
    const address = socket.remoteAddress ?? '';
    const client = clients.get(address) ?? { connections: 0 };
    clients.set(address, client);
    client.connections += 1;
    const traffic = { client, unanswered: 0, progressAt: performance.now() };
    connections.set(socket, traffic);
    socket.once('close', () => {
      connections.delete(socket);
      client.connections -= 1;
      if (client.connections === 0) {
        clients.delete(address);
      }
    });
    return traffic;
  }

  /** Of the address with the most connections, closes the one that made no progress for longest. */
  function makeRoom(): void {
    let chosen: [Socket, Traffic] | undefined;
    for (const connection of connections) {
      if (!connection[0].destroyed && (chosen === undefined || goesBefore(connection, chosen))) {
        chosen = connection;
      }
    }
    chosen?.[0].destroy();
    isFull = true;
  }

  function admit(socket: Socket, response: ServerResponse): boolean {
    // Node goes on to read the requests of a packet whose first ones closed the connection.
    if (socket.destroyed) {
      return false;
    }
    const traffic = connections.get(socket) ?? add(socket);
    if (traffic.unanswered >= longestPipeline) {
      limits.onClosed('connection.too-many-pipelined-requests');
      socket.destroy();
      return false;
    }
    if (traffic.unanswered === 0) {
      traffic.progressAt = performance.now();
    }
    traffic.unanswered += 1;
    response.once('close', () => {
      traffic.unanswered -= 1;
      traffic.progressAt = performance.now();
    });
    return true;
  }

  function sweep(): void {
    if (isFull) {
      limits.onClosed('connection.too-many');
      isFull = false;
    }
    const oldest = performance.now() - limits.answerTimeoutMs;
    for (const [socket, { unanswered, progressAt }] of connections) {
      if (unanswered > 0 && progressAt < oldest) {
        limits.onClosed('connection.answer-not-read');
        socket.destroy();
      }
    }
  }

  return {
    /** Refuses before the framework makes anything for a request: a packet can hold thousands. */
    guard:
      (handler: RequestListener): RequestListener =>
      (request, response) => {
        if (admit(request.socket, response)) {
          handler(request, response);
        }
      },
    addTo: (app: FastifyInstance): void => {
      app.server.on('connection', (socket) => {
        if (connections.size >= limits.maxConnections) {
          makeRoom();
        }
        add(socket);
      });
      const timer = setInterval(sweep, sweepIntervalMs);
      timer.unref();
      app.addHook('onClose', async () => clearInterval(timer));
    },
  };
}

function goesBefore([, one]: [Socket, Traffic], [, other]: [Socket, Traffic]): boolean {
  return one.client.connections === other.client.connections
    ? one.progressAt < other.progressAt
    : one.client.connections > other.client.connections;
}
