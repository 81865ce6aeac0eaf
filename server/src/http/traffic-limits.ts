import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Requests that one connection may send ahead of their answers. No client of today does at all. */
const longestPipeline = 8;
const sweepIntervalMs = 1_000;

export interface TrafficLimits {
  /** Connections at once; further ones are closed as they arrive. */
  readonly maxConnections: number;
  /** From a request, or the answer before it, to the moment its own answer has left for the client. */
  readonly answerTimeoutMs: number;
}

interface Traffic {
  unanswered: number;
  /** When the connection last made progress; `performance.now()`. */
  progressAt: number;
}

/**
 * Bounds what connections can cost: how many there are, how many requests each may pipeline, and
 * how long a client may take to read an answer. Node has a limit for the first only.
 */
export function addTrafficLimits(app: FastifyInstance, limits: TrafficLimits): void {
  const connections = new Map<Socket, Traffic>();
  app.server.maxConnections = limits.maxConnections;

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

  app.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    if (socket.destroyed) {
      reply.hijack();
      return;
    }
    const traffic = trafficOf(socket);
    if (traffic.unanswered >= longestPipeline) {
      request.log.warn('connection.too-many-pipelined-requests');
      reply.hijack();
      socket.destroy();
      return;
    }
    if (traffic.unanswered === 0) {
      traffic.progressAt = performance.now();
    }
    traffic.unanswered += 1;
    reply.raw.once('close', () => {
      traffic.unanswered -= 1;
      traffic.progressAt = performance.now();
    });
    done();
  });

  const sweep = setInterval(() => {
    const oldest = performance.now() - limits.answerTimeoutMs;
    for (const [socket, { unanswered, progressAt }] of connections) {
      if (unanswered > 0 && progressAt < oldest) {
        app.log.warn('connection.answer-not-read');
        socket.destroy();
      }
    }
  }, sweepIntervalMs);
  sweep.unref();
  app.addHook('onClose', async () => clearInterval(sweep));
}
