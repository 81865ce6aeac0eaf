import type { FieldProblems, SignInFailure, SignUpFailure } from '@mytone/shared/failures.ts';
import type { SignInInput, SignUpInput } from '@mytone/shared/inputs.ts';
import { apiSentences } from '@mytone/shared/refusals.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { User } from '@mytone/shared/user.ts';
import type { Clock } from '../../ports.ts';
import type { Tokens } from '../api/answer-reader.ts';
import type { Api } from '../api/api.ts';
import type { ApiAnswer } from '../api/api-answer.ts';
import { commonFailure, isAnswerLost, routeStatuses } from '../api/form-failures.ts';
import { waitUntilAwake } from '../api/wait-until-awake.ts';

/** A session fresh from the server; `user` is null if the profile could not be read. */
export interface FreshTokens {
  readonly tokens: Tokens;
  readonly user: User | null;
}

/** The two forms against the API: one POST each, and none before the host is awake. */
export interface Credentials {
  signIn(input: SignInInput, signal: AbortSignal): Promise<Result<FreshTokens, SignInFailure>>;
  signUp(input: SignUpInput, signal: AbortSignal): Promise<Result<FreshTokens, SignUpFailure>>;
}

const takenStatuses: ReadonlySet<number> = new Set([400, 409]);

export function createCredentials({ api, clock }: { api: Api; clock: Clock }): Credentials {
  async function login(
    input: SignInInput,
    signal: AbortSignal,
  ): Promise<Result<Tokens, SignInFailure>> {
    const answer = await api.login(input, signal);
    if (answer.kind === 'success') {
      return ok(answer.value);
    }
    return fail(loginFailure(answer));
  }

  async function profileOf(tokens: Tokens, signal: AbortSignal): Promise<User | null> {
    const answer = await api.me(tokens.accessToken, signal);
    return answer.kind === 'success' ? answer.value : null;
  }

  return {
    async signIn(input, signal) {
      const asleep = await waitUntilAwake(api, clock, signal);
      if (asleep !== null) {
        return fail(commonFailure(asleep));
      }
      const tokens = await login(input, signal);
      if (!tokens.ok) {
        return tokens;
      }
      return ok({ tokens: tokens.value, user: await profileOf(tokens.value, signal) });
    },

    async signUp(input, signal) {
      const asleep = await waitUntilAwake(api, clock, signal);
      if (asleep !== null) {
        return fail(commonFailure(asleep));
      }
      const answer = await api.register(input, signal);
      if (answer.kind !== 'success') {
        return fail(registerFailure(answer));
      }
      const { tokens, user } = answer.value;
      if (tokens !== null) {
        return ok({ tokens, user });
      }
      const later = await login({ login: input.username, password: input.password }, signal);
      if (later.ok) {
        return ok({ tokens: later.value, user });
      }
      return fail(
        later.error.code === 'cancelled' ? later.error : { code: 'registered-not-signed-in' },
      );
    },
  };
}

function loginFailure(answer: Exclude<ApiAnswer<never>, { kind: 'success' }>): SignInFailure {
  if (answer.kind === 'invalid-input') {
    return { code: 'invalid-fields', fields: asLoginFields(answer.fields) };
  }
  if (answer.kind !== 'refused' || routeStatuses.has(answer.status)) {
    return commonFailure(answer);
  }
  // 401 is not the contract's status for it, but has no other meaning at a login.
  const isWrong = answer.detail === apiSentences.wrongCredentials || answer.status === 401;
  if (isWrong) {
    return { code: 'wrong-credentials' };
  }
  return { code: answer.status === 403 ? 'account-disabled' : 'sign-in-refused' };
}

function registerFailure(answer: Exclude<ApiAnswer<never>, { kind: 'success' }>): SignUpFailure {
  if (answer.kind === 'refused' && takenStatuses.has(answer.status)) {
    // The contract tells the two apart by their sentences alone.
    if (answer.detail === apiSentences.emailTaken) {
      return { code: 'email-taken' };
    }
    if (answer.detail === apiSentences.usernameTaken) {
      return { code: 'username-taken' };
    }
    return { code: 'account-taken' };
  }
  if (answer.kind === 'refused' && !routeStatuses.has(answer.status)) {
    return { code: 'sign-up-refused' };
  }
  if (answer.kind === 'invalid-input') {
    return { code: 'invalid-fields', fields: answer.fields };
  }
  if (answer.kind === 'no-answer' && isAnswerLost(answer)) {
    return { code: 'answer-lost' };
  }
  return commonFailure(answer);
}

/** The login form's `username` is the field that the form calls `login`. */
function asLoginFields({ username, ...others }: FieldProblems): FieldProblems {
  return username === undefined ? others : { ...others, login: username };
}
