import type { FastifyInstance } from 'fastify';
import { type Accounts, toApiUser } from '../accounts/accounts.ts';
import type { Sessions } from '../accounts/sessions.ts';
import { type Answer, addEndpoint, type BackgroundTasks } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { refuse } from './refusals.ts';

export interface Services {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  /** Whether the database answers and has this version's schema. */
  readonly isReady: () => Promise<boolean>;
}

const noStore = { 'cache-control': 'no-store' };

function ok(body: unknown, status = 200): Answer {
  return { status, body, headers: noStore };
}

function addProbes(app: FastifyInstance, services: Services, background: BackgroundTasks): void {
  const root = ok({ message: 'MyTone API' });
  const health = ok({ status: 'ok' });
  addEndpoint(app, endpoints.root, background, async () => root);
  addEndpoint(app, endpoints.health, background, async () => health);
  addEndpoint(app, endpoints.ready, background, async () =>
    (await services.isReady()) ? ok({ status: 'ready' }) : refuse('unavailable'),
  );
}

/** The contract's calls, each handed to the service that knows. */
export function addRoutes(
  app: FastifyInstance,
  services: Services,
  background: BackgroundTasks,
): void {
  const { accounts, sessions } = services;
  addProbes(app, services, background);

  addEndpoint(app, endpoints.register, background, async (body) => {
    const { phone_number: phoneNumber, type_client: typeClient, ...rest } = body;
    const registered = await accounts.register({ ...rest, phoneNumber, typeClient });
    return registered.ok ? ok(registered.value, 201) : refuse(registered.error.code);
  });

  addEndpoint(app, endpoints.login, background, async ({ username, password }) => {
    const tokens = await accounts.login(username, password);
    return tokens.ok ? ok(tokens.value) : refuse(tokens.error.code);
  });

  addEndpoint(app, endpoints.me, background, async (_body, caller) => {
    const user = caller.bearerToken === null ? null : await sessions.userOf(caller.bearerToken);
    return user === null ? refuse('invalid-token') : ok(toApiUser(user));
  });

  addEndpoint(app, endpoints.refresh, background, async (body) => {
    const tokens = await sessions.refresh(body.refresh_token);
    return tokens.ok ? ok(tokens.value) : refuse(tokens.error.code);
  });

  addEndpoint(app, endpoints.logout, background, async (body) => {
    await sessions.end(body.refresh_token);
    return ok({ message: 'Logged out' });
  });
}
