import type { FastifyInstance } from 'fastify';
import { ok } from '../answer.ts';
import { addEndpoint, type Handling } from '../endpoint.ts';
import { probes } from '../endpoints/probes.ts';
import { refuse } from '../refusals.ts';

/** The calls that wake the server and ask how it is. */
export function addProbes(
  app: FastifyInstance,
  isReady: () => Promise<boolean>,
  handling: Handling,
): void {
  const root = ok({ message: 'MyTone API' });
  const health = ok({ status: 'ok' });
  addEndpoint(app, probes.root, handling, async () => root);
  addEndpoint(app, probes.health, handling, async () => health);
  addEndpoint(app, probes.ready, handling, async () =>
    (await isReady()) ? ok({ status: 'ready' }) : refuse('unavailable'),
  );
}
