import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * How many requests one connection may send before their answers. No known client pipelines at all.
 */
const longestPipeline = 8;
const sweepIntervalMs = 1_000;

export interface TrafficLimits {
  /** The number of connections at the same time; further ones are closed as they arrive. */
  readonly maxConnections: number;
  /** The time from a request, or from the answer before it, until its own answer was sent. */
  readonly answerTimeoutMs: number;
  /** A connection was closed because of what its client did. */
  readonly onClosed: (
    event: 'connection.too-many-pipelined-requests' | 'connection.answer-not-read',
  ) => void;
}

interface Traffic {
  unanswered: number;
  /** When the connection last made progress; `performance.now()`. */
  progressAt: number;
}

/**
 * Limits what connections cost: how many there are, how many requests each may pipeline, and how
 * long a client may take to read an answer. Node has a limit only for the first.
 */
export function createTrafficLimits(limits: TrafficLimits) {
  const connections = new Map<Socket, Traffic>();

  function trafficOf(socket: Socket): Traffic {
    const known = connections.get(socket);
    if (known !== undefined) {
      return known;
    }
    const traffic = { unanswered: 0, progressAt: performance.now() };
    connections.set(socket, traffic);
    socket.once('close', () => connections.delete(socket));
    return traffic;
  }

  function admit(socket: Socket, response: ServerResponse): boolean {
    // Node goes on to read the requests of a packet whose first ones closed the connection.
    if (socket.destroyed) {
      return false;
    }
    const traffic = trafficOf(socket);
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

  function closeUnread(): void {
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
      app.server.maxConnections = limits.maxConnections;
      const sweep = setInterval(closeUnread, sweepIntervalMs);
      sweep.unref();
      app.addHook('onClose', async () => clearInterval(sweep));
    },
  };
}
