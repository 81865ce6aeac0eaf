import { createHash, randomBytes } from 'node:crypto';
import type { Language } from '@mytone/shared/languages.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { ResetsRepository } from '../db/repositories/resets-repository.ts';
import { retryWhileUnavailable } from '../db/retry.ts';
import type { Mailer } from '../mail/mailer.ts';
import { resetMail } from '../reset/reset-mail.ts';
import type { Attempts, TooManyAttempts } from './attempts.ts';
import { normalEmail } from './names.ts';
import type { Busy, PasswordHasher } from './passwords/password-hasher.ts';

export interface PasswordResetDeps {
  readonly repository: ResetsRepository;
  readonly attempts: Attempts;
  readonly passwords: PasswordHasher;
  readonly mailer: Mailer;
  readonly tokenSeconds: number;
  /** Address of the page that the link in the mail opens. */
  readonly page: () => string;
}

interface InvalidResetToken {
  readonly code: 'invalid-reset-token';
}

const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** A forgotten password: sends a link by mail that can be used once. */
export function createPasswordReset(deps: PasswordResetDeps) {
  const { repository, attempts, passwords, mailer } = deps;

  async function sendLink(typed: string, language: Language): Promise<void> {
    const email = normalEmail(typed);
    // The answer is always the same: an address that has had its share of mails already has a link.
    if (!(await attempts.mayMail(email))) {
      return;
    }
    const token = randomBytes(32).toString('base64url');
    const isKnown = await repository.insert({ typed, email }, hashOf(token), deps.tokenSeconds);
    if (!isKnown) {
      return;
    }
    const link = { page: deps.page(), token, lifeSeconds: deps.tokenSeconds };
    await mailer.send(resetMail(email, language, link));
  }

  return {
    /**
     * Resolves to the work that remains after the reply: only then is the address looked up, so
     * that neither the reply nor its time reveals whether it is known.
     */
    request: async (
      text: string,
      address: string,
      language: Language,
    ): Promise<Result<() => Promise<void>, TooManyAttempts>> => {
      const counted = await attempts.count('forgot', normalEmail(text), address);
      return counted.ok ? ok(() => retryWhileUnavailable(() => sendLink(text, language))) : counted;
    },
    /** Sets the password and ends every session of the user. */
    reset: async (
      token: string,
      password: string,
      address: string,
    ): Promise<Result<null, InvalidResetToken | Busy>> => {
      // Checked before anything is hashed; otherwise guessed tokens would keep the processor busy.
      if (!(await repository.isValid(hashOf(token)))) {
        return fail({ code: 'invalid-reset-token' });
      }
      const hashed = await passwords.hash(password);
      if (!hashed.ok) {
        return hashed;
      }
      const userId = await repository.consume(hashOf(token), hashed.value);
      if (userId === null) {
        return fail({ code: 'invalid-reset-token' });
      }
      // Only the owner can read that mail, so the next sign-in does not wait because of others.
      await attempts.remember(userId, address);
      return ok(null);
    },
  };
}

export type PasswordReset = ReturnType<typeof createPasswordReset>;
