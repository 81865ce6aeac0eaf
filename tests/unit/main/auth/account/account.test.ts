import { accountFeatures } from '@mytone/shared/account/account.ts';
import { fail, ok } from '@mytone/shared/result.ts';
import { describe, expect, test, vi } from 'vitest';
import { createAccount } from '../../../../../src/main/auth/account/account.ts';
import type { AccountApi } from '../../../../../src/main/auth/account/account-api.ts';
import { createSetup, startSignedIn } from '../../../../support/engine/engine.ts';
import {
  answer,
  hang,
  html,
  jeanOfApi,
  jeansSignIn,
  json,
  networkError,
  type Responder,
} from '../../../../support/engine/fake-api.ts';
import { settle } from '../../../../support/engine/fake-clock.ts';

const everything = {
  paths: {
    '/auth/me': { get: {}, patch: {}, delete: {} },
    '/auth/change-password': { post: {} },
    '/auth/sessions': { get: {} },
    '/auth/sessions/{session_id}': { delete: {} },
    '/auth/logout-others': { post: {} },
  },
};
const passwords = { currentPassword: 'SuperSecure123!', password: 'AnotherSecure123!' };

/** Jean, signed in to an API that answers `path` as the test says. */
async function setUp(path: string, responder: Responder) {
  const setup = createSetup();
  const { session, states } = await startSignedIn(setup);
  setup.api.fault(responder, { path });
  return { ...setup, session, states, account: session.account };
}

describe('what the API offers', () => {
  const setUpWith = (responder: Responder) => setUp('/openapi.json', responder);

  test('is unknown and not requested until the page asks for it', async () => {
    const { api, account } = await setUpWith(() => json(200, everything));
    expect([account.getOffer(), api.count('/openapi.json')]).toEqual([{ kind: 'unknown' }, 0]);
  });

  test('is requested once per session, and shown', async () => {
    const { api, account, clock } = await setUpWith(() => json(200, everything));
    account.watchOffer();
    account.watchOffer();
    await settle();
    await clock.advance(60 * 60_000);
    expect(account.getOffer()).toEqual({ kind: 'known', features: accountFeatures });
    expect(api.count('/openapi.json')).toBe(1);
  });

  test.each<[string, Responder]>([
    ['lists none of it', () => json(200, { paths: { '/auth/me': { get: {} } } })],
    ['has no such page', () => json(404, { detail: 'Not Found' })],
    ['sits behind a host without such a page', () => html(404)],
  ])('is nothing if the API %s', async (_name, responder) => {
    const { account } = await setUpWith(responder);
    account.watchOffer();
    await settle();
    expect(account.getOffer()).toEqual({ kind: 'known', features: [] });
  });

  test.each<[string, Responder]>([
    ['cannot be reached', () => Promise.reject(networkError('ECONNREFUSED'))],
    ['fails', () => json(500, { detail: 'x' })],
    ['answers with a portal’s page', () => html(200)],
    ['answers in another shape', () => json(200, { paths: [] })],
    ['answers with more than 1 MB', () => json(200, { ...everything, more: 'x'.repeat(2 ** 20) })],
  ])('stays unknown if the API %s, and is requested again later', async (_name, responder) => {
    const { api, account, clock } = await setUpWith(responder);
    account.watchOffer();
    await settle();
    expect(account.getOffer()).toEqual({ kind: 'unknown' });
    api.heal();
    api.fault(() => json(200, everything), { path: '/openapi.json' });
    await clock.advance(60 * 60_000);
    expect(account.getOffer()).toMatchObject({ kind: 'known' });
  });

  test('is requested only once the session is confirmed', async () => {
    const { api, account, session, clock } = await setUpWith(() => json(200, everything));
    api.fault(() => json(503, { detail: 'x' }), { path: '/auth/me', times: 1 });
    session.retry('user');
    await settle();
    account.watchOffer();
    await settle();
    expect(api.count('/openapi.json')).toBe(0);
    await clock.advance(2_000);
    expect(api.count('/openapi.json')).toBe(1);
  });

  test('is requested once, even if the session is confirmed again before the answer', async () => {
    const { api, account, session } = await setUpWith(hang);
    account.watchOffer();
    session.retry('resume');
    await settle();
    expect(api.count('/openapi.json')).toBe(1);
  });

  test('is followed once, however often the page asks for it', () => {
    const onChange = vi.fn();
    const account = createAccount({
      api: {} as AccountApi,
      callWithToken: async () => ({ kind: 'aborted' }),
      session: { get: () => ({ kind: 'signed-out', reason: null, email: null }), onChange },
      onProfile: () => {},
      onDeleted: async () => {},
    });
    account.watchOffer();
    account.watchOffer();
    expect(onChange).toHaveBeenCalledOnce();
  });

  test('is not shown if it arrives after the end of the session', async () => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const { account, session } = await setUpWith(() => promise);
    account.watchOffer();
    await settle();
    const shown = vi.fn();
    account.onOffer(shown);
    await session.signOut();
    resolve(json(200, everything));
    await settle();
    expect(account.getOffer()).toEqual({ kind: 'unknown' });
    expect(shown).not.toHaveBeenCalled();
  });

  test('is told to its listeners until they stop', async () => {
    const { account, session } = await setUpWith(() => json(200, everything));
    const shown = vi.fn();
    const stop = account.onOffer(shown);
    account.watchOffer();
    await settle();
    expect(shown.mock.calls).toEqual([[{ kind: 'known', features: accountFeatures }]]);
    stop();
    await session.signOut();
    expect(shown).toHaveBeenCalledOnce();
  });

  test('is unknown again for the next session', async () => {
    const { api, account, session } = await setUpWith(() => json(200, everything));
    account.watchOffer();
    await settle();
    await session.signOut();
    expect(account.getOffer()).toEqual({ kind: 'unknown' });
    await session.signIn(jeansSignIn);
    await settle();
    expect([account.getOffer().kind, api.count('/openapi.json')]).toEqual(['known', 2]);
  });
});

