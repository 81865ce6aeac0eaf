import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import type { OwnAccount } from '../../accounts/own-account.ts';
import type { Sessions } from '../../accounts/sessions.ts';
import { nothing, ok } from '../answer.ts';
import { addEndpoint, type Handling } from '../endpoint.ts';
import { ownAccount } from '../endpoints/own-account.ts';
import { refuse } from '../refusals.ts';
import { toApiSessions, toApiUser } from '../wire.ts';

const sessionId = z.guid();

/** What users do with their own account and its sessions. */
export function addOwnAccount(
  app: FastifyInstance,
  account: OwnAccount,
  sessions: Sessions,
  handling: Handling,
): void {
  addEndpoint(app, ownAccount.me, handling, async (_body, { signedIn }) =>
    ok(toApiUser(signedIn.user)),
  );

  addEndpoint(app, ownAccount.changeProfile, handling, async (body, { signedIn }) => {
    const { phone_number: phoneNumber, ...names } = body;
    const changed = await account.changeProfile(signedIn, { ...names, phoneNumber });
    return changed.ok ? ok(toApiUser(changed.value)) : refuse(changed.error);
  });

  addEndpoint(app, ownAccount.changePassword, handling, async (body, { signedIn, address }) => {
    const passwords = { current: body.current_password, next: body.new_password };
    const changed = await account.changePassword(signedIn, passwords, address);
    return changed.ok ? nothing : refuse(changed.error);
  });

  addEndpoint(app, ownAccount.deleteAccount, handling, async (body, { signedIn, address }) => {
    const removed = await account.remove(signedIn, body.password, address);
    return removed.ok ? nothing : refuse(removed.error);
  });

  addEndpoint(app, ownAccount.sessions, handling, async (_body, { signedIn }) =>
    ok(toApiSessions(await sessions.list(signedIn), signedIn.sessionId)),
  );

  addEndpoint(app, ownAccount.endSession, handling, async (_body, { signedIn, parameters }) => {
    const id = sessionId.safeParse(parameters['id']);
    if (id.success) {
      await sessions.endOne(signedIn, id.data);
    }
    return nothing;
  });

  addEndpoint(app, ownAccount.logoutOthers, handling, async (_body, { signedIn }) =>
    ok({ ended: await sessions.endOthers(signedIn) }),
  );
}
