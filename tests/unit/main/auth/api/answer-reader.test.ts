import { describe, expect, it } from 'vitest';
import { readAnswer, successes } from '../../../../../src/main/auth/api/answer-reader.ts';
import type { HttpResponse } from '../../../../../src/main/auth/api/http/http-client.ts';
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
  ])('with %i in the shape of the API counts as %s', (status, kind) => {
    const answer = readAnswer(
      response(status, { detail: 'a word', ...apiTokens }),
      successes.tokens,
    );
    expect(answer.kind).toBe(kind);
  });

  it('in JSON of an unknown shape comes from another version of the API', () => {
    const read = readAnswer(response(200, { access: 'a' }), successes.tokens);
    expect(read).toMatchObject({ kind: 'no-answer', cause: 'unreadable-answer', status: 200 });
  });

  it('with an object as detail is a refusal without a sentence', () => {
    const detail = { code: 'inactive' };
    expect(readAnswer(response(400, { detail }), successes.tokens)).toEqual({
      kind: 'refused',
      status: 400,
      detail: '',
      retryAfterMs: null,
    });
  });

  it.each([null, ['a word'], 7])('with %j as detail does not come from the API', (detail) => {
    expect(readAnswer(response(400, { detail }), successes.tokens)).toMatchObject({
      kind: 'no-answer',
      cause: 'not-the-api',
    });
  });

  it('that says that the request was damaged is not a refusal', () => {
    const detail = 'There was an error parsing the body';
    expect(readAnswer(response(400, { detail }), successes.tokens)).toMatchObject({
      kind: 'no-answer',
      cause: 'refused',
      status: 400,
    });
  });

  it('with 422 and a page does not come from the API', () => {
    expect(readAnswer(response(422, undefined), successes.tokens)).toMatchObject({
      kind: 'no-answer',
      cause: 'not-the-api',
    });
  });

  it.each([
    ['a body that is not JSON', response(200, undefined), 'no-answer'],
    ['no body', response(204, undefined, true), 'success'],
    ['any JSON', response(200, {}), 'success'],
  ])('to a sign-out with %s counts as %s', (_name, answer, kind) => {
    expect(readAnswer(answer, successes.nothing).kind).toBe(kind);
  });

  it('without a body contains no tokens', () => {
    expect(readAnswer(response(200, undefined, true), successes.tokens).kind).toBe('no-answer');
  });
});

describe('the answer to a registration', () => {
  it.each([
    ['tokens and user', { ...apiTokens, user: apiUser }, { tokens, user }],
    ['a user under its name', { user: apiUser }, { tokens: null, user }],
    ['a user', apiUser, { tokens: null, user }],
    ['tokens alone', apiTokens, { tokens, user: null }],
    ['tokens and a user without an id', { ...apiTokens, user: {} }, { tokens, user: null }],
  ])('may be %s', (_name, json, value) => {
    expect(readAnswer(response(201, json), successes.registered)).toEqual({
      kind: 'success',
      value,
    });
  });
});
