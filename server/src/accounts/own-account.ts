import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { AccountsRepository, ProfileChange } from '../db/repositories/accounts-repository.ts';
import type { User } from '../db/repositories/user-row.ts';
import type { PasswordCheck, PasswordCheckFailure } from './passwords/password-check.ts';
import type { PasswordHasher } from './passwords/password-hasher.ts';
import type { InvalidToken, SignedIn } from './sessions.ts';

export interface OwnAccountDeps {
  readonly repository: AccountsRepository;
  readonly passwords: PasswordHasher;
  readonly checkPassword: PasswordCheck;
}

type Failure = PasswordCheckFailure | InvalidToken;

/** What users can do with their own account. */
export function createOwnAccount({ repository, passwords, checkPassword }: OwnAccountDeps) {
  /** An action that cannot be undone needs the password too: an access token may be stolen. */
  async function check({ user }: SignedIn, password: string, address: string) {
    const stored = await repository.findPassword(user.id);
    if (stored === null) {
      return fail({ code: 'invalid-token' } as const);
    }
    return await checkPassword({ stored, name: '', password, address });
  }

  /**
   * Why a change was not made although its password was right: another request changed the password
   * or deleted the account after it was compared.
   */
  async function overtaken({ user }: SignedIn) {
    const isGone = (await repository.findPassword(user.id)) === null;
    return fail({ code: isGone ? 'invalid-token' : 'wrong-password' } as const);
  }

  return {
    changeProfile: async (
      { user }: SignedIn,
      change: ProfileChange,
    ): Promise<Result<User, InvalidToken>> => {
      const changed = await repository.changeProfile(user.id, change);
      return changed === null ? fail({ code: 'invalid-token' }) : ok(changed);
    },
    /** Sets a new password and ends every other session of the account. */
    changePassword: async (
      signedIn: SignedIn,
      passwordPair: { readonly current: string; readonly next: string },
      address: string,
    ): Promise<Result<null, Failure>> => {
      const checked = await check(signedIn, passwordPair.current, address);
      if (!checked.ok) {
        return checked;
      }
      const hashed = await passwords.hash(passwordPair.next);
      if (!hashed.ok) {
        return hashed;
      }
      const { id, hashedPassword } = checked.value;
      const { sessionId } = signedIn;
      const isDone = await repository.changePassword(id, hashedPassword, hashed.value, sessionId);
      return isDone ? ok(null) : await overtaken(signedIn);
    },
    /** Deletes the account with its sessions and resets. */
    remove: async (
      signedIn: SignedIn,
      password: string,
      address: string,
    ): Promise<Result<null, Failure>> => {
      const checked = await check(signedIn, password, address);
      if (!checked.ok) {
        return checked;
      }
      const isDone = await repository.remove(checked.value.id, checked.value.hashedPassword);
      return isDone ? ok(null) : await overtaken(signedIn);
    },
  };
}

export type OwnAccount = ReturnType<typeof createOwnAccount>;
