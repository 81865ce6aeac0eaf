import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import * as field from '../input/fields.ts';
import { validationErrorSchema as invalid, refusalSchema as refusal } from '../wire.ts';

const exists = z.looseObject({ exists: z.boolean() });

const emailBody = z.object({ email: field.email });

const usernameBody = z.object({ username: field.name });

/** The web site sends the address as a bare JSON string; an object is accepted too. */
const forgotPasswordBody = z.union([
  field.email,
  z.pipe(
    emailBody,
    z.transform((body) => body.email),
  ),
]);

const resetPasswordBody = z.object({ token: field.token, new_password: field.newPassword });

/** Whether a name is taken, and a forgotten password. */
export const recovery = {
  verifyEmail: {
    method: 'POST',
    path: '/auth/verify-email',
    summary: 'Whether an e-mail is taken',
    body: emailBody,
    answers: { 200: exists, 422: invalid, 429: refusal, 503: refusal },
  },
  verifyUsername: {
    method: 'POST',
    path: '/auth/verify-username',
    summary: 'Whether a username is taken',
    body: usernameBody,
    answers: { 200: exists, 422: invalid, 429: refusal, 503: refusal },
  },
  forgotPassword: {
    method: 'POST',
    path: '/auth/forgot-password',
    summary:
      'Mails a link for a new password; the answer does not reveal whether the account exists',
    body: forgotPasswordBody,
    answers: { 204: null, 422: invalid, 429: refusal, 503: refusal },
  },
  resetPassword: {
    method: 'POST',
    path: '/auth/reset-password',
    summary: 'Sets a new password and ends every session of the account',
    body: resetPasswordBody,
    answers: { 204: null, 400: refusal, 422: invalid, 503: refusal },
  },
} as const satisfies Record<string, Endpoint>;