describe('a changed profile', () => {
  test('is sent with the changed fields only, and shown at once', async () => {
    const { api, account, session } = await setUp('/auth/me', () =>
      json(200, { ...jeanOfApi, name: 'Jeanne' }),
    );
    expect(await account.changeProfile({ name: 'Jeanne', phoneNumber: '' })).toEqual(ok(null));
    expect(api.calls.at(-1)).toMatchObject({
      method: 'PATCH',
      body: '{"name":"Jeanne","phone_number":null}',
      bearer: expect.stringMatching(/./),
    });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', user: { name: 'Jeanne' } });
  });

  test('is sent without the telephone number if that has not changed', async () => {
    const { api, account } = await setUp('/auth/me', () => json(200, jeanOfApi));
    await account.changeProfile({ name: 'Jeanne' });
    expect(api.calls.at(-1)?.body).toBe('{"name":"Jeanne"}');
  });

  test('that the API refuses for another reason is not blamed on a password', async () => {
    const { account } = await setUp('/auth/me', () => json(400, { detail: 'No' }));
    expect(await account.changeProfile({ name: 'Jeanne' })).toEqual(
      fail({ code: 'unreachable', cause: 'refused' }),
    );
  });

  test('is shown after a restart without the network too', async () => {
    const { account, records } = await setUp('/auth/me', () =>
      json(200, { ...jeanOfApi, name: 'Jeanne' }),
    );
    await account.changeProfile({ name: 'Jeanne' });
    expect(records.read().profile).toMatchObject({ name: 'Jeanne' });
  });

  test('that the API refuses is reported at its field', async () => {
    const detail = [{ loc: ['body', 'phone_number'], msg: 'x', type: 'string_too_long' }];
    const { account } = await setUp('/auth/me', () => json(422, { detail }));
    expect(await account.changeProfile({ phoneNumber: '1' })).toEqual(
      fail({ code: 'invalid-fields', fields: { phoneNumber: 'too-long' } }),
    );
  });
});

