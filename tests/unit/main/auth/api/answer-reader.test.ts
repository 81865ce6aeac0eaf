import { describe, expect, it } from 'vitest';
import { readAnswer, successes } from '../../../../../src/main/auth/api/answer-reader.ts';
import type { HttpResponse } from '../../../../../src/main/auth/api/http-client.ts';
import { jeanOfApi as apiUser, jeanOfEngine as user } from '../../../../support/engine/fake-api.ts';

const apiTokens = { access_token: 'a', refresh_token: 'r', token_type: 'bearer' };
const tokens = { accessToken: 'a', refreshToken: 'r' };

function response(status: number, json: unknown, isEmpty = false): HttpResponse {
  return { kind: 'response', status, json, isEmpty, retryAfterMs: null };
}

describe('an answer', () => {
  it.each([
    [199, 'no-answer'],
    [200, 'success'],
    [299, 'success'],
    [300, 'no-answer'],
    [399, 'no-answer'],
    [400, 'refused'],
    [422, 'refused'],
    [429, 'no-answer'],
    [499, 'refused'],
    [500, 'no-answer'],
  ])('with %i and what the API may say: %s', (status, kind) => {
    const answer = readAnswer(
      response(status, { detail: 'a word', ...apiTokens }),
      successes.tokens,
    );
    expect(answer.kind).toBe(kind);
  });

  it('with 422 and a page is not the API’s', () => {
    expect(readAnswer(response(422, undefined), successes.tokens)).toMatchObject({
      kind: 'no-answer',
      cause: 'not-the-api',
    });
  });

  it.each([
    ['a body that is not JSON', response(200, undefined), 'no-answer'],
    ['no body', response(204, undefined, true), 'success'],
    ['any JSON', response(200, {}), 'success'],
  ])('to a sign-out with %s: %s', (_name, answer, kind) => {
    expect(readAnswer(answer, successes.nothing).kind).toBe(kind);
  });

  it('without a body brings no tokens', () => {
    expect(readAnswer(response(200, undefined, true), successes.tokens).kind).toBe('no-answer');
  });
});

describe('the answer to a registration', () => {
  it.each([
    ['tokens and user', { ...apiTokens, user: apiUser }, { tokens, user }],
    ['a user under its name', { user: apiUser }, { tokens: null, user }],
    ['a user', apiUser, { tokens: null, user }],
  ])('may be %s', (_name, json, value) => {
    expect(readAnswer(response(201, json), successes.registered)).toEqual({
      kind: 'success',
      value,
    });
  });
});

describe('the time of an account', () => {
  it.each([
    ['2026-01-02T03:04:05', '2026-01-02T03:04:05Z'],
    ['2026-01-02T03:04:05.678901', '2026-01-02T03:04:05.678901Z'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
    ['2026-01-02T03:04:05+02:00', '2026-01-02T03:04:05+02:00'],
    ['2026-01-02T03:04:05.6-03:30', '2026-01-02T03:04:05.6-03:30'],
  ])('%s is %s', (created_at, createdAt) => {
    expect(readAnswer(response(200, { ...apiUser, created_at }), successes.user)).toMatchObject({
      value: { createdAt },
    });
  });
});
