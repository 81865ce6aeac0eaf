import { z } from 'zod';
import { passwordMinimumLength } from '../../../src/shared/inputs.ts';

/** bcrypt ignores what follows: every longer password is refused instead of cut. */
const longestPasswordBytes = 72;
const longestName = 255;
const longestEmail = 254;
const longestToken = 8192;

// PostgreSQL stores neither a NUL nor half of a surrogate pair.
const text = z
  .string()
  .refine((value) => !value.includes('\0'), { error: 'text must not contain a NUL', abort: true })
  .refine((value) => value.isWellFormed(), { error: 'text must be valid Unicode', abort: true });

const name = text.trim().min(1).max(longestName);

const email = text.trim().max(longestEmail).pipe(z.email());

const password = text
  .min(1)
  .refine((value) => Buffer.byteLength(value.normalize('NFC')) <= longestPasswordBytes, {
    error: `password must have at most ${longestPasswordBytes} bytes in UTF-8`,
  });

const newPassword = password.refine(
  (value) => [...value.normalize('NFC')].length >= passwordMinimumLength,
  { error: `password must have at least ${passwordMinimumLength} characters` },
);

const token = text.min(1).max(longestToken);

const largestInteger = 0x7fff_ffff;

export const registerBody = z.object({
  name,
  surname: name,
  email,
  username: name,
  password: newPassword,
  phone_number: text.trim().max(longestName).nullable().default(null),
  type_client: z.int().min(-largestInteger).max(largestInteger).default(0),
});

/** The OAuth2 password form: `username` is an e-mail or a username. */
export const loginBody = z.object({ username: text.min(1).max(longestName * 2), password });

export const emailBody = z.object({ email });

export const usernameBody = z.object({ username: name });

/** The web site sends the address as a bare JSON string; an object is understood as well. */
export const forgotPasswordBody = z.union([email, emailBody.transform((body) => body.email)]);

export const resetPasswordBody = z.object({ token, new_password: newPassword });

export const refreshTokenBody = z.object({ refresh_token: token });
