import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod/mini';
import {
  addEndpoint,
  type Endpoint,
  type Handler,
  type Handling,
} from '../../src/http/endpoint.ts';
import { endpoints } from '../../src/http/endpoints.ts';
import { addBodyParsers } from '../../src/http/input/body-parsers.ts';
import { me, openApi, signUp, type TestApi } from '../support/api.ts';

const all: readonly [string, Endpoint][] = Object.entries(endpoints);
const isProtected = ([, { isForSignedIn }]: (typeof all)[number]) => isForSignedIn === true;

describe('endpoints for people who are signed in', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi('pglite');
  });
  afterAll(() => api.close());

  test.each(all.filter(isProtected))(
    '%s answers 401 without a valid token',
    async (_name, call) => {
      const url = call.path.replace('{id}', '00000000-0000-4000-8000-000000000000');
      for (const authorization of [undefined, '', 'Bearer', 'Bearer x', 'Basic amVhbjpwdw==']) {
        const headers = authorization === undefined ? {} : { authorization };
        const answer = await api.app.inject({ method: call.method, url, headers });
        expect([answer.statusCode, answer.json()]).toEqual([
          401,
          { detail: 'Could not validate credentials' },
        ]);
        expect(answer.headers['www-authenticate']).toBe('Bearer');
      }
    },
  );

  test.each(all.filter((entry) => !isProtected(entry)))(
    '%s, which is for everyone, never answers 401 without an access token',
    async (name, { path, method }) => {
      const answer = await api.app.inject({ method, url: path });
      expect(name === 'refresh' ? 422 : answer.statusCode).not.toBe(401);
    },
  );

  test('a handler gets the user of the token', async () => {
    const { user, access_token } = await signUp(api.app);
    expect((await me(api.app, access_token)).json()).toEqual(user);
  });
});

describe('an endpoint', () => {
  const open = { method: 'POST', path: '/open', summary: '', answers: { 200: null } } as const;
  const closed = {
    ...open,
    path: '/closed',
    isForSignedIn: true,
    body: z.object({ n: z.int() }),
  } as const;
  const handling: Handling = {
    timeoutMs: 60_000,
    runInBackground: () => undefined,
    authenticate: async () => null,
  };

  test('that is not declared as protected gives its handler no user, neither as type nor as value', async () => {
    expectTypeOf<Parameters<Handler<typeof open>>[1]>().not.toHaveProperty('signedIn');
    expectTypeOf<Parameters<Handler<typeof closed>>[1]>().toHaveProperty('signedIn');
    const app = fastify();
    addBodyParsers(app);
    let seen: object = {};
    addEndpoint(app, open, handling, async (_body, caller) => {
      seen = caller;
      return { status: 200 };
    });
    const headers = { authorization: 'Bearer of.someone.s' };
    expect((await app.inject({ method: 'POST', url: '/open', headers })).statusCode).toBe(200);
    expect(Object.keys(seen)).not.toContain('signedIn');
  });

  test('that is declared as protected refuses before it reads the body, and never runs its handler', async () => {
    const app = fastify();
    addBodyParsers(app);
    addEndpoint(app, closed, handling, async () => {
      throw new Error('It ran');
    });
    const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/closed', headers, payload: '{"n":' });
    expect([400, 401, 422]).toContain(answer.statusCode);
    const valid = await app.inject({
      method: 'POST',
      url: '/closed',
      headers,
      payload: '{"n":"x"}',
    });
    expect(valid.statusCode).toBe(401);
  });
});
