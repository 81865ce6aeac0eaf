import {
  apiRefreshedSchema,
  apiRefusalSchema,
  apiRegisteredSchema,
  apiTokensSchema,
  apiUserSchema,
  apiValidationErrorSchema,
} from '@mytone/shared/api.ts';
import * as z from 'zod/mini';
import {
  emailBody,
  forgotPasswordBody,
  loginBody,
  refreshTokenBody,
  registerBody,
  resetPasswordBody,
  usernameBody,
} from './bodies.ts';
import type { Endpoint } from './endpoint.ts';

const refusal = apiRefusalSchema;
const invalid = apiValidationErrorSchema;
const exists = z.object({ exists: z.boolean() });
const message = z.object({ message: z.string() });

/** Every call of the API. Routes, validation and the OpenAPI document come from this one list. */
export const endpoints = {
  root: {
    method: 'GET',
    path: '/',
    summary: 'Wakes the server; asks nothing of the database',
    answers: { 200: message },
  },
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Whether the process is alive; asks nothing of the database',
    answers: { 200: z.object({ status: z.literal('ok') }) },
  },
  ready: {
    method: 'GET',
    path: '/ready',
    summary: 'Whether requests can be served: database answering, migrations at head',
    answers: { 200: z.object({ status: z.literal('ready') }), 503: refusal },
  },
  register: {
    method: 'POST',
    path: '/auth/register',
    summary: 'Creates an account and signs in to it',
    body: registerBody,
    answers: { 201: apiRegisteredSchema, 400: refusal, 422: invalid, 429: refusal, 503: refusal },
  },
  login: {
    method: 'POST',
    path: '/auth/login',
    summary: 'Signs in by e-mail or username (OAuth2 password form)',
    format: 'form',
    body: loginBody,
    answers: { 200: apiTokensSchema, 400: refusal, 422: invalid, 429: refusal, 503: refusal },
  },
  me: {
    method: 'GET',
    path: '/auth/me',
    summary: 'The account that the access token belongs to',
    isForSignedIn: true,
    answers: { 200: apiUserSchema, 401: refusal, 503: refusal },
  },
  refresh: {
    method: 'POST',
    path: '/auth/refresh',
    summary: 'Trades a refresh token for a new access token and its successor',
    body: refreshTokenBody,
    answers: { 200: apiRefreshedSchema, 401: refusal, 422: invalid, 503: refusal },
  },
  logout: {
    method: 'POST',
    path: '/auth/logout',
    summary: 'Ends the session of a refresh token',
    body: refreshTokenBody,
    answers: { 200: message, 422: invalid, 503: refusal },
  },
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
    summary: 'Mails a link for a new password; the answer does not tell whether anybody gets it',
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
