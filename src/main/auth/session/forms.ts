import type { SignInFailure, SignUpFailure } from '@mytone/shared/failures.ts';
import { fail, type Result } from '@mytone/shared/result.ts';
import type { ServerClock } from '../time/server-clock.ts';
import { readAccessToken } from '../tokens/access-token.ts';
import type { FormOutcome } from './core/state.ts';
import type { FreshTokens } from './credentials.ts';

type Ask<Failure> = (signal: AbortSignal) => Promise<Result<FreshTokens, Failure>>;
type AnyFailure = SignInFailure | SignUpFailure;

/** The forms in progress: the core knows their numbers, and never sees what was typed. */
export interface Forms {
  /** Keeps a form until it is submitted; `outcome` is what its caller waits for. */
  add<Failure extends AnyFailure>(
    ask: Ask<Failure>,
  ): { readonly form: number; readonly outcome: Promise<Result<null, Failure>> };
  /** Sends it; resolves with its outcome. */
  submit(form: number): Promise<FormOutcome>;
  abandon(form: number): void;
  answer(form: number, outcome: Result<null, AnyFailure>): void;
  /** Every form is abandoned and answers `cancelled`. */
  dispose(): void;
}

interface Pending {
  readonly ask: Ask<AnyFailure>;
  readonly ending: AbortController;
  readonly answer: (outcome: Result<null, AnyFailure>) => void;
}

export function createForms(serverClock: ServerClock): Forms {
  const pending = new Map<number, Pending>();
  let count = 0;

  function answer(form: number, outcome: Result<null, AnyFailure>): void {
    pending.get(form)?.answer(outcome);
    pending.delete(form);
  }

  return {
    add<Failure extends AnyFailure>(ask: Ask<Failure>) {
      count += 1;
      const { promise, resolve } = Promise.withResolvers<Result<null, Failure>>();
      // A form gets its own failure, or one that all forms have.
      const settle = resolve as (outcome: Result<null, AnyFailure>) => void;
      pending.set(count, { ask, ending: new AbortController(), answer: settle });
      return { form: count, outcome: promise };
    },
    async submit(form) {
      const known = pending.get(form);
      if (known === undefined) {
        return fail({ code: 'cancelled' });
      }
      const signed = await known.ask(known.ending.signal);
      if (!signed.ok) {
        return signed;
      }
      const { tokens, user } = signed.value;
      const access = readAccessToken(tokens.accessToken, serverClock.now());
      return { ok: true, value: { access, refreshToken: tokens.refreshToken, user } };
    },
    abandon: (form) => pending.get(form)?.ending.abort(),
    answer,
    dispose() {
      for (const [form, { ending }] of pending) {
        ending.abort();
        answer(form, fail({ code: 'cancelled' }));
      }
    },
  };
}
