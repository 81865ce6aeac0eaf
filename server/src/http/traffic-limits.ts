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
