import type { SignInFailure, SignUpFailure } from '@mytone/shared/failures.ts';
import type { SignInInput, SignUpInput } from '@mytone/shared/inputs.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { Revocations } from '../tokens/revocations.ts';
import type { FreshSession, SignIn } from './credentials.ts';
import type { CurrentSession } from './current-session.ts';

/** Sign-in and sign-up as the screens use them: one at a time, and none beside a session. */
export interface SessionForms {
  signIn(input: SignInInput): Promise<Result<null, SignInFailure>>;
  signUp(input: SignUpInput): Promise<Result<null, SignUpFailure>>;
  /** The form under way answers `cancelled`; what it may still bring is revoked. */
  cancel(): void;
  /** Settles, never fails, when the form under way is done; null while there is none. */
  readonly underWay: Promise<unknown> | null;
}

interface Dependencies {
  readonly forms: SignIn;
  readonly current: CurrentSession;
  readonly revocations: Revocations;
  /** Called when a form has brought a session, before that session begins. */
  readonly onEnter: () => void;
}

export function createSessionForms(dependencies: Dependencies): SessionForms {
  const { forms, current, revocations, onEnter } = dependencies;
  let form: { readonly pending: AbortController; readonly done: Promise<unknown> } | null = null;

  async function submit<Failure>(
    pending: AbortController,
    ask: (signal: AbortSignal) => Promise<Result<FreshSession, Failure>>,
  ): Promise<Result<null, Failure | { readonly code: 'cancelled' }>> {
    const fresh = await ask(pending.signal);
    if (!fresh.ok) return fresh;
    if (pending.signal.aborted) {
      await revocations.add(fresh.value.tokens.refreshToken);
      return fail({ code: 'cancelled' });
    }
    onEnter();
    return (await current.enter(fresh.value)) ? ok(null) : fail({ code: 'cancelled' });
  }

  async function oneAtATime<Failure>(
    ask: (signal: AbortSignal) => Promise<Result<FreshSession, Failure>>,
  ): Promise<Result<null, Failure | { readonly code: 'busy' } | { readonly code: 'cancelled' }>> {
    if (current.live !== null || form !== null) return fail({ code: 'busy' });
    const pending = new AbortController();
    const done = submit(pending, ask).finally(() => {
      form = null;
    });
    form = { pending, done: done.catch(() => {}) };
    return done;
  }

  return {
    signIn: (input) => oneAtATime<SignInFailure>((signal) => forms.signIn(input, signal)),
    signUp: (input) => oneAtATime<SignUpFailure>((signal) => forms.signUp(input, signal)),
    cancel() {
      form?.pending.abort();
    },
    get underWay() {
      return form?.done ?? null;
    },
  };
}
