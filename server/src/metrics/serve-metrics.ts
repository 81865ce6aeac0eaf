import { once } from 'node:events';
import { createServer } from 'node:http';
import { explainListenError } from '../listen.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Serves `GET /metrics` on a separate port, which clients of the API must not reach.
 * @throws OperatorError if the port or the host cannot be used.
 */
export async function serveMetrics(metrics: Metrics, { host, port }: MetricsAddress) {
  const server = createServer((request, response) => {
    const [path] = (request.url ?? '').split('?', 1);
    if (path !== '/metrics' || !['GET', 'HEAD'].includes(request.method ?? '')) {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.maxConnections = 20;
  server.unref();
  try {
    await once(server.listen({ host, port }), 'listening');
  } catch (error) {
    throw explainListenError(error, { host, port, variables: 'METRICS_HOST and METRICS_PORT' });
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
}
