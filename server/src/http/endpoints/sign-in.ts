import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import * as field from '../input/fields.ts';
import {
  validationErrorSchema as invalid,
  refusalSchema as refusal,
  registeredSchema,
  tokensSchema,
} from '../wire.ts';

const message = z.looseObject({ message: z.string() });

const registerBody = z.object({
  name: field.name,
  surname: field.name,
  email: field.email,
  username: field.name,
  password: field.newPassword,
  phone_number: z._default(field.phoneNumber, null),
  type_client: z._default(field.typeClient, 0),
});

/** The OAuth2 password form: `username` is an e-mail or a username. */
const loginBody = z.object({ username: field.login, password: field.password });

const refreshTokenBody = z.object({ refresh_token: field.token });

/** Sign-up, sign-in, and their tokens. */
export const signIn = {
  register: {
    method: 'POST',
    path: '/auth/register',
    summary: 'Creates an account and signs in to it',
    body: registerBody,
    answers: { 201: registeredSchema, 400: refusal, 422: invalid, 429: refusal, 503: refusal },
  },
  login: {
    method: 'POST',
    path: '/auth/login',
    summary: 'Signs in by e-mail or username (OAuth2 password form)',
    format: 'form',
    body: loginBody,
    answers: { 200: tokensSchema, 400: refusal, 422: invalid, 429: refusal, 503: refusal },
  },
  refresh: {
    method: 'POST',
    path: '/auth/refresh',
    summary: 'Exchanges a refresh token for a new access token and a new refresh token',
    body: refreshTokenBody,
    answers: { 200: tokensSchema, 401: refusal, 422: invalid, 503: refusal },
  },
  logout: {
    method: 'POST',
    path: '/auth/logout',
    summary: 'Ends the session of a refresh token',
    body: refreshTokenBody,
    answers: { 200: message, 422: invalid, 503: refusal },
  },
} as const satisfies Record<string, Endpoint>;
