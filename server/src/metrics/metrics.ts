import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the process has under way, read when the metrics are. */
export interface Watched {
  readonly app: FastifyInstance;
  /** Connections of the database's pool; null where there is no pool. */
  readonly connections: () => { readonly inUse: number; readonly waiting: number } | null;
  /** Passwords being hashed, and waiting for it. */
  readonly hashes: () => { readonly running: number; readonly waiting: number };
}

const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What an operator watches, in Prometheus' format. No label holds anything of a person. */
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
          // Paths that are no route's are the client's own words.
          { method: request.method, route: request.routeOptions.url ?? 'none', status },
          reply.elapsedTime / 1000,
        );
        if (status >= 400) {
          refusals.inc({ kind: reply.refusal ?? String(status) });
        }
        done();
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
