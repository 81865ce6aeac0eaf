import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { statusOfClientError } from '../http/error-answers.ts';

/** What the process is doing now; read each time the metrics are. */
export interface Watched {
  readonly app: FastifyInstance;
  /** Connections of the database's pool; null without a pool. */
  readonly connections: () => { readonly inUse: number; readonly waiting: number } | null;
  /** Passwords that are being hashed, and that wait for it. */
  readonly hashes: () => { readonly running: number; readonly waiting: number };
}

const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Metrics for the operator, in Prometheus' format. No label contains personal data. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'mytone_request_duration_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: durations,
    registers,
  });
  const refusals = new Counter({
    name: 'mytone_refusals_total',
    help: 'Requests refused, by the reason',
    labelNames: ['kind'],
    registers,
  });

  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    watch: ({ app, connections, hashes }: Watched): void => {
      app.addHook('onResponse', (request, reply, done) => {
        const status = reply.statusCode;
        duration.observe(
          // Unknown paths are not labels, because clients choose their text.
          { method: request.method, route: request.routeOptions.url ?? 'none', status },
          reply.elapsedTime / 1000,
        );
        if (status >= 400) {
          refusals.inc({ kind: reply.refusal ?? String(status) });
        }
        done();
      });
      // What is not a request reaches no hook.
      app.server.on('clientError', (error: NodeJS.ErrnoException) => {
        const status = statusOfClientError(error);
        if (status !== null) {
          refusals.inc({ kind: String(status) });
        }
      });
      new Gauge({
        name: 'mytone_database_connections',
        help: 'Connections in use, and requests that wait for one',
        labelNames: ['state'],
        registers,
        collect() {
          const { inUse, waiting } = connections() ?? { inUse: 0, waiting: 0 };
          this.set({ state: 'in_use' }, inUse);
          this.set({ state: 'waiting' }, waiting);
        },
      });
      new Gauge({
        name: 'mytone_password_hashes',
        help: 'Passwords being hashed or compared, and requests that wait for that',
        labelNames: ['state'],
        registers,
        collect() {
          const { running, waiting } = hashes();
          this.set({ state: 'running' }, running);
          this.set({ state: 'waiting' }, waiting);
        },
      });
    },
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
