import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import * as field from '../input/fields.ts';
import {
  validationErrorSchema as invalid,
  refusalSchema as refusal,
  sessionsSchema,
  userSchema,
} from '../wire.ts';

const profileBody = z.object({
  name: z.optional(field.name),
  surname: z.optional(field.name),
  phone_number: z.optional(field.phoneNumber),
});

const changePasswordBody = z.object({
  current_password: field.password,
  new_password: field.newPassword,
});

const passwordBody = z.object({ password: field.password });

/** What users can do with their own account. */
export const ownAccount = {
  me: {
    method: 'GET',
    path: '/auth/me',
    summary: 'The account that the access token belongs to',
    isForSignedIn: true,
    answers: { 200: userSchema, 401: refusal, 503: refusal },
  },
  changeProfile: {
    method: 'PATCH',
    path: '/auth/me',
    summary: 'Changes name, surname or phone number; fields that are not sent stay',
    isForSignedIn: true,
    body: profileBody,
    answers: { 200: userSchema, 401: refusal, 422: invalid, 503: refusal },
  },
  deleteAccount: {
    method: 'DELETE',
    path: '/auth/me',
    summary: 'Deletes the account and all its data',
    isForSignedIn: true,
    body: passwordBody,
    answers: { 204: null, 400: refusal, 401: refusal, 422: invalid, 429: refusal, 503: refusal },
  },
  changePassword: {
    method: 'POST',
    path: '/auth/change-password',
    summary: 'Sets a new password and ends every other session of the account',
    isForSignedIn: true,
    body: changePasswordBody,
    answers: { 204: null, 400: refusal, 401: refusal, 422: invalid, 429: refusal, 503: refusal },
  },
  sessions: {
    method: 'GET',
    path: '/auth/sessions',
    summary: 'The sessions of the account, the most recently used first',
    isForSignedIn: true,
    answers: { 200: sessionsSchema, 401: refusal, 503: refusal },
  },
  endSession: {
    method: 'DELETE',
    path: '/auth/sessions/{id}',
    summary: 'Ends a session of the account; succeeds if it is already gone',
    isForSignedIn: true,
    answers: { 204: null, 401: refusal, 503: refusal },
  },
  logoutOthers: {
    method: 'POST',
    path: '/auth/logout-others',
    summary: 'Ends all other sessions of the account',
    isForSignedIn: true,
    answers: { 200: z.looseObject({ ended: z.int() }), 401: refusal, 503: refusal },
  },
} as const satisfies Record<string, Endpoint>;
