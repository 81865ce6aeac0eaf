import type { FastifyInstance } from 'fastify';
import type { Accounts } from '../../accounts/accounts.ts';
import type { PasswordReset } from '../../accounts/password-reset.ts';
import { languageOf } from '../accepted-language.ts';
import { nothing, ok } from '../answer.ts';
import { addEndpoint, type Handling } from '../endpoint.ts';
import { recovery } from '../endpoints/recovery.ts';
import { refuse } from '../refusals.ts';

/** Whether a name is taken, and a new password by mail. */
export function addRecovery(
  app: FastifyInstance,
  accounts: Accounts,
  passwordReset: PasswordReset,
  handling: Handling,
): void {
  addEndpoint(app, recovery.verifyEmail, handling, async ({ email }, { address }) => {
    const exists = await accounts.hasEmail(email, address);
    return exists.ok ? ok({ exists: exists.value }) : refuse(exists.error);
  });

  addEndpoint(app, recovery.verifyUsername, handling, async ({ username }, { address }) => {
    const exists = await accounts.hasUsername(username, address);
    return exists.ok ? ok({ exists: exists.value }) : refuse(exists.error);
  });

  addEndpoint(app, recovery.forgotPassword, handling, async (email, caller) => {
    const language = languageOf(caller.acceptLanguage);
    const requested = await passwordReset.request(email, caller.address, language);
    if (!requested.ok) {
      return refuse(requested.error);
    }
    caller.afterReply(requested.value);
    return nothing;
  });

  addEndpoint(app, recovery.resetPassword, handling, async (body, { address }) => {
    const reset = await passwordReset.reset(body.token, body.new_password, address);
    return reset.ok ? nothing : refuse(reset.error);
  });
}
