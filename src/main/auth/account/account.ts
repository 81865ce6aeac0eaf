import type { AccountOffer, AccountSession } from '@mytone/shared/account/account.ts';
import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { AccountFailure } from '@mytone/shared/failures.ts';
import type {
  ChangePasswordInput,
  ChangeProfileInput,
  DeleteAccountInput,
} from '@mytone/shared/inputs.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { User } from '@mytone/shared/user.ts';
import type { AuthorisedCall, CallWithToken } from '../session/authorised-call.ts';
import type { AccountApi } from './account-api.ts';
import { accountFailure, isNotOffered } from './account-failure.ts';

type Change = Promise<Result<null, AccountFailure>>;

/** The account of the person signed in, where the API offers to change it. */
export interface Account {
  getOffer(): AccountOffer;
  /** Calls `listener` after every change; returns how to stop. */
  onOffer(listener: (offer: AccountOffer) => void): () => void;
  /** From now on, asks the API once per session what it offers, as soon as the session is confirmed. */
  watchOffer(): void;
  changeProfile(change: ChangeProfileInput): Change;
  changePassword(passwords: ChangePasswordInput): Change;
  getSessions(): Promise<Result<readonly AccountSession[], AccountFailure>>;
  endSession(id: string): Change;
  endOtherSessions(): Change;
  /** Then the session here ends too, and nothing of the account is left on this device. */
  deleteAccount(input: DeleteAccountInput): Change;
}

interface AccountDeps {
  readonly api: AccountApi;
  readonly callWithToken: CallWithToken;
  readonly session: {
    readonly get: () => AuthState;
    readonly onChange: (listener: (state: AuthState) => void) => unknown;
  };
  readonly onProfile: (user: User) => void;
  readonly onDeleted: () => Promise<void>;
}

const unknown: AccountOffer = { kind: 'unknown' };

export function createAccount(deps: AccountDeps): Account {
  const { api, callWithToken, session, onProfile, onDeleted } = deps;
  const listeners = new Set<(offer: AccountOffer) => void>();
  let offer = unknown;
  let asking: AbortController | null = null;
  let isWatching = false;

  function show(next: AccountOffer): void {
    offer = next;
    for (const listener of listeners) {
      listener(next);
    }
  }

  function follow(state: AuthState): void {
    if (!('link' in state)) {
      asking?.abort();
      asking = null;
      if (offer.kind === 'known') {
        show(unknown);
      }
    } else if (state.link.kind === 'online' && offer.kind === 'unknown' && asking === null) {
      void ask();
    }
  }

  /** A request that failed is repeated when the session is next confirmed. */
  async function ask(): Promise<void> {
    const own = new AbortController();
    asking = own;
    const answer = await api.offer(own.signal);
    if (asking !== own) {
      return;
    }
    asking = null;
    if (answer.kind === 'success') {
      show({ kind: 'known', features: answer.value });
    } else if (isNotOffered(answer)) {
      show({ kind: 'known', features: [] });
    }
  }

  async function make<Value>(
    call: AuthorisedCall<Value>,
    { asksForPassword = false } = {},
  ): Promise<Result<Value, AccountFailure>> {
    const answer = await callWithToken(call);
    return answer.kind === 'success'
      ? ok(answer.value)
      : fail(accountFailure(answer, asksForPassword));
  }

  return {
    getOffer: () => offer,
    onOffer(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watchOffer() {
      if (!isWatching) {
        isWatching = true;
        session.onChange(follow);
        follow(session.get());
      }
    },
    async changeProfile(change) {
      const changed = await make(api.changeProfile(change));
      if (!changed.ok) {
        return changed;
      }
      onProfile(changed.value);
      return ok(null);
    },
    changePassword: (passwords) => make(api.changePassword(passwords), { asksForPassword: true }),
    getSessions: () => make(api.sessions),
    endSession: (id) => make(api.endSession(id)),
    endOtherSessions: () => make(api.endOtherSessions),
    async deleteAccount({ password }) {
      const deleted = await make(api.deleteAccount(password), { asksForPassword: true });
      if (deleted.ok) {
        await onDeleted();
      }
      return deleted;
    },
  };
}
