import type { FastifyInstance } from 'fastify';
import type { Accounts } from '../../accounts/accounts.ts';
import type { Sessions } from '../../accounts/sessions.ts';
import { ok } from '../answer.ts';
import { addEndpoint, type Handling } from '../endpoint.ts';
import { signIn } from '../endpoints/sign-in.ts';
import { refuse } from '../refusals.ts';
import { toApiTokens, toApiUser } from '../wire.ts';

/** Sign-up, sign-in, refresh and sign-out. */
export function addSignIn(
  app: FastifyInstance,
  accounts: Accounts,
  sessions: Sessions,
  handling: Handling,
): void {
  addEndpoint(app, signIn.register, handling, async (body, caller) => {
    const { phone_number: phoneNumber, type_client: typeClient, ...rest } = body;
    const registered = await accounts.register({ ...rest, phoneNumber, typeClient }, caller);
    if (!registered.ok) {
      return refuse(registered.error);
    }
    const { user, tokens } = registered.value;
    return ok({ user: toApiUser(user), ...toApiTokens(tokens) }, 201);
  });

  addEndpoint(app, signIn.login, handling, async ({ username, password }, caller) => {
    const tokens = await accounts.login(username, password, caller);
    return tokens.ok ? ok(toApiTokens(tokens.value)) : refuse(tokens.error);
  });

  addEndpoint(app, signIn.refresh, handling, async (body) => {
    const tokens = await sessions.refresh(body.refresh_token);
    return tokens.ok ? ok(toApiTokens(tokens.value)) : refuse(tokens.error);
  });

  addEndpoint(app, signIn.logout, handling, async (body) => {
    await sessions.end(body.refresh_token);
    return ok({ message: 'Logged out' });
  });
}
