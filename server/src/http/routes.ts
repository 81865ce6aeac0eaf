import type { FastifyInstance } from 'fastify';
import { type Accounts, toApiUser } from '../accounts/accounts.ts';
import type { PasswordReset } from '../accounts/password-reset.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { Answer } from './answer.ts';
import { addEndpoint, type Handling } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { refuse } from './refusals.ts';

export interface Services {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly passwordReset: PasswordReset;
  /** Whether the database answers and has this version's schema. */
  readonly isReady: () => Promise<boolean>;
}

const noStore = { 'cache-control': 'no-store' };

function ok(body: unknown, status = 200): Answer {
  return { status, body, headers: noStore };
}

function addProbes(app: FastifyInstance, services: Services, handling: Handling): void {
  const root = ok({ message: 'MyTone API' });
  const health = ok({ status: 'ok' });
  addEndpoint(app, endpoints.root, handling, async () => root);
  addEndpoint(app, endpoints.health, handling, async () => health);
  addEndpoint(app, endpoints.ready, handling, async () =>
    (await services.isReady()) ? ok({ status: 'ready' }) : refuse('unavailable'),
  );
}

/** The contract's calls, each handed to the service that knows. */
export function addRoutes(app: FastifyInstance, services: Services, handling: Handling): void {
  const { accounts, sessions, passwordReset } = services;
  addProbes(app, services, handling);

  addEndpoint(app, endpoints.register, handling, async (body, { address }) => {
    const { phone_number: phoneNumber, type_client: typeClient, ...rest } = body;
    const registered = await accounts.register({ ...rest, phoneNumber, typeClient }, address);
    return registered.ok ? ok(registered.value, 201) : refuse(registered.error);
  });

  addEndpoint(app, endpoints.login, handling, async ({ username, password }, { address }) => {
    const tokens = await accounts.login(username, password, address);
    return tokens.ok ? ok(tokens.value) : refuse(tokens.error);
  });

  addEndpoint(app, endpoints.me, handling, async (_body, { user }) => ok(toApiUser(user)));

  addEndpoint(app, endpoints.refresh, handling, async (body) => {
    const tokens = await sessions.refresh(body.refresh_token);
    return tokens.ok ? ok(tokens.value) : refuse(tokens.error);
  });

  addEndpoint(app, endpoints.logout, handling, async (body) => {
    await sessions.end(body.refresh_token);
    return ok({ message: 'Logged out' });
  });

  addEndpoint(app, endpoints.verifyEmail, handling, async ({ email }, { address }) => {
    const exists = await accounts.hasEmail(email, address);
    return exists.ok ? ok({ exists: exists.value }) : refuse(exists.error);
  });

  addEndpoint(app, endpoints.verifyUsername, handling, async ({ username }, { address }) => {
    const exists = await accounts.hasUsername(username, address);
    return exists.ok ? ok({ exists: exists.value }) : refuse(exists.error);
  });

  addEndpoint(app, endpoints.forgotPassword, handling, async (email, caller) => {
    const requested = await passwordReset.request(email, caller.address);
    if (!requested.ok) return refuse(requested.error);
    caller.afterReply(requested.value);
    return { status: 204, headers: noStore };
  });

  addEndpoint(app, endpoints.resetPassword, handling, async (body, { address }) => {
    const reset = await passwordReset.reset(body.token, body.new_password, address);
    return reset.ok ? { status: 204, headers: noStore } : refuse(reset.error);
  });
}
