import { passwordMinimumLength } from '@mytone/shared/inputs.ts';
import * as z from 'zod/mini';

/** bcrypt ignores what follows: every longer password is refused instead of cut. */
const longestPasswordBytes = 72;
const longestName = 255;
const longestEmail = 254;
const longestToken = 8192;

// PostgreSQL stores neither a NUL nor half of a surrogate pair.
const text = z.string().check(
  z.refine((value) => !value.includes('\0'), { error: 'text must not contain a NUL', abort: true }),
  z.refine((value) => value.isWellFormed(), { error: 'text must be valid Unicode', abort: true }),
);

const name = text.check(z.trim(), z.minLength(1), z.maxLength(longestName));

const email = z.pipe(text.check(z.trim(), z.maxLength(longestEmail)), z.email());

const password = text.check(
  z.minLength(1),
  z.refine((value) => Buffer.byteLength(value.normalize('NFC')) <= longestPasswordBytes, {
    error: `password must have at most ${longestPasswordBytes} bytes in UTF-8`,
  }),
);

const newPassword = password.check(
  z.refine((value) => [...value.normalize('NFC')].length >= passwordMinimumLength, {
    error: `password must have at least ${passwordMinimumLength} characters`,
  }),
);

const token = text.check(z.minLength(1), z.maxLength(longestToken));

const largestInteger = 0x7fff_ffff;

export const registerBody = z.object({
  name,
  surname: name,
  email,
  username: name,
  password: newPassword,
  phone_number: z._default(z.nullable(text.check(z.trim(), z.maxLength(longestName))), null),
  type_client: z._default(z.int().check(z.gte(-largestInteger), z.lte(largestInteger)), 0),
});

/** The OAuth2 password form: `username` is an e-mail or a username. */
export const loginBody = z.object({
  username: text.check(z.minLength(1), z.maxLength(longestName * 2)),
  password,
});

export const emailBody = z.object({ email });

export const usernameBody = z.object({ username: name });

/** The web site sends the address as a bare JSON string; an object is understood as well. */
export const forgotPasswordBody = z.union([
  email,
  z.pipe(
    emailBody,
    z.transform((body) => body.email),
  ),
]);

export const resetPasswordBody = z.object({ token, new_password: newPassword });

export const refreshTokenBody = z.object({ refresh_token: token });
