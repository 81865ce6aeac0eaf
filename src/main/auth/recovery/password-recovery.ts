import type { PasswordReset } from '@mytone/shared/account/password-reset.ts';
import type { ForgotPasswordFailure, ResetPasswordFailure } from '@mytone/shared/failures.ts';
import type { ForgotPasswordInput, ResetPasswordInput } from '@mytone/shared/inputs.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { Clock } from '../../ports.ts';
import type { Api } from '../api/api.ts';
import type { ApiAnswer } from '../api/api-answer.ts';
import { commonFailure, isAnswerLost } from '../api/form-failures.ts';
import { waitUntilAwake } from '../api/wait-until-awake.ts';
import type { RecoveryApi } from './recovery-api.ts';

/** A forgotten password: the request for a link, and the link that was opened. */
export interface PasswordRecovery {
  get(): PasswordReset;
  /** Calls `listener` after every change; returns how to stop. */
  onChange(listener: (reset: PasswordReset) => void): () => void;
  /** Keeps the link's token until it is used or given up; a newer link takes its place. */
  openLink(token: string): void;
  requestLink(input: ForgotPasswordInput): Promise<Result<null, ForgotPasswordFailure>>;
  /** Sets the password; then the session of this copy ends, because the API has ended them all. */
  setPassword(input: ResetPasswordInput): Promise<Result<null, ResetPasswordFailure>>;
  /** Cancels the request in progress. */
  cancel(): void;
  /** Forgets the link, or that a password was set. */
  close(): void;
}

interface RecoveryDeps {
  readonly api: RecoveryApi;
  readonly wake: Api['wake'];
  readonly clock: Clock;
  /** Settles once no session is left on this device. */
  readonly endSession: () => Promise<void>;
}

type Refused = Exclude<ApiAnswer<never>, { kind: 'success' }>;

/** Statuses with which the API speaks of the link, not of the route or the moment. */
const linkStatuses: ReadonlySet<number> = new Set([400, 401, 403, 410]);

export function createPasswordRecovery(deps: RecoveryDeps): PasswordRecovery {
  const { api, clock, endSession } = deps;
  const listeners = new Set<(reset: PasswordReset) => void>();
  let reset: PasswordReset = { kind: 'none' };
  let token: string | null = null;
  let askedFor: string | null = null;
  let asking: AbortController | null = null;

  function show(next: PasswordReset): void {
    reset = next;
    for (const listener of listeners) {
      listener(next);
    }
  }

  /** Sends one request at a time, once the host is awake. */
  async function send(
    post: (signal: AbortSignal) => Promise<ApiAnswer<null>>,
  ): Promise<ApiAnswer<null>> {
    asking?.abort();
    const own = new AbortController();
    asking = own;
    const asleep = await waitUntilAwake({ wake: deps.wake }, clock, own.signal);
    return asleep ?? post(own.signal);
  }

  return {
    get: () => reset,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    openLink(opened) {
      token = opened;
      show({ kind: 'link-open' });
    },
    async requestLink({ email }) {
      const answer = await send((signal) => api.forgotPassword(email, signal));
      if (answer.kind !== 'success') {
        return fail(requestFailure(answer));
      }
      askedFor = email;
      return ok(null);
    },
    async setPassword({ password }) {
      const used = token;
      if (used === null) {
        return fail({ code: 'cancelled' });
      }
      const answer = await send((signal) => api.resetPassword({ token: used, password }, signal));
      if (answer.kind !== 'success') {
        const failure = resetFailure(answer);
        // A newer link may have been opened while this one was sent.
        if (failure.code === 'reset-link-refused' && token === used) {
          token = null;
          show({ kind: 'link-refused' });
        }
        return fail(failure);
      }
      if (token === used) {
        token = null;
      }
      await endSession();
      show({ kind: 'done', email: askedFor });
      return ok(null);
    },
    cancel: () => asking?.abort(),
    close() {
      asking?.abort();
      token = null;
      show({ kind: 'none' });
    },
  };
}

function requestFailure(answer: Refused): ForgotPasswordFailure {
  return answer.kind === 'invalid-input'
    ? { code: 'invalid-fields', fields: { email: answer.fields.email ?? 'invalid' } }
    : commonFailure(answer);
}

function resetFailure(answer: Refused): ResetPasswordFailure {
  switch (answer.kind) {
    case 'invalid-input': {
      const problem = answer.fields.newPassword;
      // The other field is the token, which the user cannot correct.
      return problem === undefined
        ? { code: 'reset-link-refused' }
        : { code: 'invalid-fields', fields: { password: problem } };
    }
    case 'refused':
      return linkStatuses.has(answer.status)
        ? { code: 'reset-link-refused' }
        : commonFailure(answer);
    case 'no-answer':
      return isAnswerLost(answer) ? { code: 'reset-answer-lost' } : commonFailure(answer);
    case 'aborted':
      return commonFailure(answer);
  }
}