describe('a new password', () => {
  const setUpWith = (responder: Responder) => setUp('/auth/change-password', responder);

  test('is sent with the current one, and the session continues', async () => {
    const { api, account, session } = await setUpWith(() => answer(204, null));
    expect(await account.changePassword(passwords)).toEqual(ok(null));
    expect(JSON.parse(api.calls.at(-1)?.body ?? '')).toEqual({
      current_password: passwords.currentPassword,
      new_password: passwords.password,
    });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  test.each<[string, Responder, object]>([
    ['a wrong one', () => json(400, { detail: 'Incorrect password' }), { code: 'wrong-password' }],
    [
      'a current one that no account can have',
      () => json(422, { detail: [{ loc: ['body', 'current_password'], msg: 'x', type: 'x' }] }),
      { code: 'wrong-password' },
    ],
    [
      'a new one that the API does not take',
      () => json(422, { detail: [{ loc: ['body', 'new_password'], msg: 'x', type: 'x' }] }),
      { code: 'invalid-fields', fields: { password: 'invalid' } },
    ],
    [
      'too many attempts',
      () => json(429, { detail: 'x' }, { 'retry-after': '7' }),
      { code: 'too-many-attempts', retryAfterMs: 7000 },
    ],
    ['no route', () => json(404, { detail: 'x' }), { code: 'unreachable', cause: 'refused' }],
    ['a busy server', () => json(503, { detail: 'x' }), { code: 'unreachable', cause: 'server' }],
    [
      'no network',
      () => Promise.reject(networkError('ENOTFOUND')),
      { code: 'unreachable', cause: 'network' },
    ],
    [
      'a lost answer',
      () => Promise.reject(networkError('ECONNRESET')),
      { code: 'change-answer-lost' },
    ],
  ])('reports %s, and the session continues', async (_name, responder, failure) => {
    const { account, session } = await setUpWith(responder);
    expect(await account.changePassword(passwords)).toEqual(fail(failure));
    expect(session.getState().kind).toBe('signed-in');
  });

  test('is not sent while nobody is signed in', async () => {
    const { account, session, api } = await setUpWith(() => answer(204, null));
    await session.signOut();
    expect(await account.changePassword(passwords)).toEqual(fail({ code: 'cancelled' }));
    expect(api.count('/auth/change-password')).toBe(0);
  });
});

describe('the sessions of the account', () => {
  test('are listed as far as they can be read', async () => {
    const { account } = await setUp('/auth/sessions', () =>
      json(200, [
        {
          id: 'a',
          created_at: '2026-01-02T03:04:05',
          last_used_at: 7e8,
          client: 'x',
          is_current: true,
        },
        { id: 12, client: 4, more: 'ignored' },
        { client: 'without an id' },
        null,
      ]),
    );
    expect(await account.getSessions()).toEqual(
      ok([
        {
          id: 'a',
          createdAt: '2026-01-02T03:04:05Z',
          lastUsedAt: '1992-03-07T20:26:40.000Z',
          client: 'x',
          isCurrent: true,
        },
        { id: '12', createdAt: null, lastUsedAt: null, client: null, isCurrent: false },
      ]),
    );
  });

  test('are ended by their id, which stays one part of the address', async () => {
    const { account, api } = await setUp('/auth/sessions/..%2Fme%3F', () => answer(204, null));
    expect(await account.endSession('../me?')).toEqual(ok(null));
    expect(api.calls.at(-1)).toMatchObject({ method: 'DELETE', path: '/auth/sessions/..%2Fme%3F' });
  });

  test('are ended all at once, except this one', async () => {
    const { account, session, api } = await setUp('/auth/logout-others', () =>
      json(200, { ended: 3 }),
    );
    expect(await account.endOtherSessions()).toEqual(ok(null));
    expect(api.calls.at(-1)).toMatchObject({ method: 'POST', path: '/auth/logout-others' });
    expect(session.getState().kind).toBe('signed-in');
  });
});

describe('a deleted account', () => {
  test('leaves nothing on this device, and says so', async () => {
    const { account, session, records, keychain, api } = await setUp('/auth/me', () =>
      answer(204, null),
    );
    expect(await account.deleteAccount({ password: 'SuperSecure123!' })).toEqual(ok(null));
    expect(api.calls.find(({ method }) => method === 'DELETE')?.body).toBe(
      '{"password":"SuperSecure123!"}',
    );
    expect(session.getState()).toEqual({
      kind: 'signed-out',
      reason: 'account-deleted',
      email: null,
    });
    expect(records.read()).toMatchObject({ lastEmail: null, profile: null, marker: null });
    expect(keychain.entries.size).toBe(0);
    expect(api.count('/auth/logout')).toBe(0);
  });

  test.each([
    ['400', () => json(400, { detail: 'Incorrect password' })],
    [
      '422',
      () => json(422, { detail: [{ loc: ['body', 'password'], msg: 'x', type: 'too_short' }] }),
    ],
  ])('is still there after a wrong password, refused with %s', async (_name, responder) => {
    const { account, session } = await setUp('/auth/me', responder);
    expect(await account.deleteAccount({ password: 'wrong' })).toEqual(
      fail({ code: 'wrong-password' }),
    );
    expect(session.getState().kind).toBe('signed-in');
  });
});
