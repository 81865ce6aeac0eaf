import type { FastifyInstance } from 'fastify';
import type { Accounts } from '../accounts/accounts.ts';
import type { OwnAccount } from '../accounts/own-account.ts';
import type { PasswordReset } from '../accounts/password-reset.ts';
import type { Sessions } from '../accounts/sessions.ts';
import type { Handling } from './endpoint.ts';
import { addOwnAccount } from './routes/own-account.ts';
import { addProbes } from './routes/probes.ts';
import { addRecovery } from './routes/recovery.ts';
import { addSignIn } from './routes/sign-in.ts';

export interface Services {
  readonly accounts: Accounts;
  readonly ownAccount: OwnAccount;
  readonly sessions: Sessions;
  readonly passwordReset: PasswordReset;
  /** Whether the database answers, accepts writes, and has this version's schema. */
  readonly isReady: () => Promise<boolean>;
}

/** Routes each call of the contract to its service. */
export function addRoutes(app: FastifyInstance, services: Services, handling: Handling): void {
  const { accounts, ownAccount, sessions, passwordReset, isReady } = services;
  addProbes(app, isReady, handling);
  addSignIn(app, accounts, sessions, handling);
  addOwnAccount(app, ownAccount, sessions, handling);
  addRecovery(app, accounts, passwordReset, handling);
}
