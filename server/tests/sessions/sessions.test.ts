import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { me, openApi, post, refresh, signUp, type TestApi, tokensOf } from '../support/api.ts';
import { engines } from '../support/engine.ts';

describe.each(engines)('sessions on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine);
  });
  afterAll(() => api.close());

  test.each([undefined, 'Bearer', 'Bearer nonsense', 'Basic amVhbjpwdw=='])(
    '/auth/me without a valid token (%s) is 401',
    async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await api.app.inject({ url: '/auth/me', headers });
      expect([answer.statusCode, answer.json()]).toEqual([
        401,
        { detail: 'Could not validate credentials' },
      ]);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    },
  );

  test('a refresh rotates the token, and no answer with a token may be cached', async () => {
    const first = await signUp(api.app);
    const answer = await refresh(api.app, first.refresh_token);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const next = tokensOf(answer);
    expect(next.refresh_token).not.toBe(first.refresh_token);
    expect((await me(api.app, next.access_token)).statusCode).toBe(200);
  });

  test('logout answers 200 with an object and ends the session, including its access token', async () => {
    const tokens = await signUp(api.app);
    const answer = await post(api.app, '/auth/logout', { refresh_token: tokens.refresh_token });
    expect([answer.statusCode, typeof answer.json()]).toEqual([200, 'object']);
    expect((await refresh(api.app, tokens.refresh_token)).statusCode).toBe(401);
    expect((await me(api.app, tokens.access_token)).statusCode).toBe(401);
  });

  test('logout with an unknown token answers as if it had ended', async () => {
    const answer = await post(api.app, '/auth/logout', { refresh_token: 'never seen' });
    expect(answer.statusCode).toBe(200);
  });

  test.each(['/', '/health', '/ready'])('GET %s answers 200', async (url) => {
    expect((await api.app.inject({ url })).statusCode).toBe(200);
  });
});
