import {
  longestEmail,
  longestName,
  measurePassword,
  passwordMaximumBytes,
  passwordMinimumLength,
} from '@mytone/shared/account/field-limits.ts';
import * as z from 'zod/mini';
import { withoutInvisible } from '../../accounts/names.ts';
import { documented } from './documented.ts';

const longestToken = 8192;

// PostgreSQL cannot store a NUL or half of a surrogate pair.
const text = z.string().check(
  z.refine((value) => !value.includes('\0'), { error: 'text must not contain a NUL', abort: true }),
  z.refine((value) => value.isWellFormed(), { error: 'text must be valid Unicode', abort: true }),
);

text.register(documented, { pattern: '^[^\\u0000]*$' });

// Lengths are limits of what is sent, with its blanks, as the OpenAPI document says.
export const name = text.check(z.maxLength(longestName), z.trim(), z.minLength(1));

name.register(documented, { pattern: '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' });

/**
 * Something before and after one @, and no blanks: only a mail shows whether an address exists. No
 * angle brackets, which a mail cannot contain: it would go to the address between them.
 */
const emailPattern = /^[^\s@<>\p{Cc}]+@[^\s@<>\p{Cc}]+$/u;

export const email = z.pipe(
  z.pipe(text.check(z.maxLength(longestEmail)), z.transform(withoutInvisible)).check(z.trim()),
  z.email({ pattern: emailPattern }),
);
// `\p{Cc}` needs a flag that generated clients do not set.
const part = '[^\\s@<>\\u0000-\\u001f\\u007f-\\u009f]+';
email.register(documented, {
  format: 'email',
  pattern: `^\\s*${part}@${part}\\s*$`,
  maxLength: longestEmail,
});

/** At sign-in: imported accounts may have any password; bcrypt reads its first bytes. */
export const password = z.string().check(
  z.minLength(1),
  z.refine((value) => value.isWellFormed(), 'text must be valid Unicode'),
);

export const newPassword = text.check(
  z.minLength(1),
  // bcrypt ignores what is longer: a new password is refused instead of being cut.
  z.refine((value) => measurePassword(value).bytes <= passwordMaximumBytes, {
    error: `password must have at most ${passwordMaximumBytes} bytes in UTF-8`,
  }),
  z.refine((value) => measurePassword(value).characters >= passwordMinimumLength, {
    error: `password must have at least ${passwordMinimumLength} characters`,
  }),
);
newPassword.register(documented, {
  format: 'password',
  minLength: passwordMinimumLength,
  maxLength: passwordMaximumBytes,
  description: `At most ${passwordMaximumBytes} bytes in UTF-8, composed (NFC)`,
});

export const token = text.check(z.minLength(1), z.maxLength(longestToken));

const largestInteger = 0x7fff_ffff;

export const phoneNumber = z.nullable(text.check(z.maxLength(longestName), z.trim()));

export const typeClient = z.int().check(z.gte(-largestInteger - 1), z.lte(largestInteger));

/**
 * What is typed at sign-in: an e-mail or a username. The limit is above what PostgreSQL's index can
 * hold.
 */
export const login = text.check(z.minLength(1), z.maxLength(3000));
