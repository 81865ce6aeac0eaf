import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  login,
  me,
  newPerson,
  openApi,
  openInstance,
  post,
  refresh,
  signUp,
  type TestApi,
  tokensOf,
} from '../support/api.ts';
import { engines } from '../support/engine.ts';

describe.each(engines)('refresh tokens on %s', (engine) => {
  let api: TestApi;
  let person: ReturnType<typeof newPerson>;
  let first: string;
  beforeAll(async () => {
    api = await openApi(engine);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    person = newPerson();
    first = (await signUp(api.app, person)).refresh_token;
  });

  /** Lets `seconds` pass for every token, as the database sees it. */
  async function passTime(seconds: number): Promise<void> {
    await api.database.query(
      `update "SESSIONS" set live_since = live_since - make_interval(secs => $1),
         predecessor_since = predecessor_since - make_interval(secs => $1),
         expires_at = expires_at - make_interval(secs => $1)`,
      [seconds],
    );
  }

  async function rotate(token: string): Promise<string> {
    const answer = await refresh(api.app, token);
    expect(answer.statusCode).toBe(200);
    return tokensOf(answer).refresh_token;
  }

  async function events(): Promise<number> {
    const [row] = await api.database.query<{ readonly count: number }>(
      `select count(*)::integer as count from "SECURITY_EVENTS" e join "USERS" u on u.id = e.user_id
       where e.kind = 'refresh-token-replayed' and u.email = $1`,
      [person.email],
    );
    return row?.count ?? 0;
  }

  async function storedRow() {
    const rows = await api.database.query<Record<string, unknown>>(
      `select s.counter, encode(s.predecessor_hash, 'hex') as former, encode(s.live_hash, 'hex') as live
       from "SESSIONS" s join "USERS" u on u.id = s.user_id where u.email = $1`,
      [person.email],
    );
    expect(rows).toHaveLength(1);
    return rows[0];
  }

  const sha256 = (token: string) => createHash('sha256').update(token).digest('hex');

  test('leave only the SHA-256 of the two newest, after any number of refreshes', async () => {
    expect(await storedRow()).toEqual({ counter: 0, former: null, live: sha256(first) });
    let [former, live] = ['', first];
    for (let index = 0; index < 30; index += 1) {
      [former, live] = [live, await rotate(live)];
    }
    expect(await storedRow()).toEqual({ counter: 30, former: sha256(former), live: sha256(live) });
  });

  test('any older token of the family, however old, ends its session', async () => {
    const older = [first];
    for (let index = 0; index < 4; index += 1) {
      older.push(await rotate(older.at(-1) ?? ''));
    }
    await passTime(11);
    for (const token of older.slice(0, 3)) {
      await api.database.query('update "SESSIONS" set revoked_at = null, revoked_because = null');
      expect((await refresh(api.app, older.at(-1) ?? '')).statusCode).toBe(200);
      expect((await refresh(api.app, token)).statusCode).toBe(401);
      expect((await refresh(api.app, older.at(-1) ?? '')).statusCode).toBe(401);
    }
    expect(await events()).toBe(3);
  });

  test('a token that is made up, with the id of the session in it, does not end it', async () => {
    const second = await rotate(first);
    const third = await rotate(await rotate(second));
    await passTime(11);
    const forged = Buffer.from(first, 'base64url');
    forged.writeUInt8(forged.readUInt8(40) ^ 1, 40);
    const text = forged.toString('base64url');
    expect((await refresh(api.app, text)).statusCode).toBe(401);
    await post(api.app, '/auth/logout', { refresh_token: text });
    expect((await refresh(api.app, third)).statusCode).toBe(200);
    expect(await events()).toBe(0);
  });

  test('a repeated request gets the byte-identical answer', async () => {
    const answers = [await refresh(api.app, first), await refresh(api.app, first)];
    expect(answers[1]?.body).toBe(answers[0]?.body);
  });

  test('a repeated request hours later gets the same refresh token and a fresh access token', async () => {
    const next = await rotate(first);
    await passTime(23 * 3600);
    const answer = await refresh(api.app, first);
    expect(tokensOf(answer).refresh_token).toBe(next);
    expect((await me(api.app, tokensOf(answer).access_token)).statusCode).toBe(200);
  });

  test('a token is refused a day after its rotation, even if its successor was never used', async () => {
    await rotate(first);
    await passTime(24 * 3600 + 1);
    expect((await refresh(api.app, first)).statusCode).toBe(401);
    expect(await events()).toBe(1);
  });

  test('a token is answered within the grace although its successor was used', async () => {
    const second = await rotate(first);
    await rotate(second);
    expect(await rotate(first)).toBe(second);
  });

  test('a token after the grace ends its session, writes one event and leaves other sessions alone', async () => {
    const other = tokensOf(await login(api.app, person.email));
    const second = await rotate(first);
    const third = await rotate(second);
    await passTime(11);
    expect((await refresh(api.app, first)).statusCode).toBe(401);
    expect((await refresh(api.app, first)).statusCode).toBe(401);
    expect((await refresh(api.app, third)).statusCode).toBe(401);
    expect(await events()).toBe(1);
    expect((await refresh(api.app, other.refresh_token)).statusCode).toBe(200);
  });

  test('live 30 days, and their successors 30 days from then', async () => {
    const almost = 30 * 24 * 3600 - 600;
    await passTime(almost);
    const second = await rotate(first);
    await passTime(almost);
    await rotate(second);
    const signedIn = tokensOf(await login(api.app, person.email)).refresh_token;
    await passTime(almost);
    await rotate(signedIn);
  });

  test('an expired token is refused without an event', async () => {
    await passTime(30 * 24 * 3600 + 1);
    expect((await refresh(api.app, first)).statusCode).toBe(401);
    expect(await events()).toBe(0);
  });

  test.each([
    ['cut', (token: string) => token.slice(0, -1)],
    ['altered', (token: string) => `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`],
    ['lengthened', (token: string) => `${token}A`],
    ['of several kilobytes', () => 'x'.repeat(8000)],
  ])('a token that is %s is refused', async (_case, change) => {
    expect((await refresh(api.app, change(first))).statusCode).toBe(401);
    expect((await refresh(api.app, first)).statusCode).toBe(200);
  });

  test('an access token is not accepted as a refresh token, nor the other way round', async () => {
    const tokens = tokensOf(await login(api.app, person.email));
    expect((await refresh(api.app, tokens.access_token)).statusCode).toBe(401);
    expect((await me(api.app, tokens.refresh_token)).statusCode).toBe(401);
  });

  test('logout with an older token of the family ends the session too', async () => {
    const second = await rotate(first);
    await post(api.app, '/auth/logout', { refresh_token: first });
    expect((await refresh(api.app, second)).statusCode).toBe(401);
  });

  test('a second instance with the same secret gives the same answer', async () => {
    const instance = await openInstance(api.database);
    const [one, other] = [await refresh(api.app, first), await refresh(instance.app, first)];
    expect(other.body).toBe(one.body);
    await instance.close();
  });

  test('another secret signs nobody out', async () => {
    const instance = await openInstance(api.database, { TOKEN_SECRET: 'another one '.repeat(4) });
    expect((await refresh(instance.app, first)).statusCode).toBe(200);
    await instance.close();
  });

  test('expired sessions are removed', async () => {
    const cleaner = await openInstance(api.database, { CLEANUP_INTERVAL_SECONDS: '1' });
    await passTime(30 * 24 * 3600 + 1);
    const { refresh_token: alive } = tokensOf(await login(api.app, person.email));
    await expect
      .poll(() => api.database.query('select from "SESSIONS"'), { timeout: 60_000 })
      .toHaveLength(1);
    expect((await refresh(api.app, alive)).statusCode).toBe(200);
    await cleaner.close();
  });
});
