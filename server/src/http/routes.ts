import type { FastifyInstance } from 'fastify';
import { type Accounts, toApiUser } from '../accounts/accounts.ts';
import type { PasswordReset } from '../accounts/password-reset.ts';
import type { Sessions } from '../accounts/sessions.ts';
import { type Answer, addEndpoint, type BackgroundTasks } from './endpoint.ts';
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
  const { accounts, sessions, passwordReset } = services;
  addProbes(app, services, background);

  addEndpoint(app, endpoints.register, background, async (body, { address }) => {
    const { phone_number: phoneNumber, type_client: typeClient, ...rest } = body;
    const registered = await accounts.register({ ...rest, phoneNumber, typeClient }, address);
    return registered.ok ? ok(registered.value, 201) : refuse(registered.error);
  });

  addEndpoint(app, endpoints.login, background, async ({ username, password }, { address }) => {
    const tokens = await accounts.login(username, password, address);
    return tokens.ok ? ok(tokens.value) : refuse(tokens.error);
  });

  addEndpoint(app, endpoints.me, background, async (_body, caller) => {
    const user = caller.bearerToken === null ? null : await sessions.userOf(caller.bearerToken);
    return user === null ? refuse('invalid-token') : ok(toApiUser(user));
  });

  addEndpoint(app, endpoints.refresh, background, async (body) => {
    const tokens = await sessions.refresh(body.refresh_token);
    return tokens.ok ? ok(tokens.value) : refuse(tokens.error);
  });

  addEndpoint(app, endpoints.logout, background, async (body) => {
    await sessions.end(body.refresh_token);
    return ok({ message: 'Logged out' });
  });

  addEndpoint(app, endpoints.verifyEmail, background, async ({ email }, { address }) => {
    const exists = await accounts.hasEmail(email, address);
    return exists.ok ? ok({ exists: exists.value }) : refuse(exists.error);
  });

  addEndpoint(app, endpoints.verifyUsername, background, async ({ username }, { address }) => {
    const exists = await accounts.hasUsername(username, address);
    return exists.ok ? ok({ exists: exists.value }) : refuse(exists.error);
  });

  addEndpoint(app, endpoints.forgotPassword, background, async (email, caller) => {
    const requested = await passwordReset.request(email, caller.address);
    if (!requested.ok) return refuse(requested.error);
    caller.afterReply(requested.value);
    return { status: 204, headers: noStore };
  });

  addEndpoint(app, endpoints.resetPassword, background, async (body) => {
    const reset = await passwordReset.reset(body.token, body.new_password);
    return reset.ok ? { status: 204, headers: noStore } : refuse(reset.error);
  });
}
