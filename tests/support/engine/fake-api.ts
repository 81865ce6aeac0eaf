import { createHash, randomUUID } from 'node:crypto';
import type { User } from '@mytone/shared/user.ts';
import type { Clock } from '../../../src/main/ports.ts';
import { jean } from '../people.ts';

export const origin = 'https://api.example.com';

/** What Jean types into the sign-in form. */
export const jeansSignIn = { login: jean.email, password: jean.password } as const;

/** Jean's account, as the API returns it. */
export const jeanOfApi = {
  id: 7,
  name: jean.name,
  surname: jean.surname,
  email: jean.email,
  username: jean.username,
  phone_number: null,
  type_client: 0,
  created_at: '2026-01-02T03:04:05Z',
};

/** The same account, as the engine publishes it. */
export const jeanOfEngine: User = {
  id: 7,
  name: jean.name,
  surname: jean.surname,
  email: jean.email,
  username: jean.username,
  phoneNumber: null,
  createdAt: '2026-01-02T03:04:05Z',
};

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly bearer: string | null;
}

/** Answers a call instead of the API; may throw a network error or never settle. */
export type Responder = (call: Call, signal: AbortSignal) => Response | Promise<Response>;

/**
 * The API of docs/contract.md in memory, with the rotation of docs/decisions/derived-refresh-tokens.md
 * and faults on demand.
 */
export interface FakeApi {
  readonly fetch: typeof globalThis.fetch;
  readonly calls: Call[];
  count(path: string): number;
  /** Answers the next calls of `path` (or of all) with `responder` instead, `times` times. */
  fault(responder: Responder, options?: { path?: string; times?: number }): void;
  heal(): void;
  /** The most calls of `path` that were ever in flight at once. */
  mostInFlight(path: string): number;
  addAccount(account: { email: string; username: string; password: string }): void;
  /** Ends every session of every account. */
  revokeAll(): void;
  isLive(refreshToken: string): boolean;
  /** Handles the next calls of `path`, then breaks the connection instead of answering. */
  loseAnswers(path: string, times: number): void;
  /** Handles the next calls of `path`, then holds the connection open without an answer. */
  holdAnswers(path: string, times: number): void;
  /** Calls `listener` when a call of `path` comes in. */
  watch(path: string, listener: () => void): void;
  /** What another copy of the application would have been given for the token; it is now dead. */
  rotateElsewhere(refreshToken: string): string;
  /** Advances the server's time to `now`; the computer's monotonic clock does not move. */
  sleepTo(now: number): void;
  sendsDate: boolean;
  /** Makes refresh tokens long. */
  refreshTokenPadding: string;
  /** The e-mail of the account that a refresh token was ever given to. */
  ownerOf(refreshToken: string): string | undefined;
  /** The refresh token of every session that lives. */
  currentTokens(): string[];
  /** The token that a refresh answers with. */
  successorOf(refreshToken: string): string;
  rotates: boolean;
  /** Access tokens that say when they expire, or opaque ones. */
  issuesJwt: boolean;
  registersWithTokens: boolean;
  accessTokenSeconds: number;
  /** Units of `exp` and `iat` per second: 1, or 1,000 for an API that wrongly uses milliseconds. */
  expiryUnit: number;
  /** `/auth/me` refuses access tokens that are younger, milliseconds: a replica that is behind. */
  refuseAccessYoungerThan: number;
  /** How far the server's clock is ahead of true time, milliseconds. */
  now: () => number;
}

interface Family {
  readonly userId: number;
  current: string;
  previous: string | null;
  isRevoked: boolean;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** Answers refreshes only when released, with tokens that come late. */
export function holdRefresh(api: FakeApi): () => void {
  const { promise, resolve } = Promise.withResolvers<Response>();
  api.fault(() => promise, { path: '/auth/refresh' });
  return () => resolve(json(200, { access_token: 'late', refresh_token: 'late' }));
}

export function html(status: number, headers: Record<string, string> = {}): Response {
  return new Response('<!doctype html><title>Sign in to the airport</title>', {
    status,
    headers: { 'content-type': 'text/html', ...headers },
  });
}

export function redirect(status: number, location: string): Response {
  return new Response(null, { status, headers: { location } });
}

/** The body of a 422 as the API writes it, with the input that it refused. */
export const passwordTooShort = {
  detail: [
    { loc: ['body', 'password'], msg: 'too short', type: 'string_too_short', input: 'p4ss' },
  ],
};

/** A response with any body and any content type. */
export function answer(status: number, body: string | null, type = 'application/json'): Response {
  return new Response(body, { status, headers: { 'content-type': type } });
}

/** What Node's fetch throws, and what axios unwraps. */
export function networkError(code: string): TypeError {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error(code.toLowerCase()), { code }),
  });
}

export function createFakeApi(clock: Clock): FakeApi {
  const startedAt = clock.now();
  const users = new Map<number, { password: string; profile: Record<string, unknown> }>();
  const families: Family[] = [];
  const access = new Map<
    string,
    { userId: number; issuedAt: number; expiresAt: number; family: Family }
  >();
  const owners = new Map<string, string>();
  const calls: Call[] = [];
  const inFlight = new Map<string, number>();
  const most = new Map<string, number>();
  const watchers: { path: string; listener: () => void }[] = [];
  let faults: { responder: Responder; path: string | undefined; times: number }[] = [];

  function issueAccess(family: Family): string {
    const exp = Math.floor(api.now() / 1000) + api.accessTokenSeconds;
    const iat = exp - api.accessTokenSeconds;
    const claims = {
      sub: String(family.userId),
      iat: iat * api.expiryUnit,
      exp: exp * api.expiryUnit,
    };
    const token = api.issuesJwt
      ? ['{"alg":"HS256"}', JSON.stringify(claims), randomUUID()]
          .map((part) => Buffer.from(part).toString('base64url'))
          .join('.')
      : `opaque-${randomUUID()}`;
    access.set(token, {
      userId: family.userId,
      issuedAt: api.now(),
      expiresAt: exp * 1000,
      family,
    });
    return token;
  }

  function openSession(userId: number) {
    const family = { userId, current: newToken(randomUUID()), previous: null, isRevoked: false };
    families.push(family);
    owners.set(family.current, String(users.get(userId)?.profile['email']));
    return {
      access_token: issueAccess(family),
      refresh_token: family.current,
      token_type: 'bearer',
    };
  }

  function newToken(name: string): string {
    return `refresh-${name}${api.refreshTokenPadding}`;
  }

  function successor(token: string): string {
    return newToken(createHash('sha256').update(token).digest('hex'));
  }

  function refresh(token: string): Response {
    const family = families.find((each) => each.current === token || each.previous === token);
    if (family === undefined || family.isRevoked) {
      return json(401, { detail: 'Invalid token' });
    }
    if (api.rotates && family.current === token) {
      family.previous = token;
      family.current = successor(token);
      owners.set(family.current, owners.get(token) ?? '');
    }
    return json(200, {
      access_token: issueAccess(family),
      token_type: 'bearer',
      ...(api.rotates && { refresh_token: family.current }),
    });
  }

  function findUser(login: string): number | undefined {
    return [...users].find(
      ([, { profile }]) => profile['email'] === login || profile['username'] === login,
    )?.[0];
  }

  function register(body: Record<string, string>): Response {
    if (findUser(body['email'] ?? '')) {
      return json(400, { detail: 'Email already registered' });
    }
    if (findUser(body['username'] ?? '')) {
      return json(400, { detail: 'Username already registered' });
    }
    const { password = '', ...profile } = body;
    const id = users.size + 1;
    const created_at = '2026-01-02T03:04:05.678901';
    const user = { id, ...profile, phone_number: null, type_client: 0, created_at };
    users.set(id, { password, profile: user });
    return json(201, api.registersWithTokens ? { user, ...openSession(id) } : user);
  }

  function login(form: URLSearchParams): Response {
    const id = findUser(form.get('username') ?? '');
    return id !== undefined && users.get(id)?.password === form.get('password')
      ? json(200, openSession(id))
      : json(400, { detail: 'Incorrect email, username or password' });
  }

  function me(bearer: string | null): Response {
    const known = access.get(bearer ?? '');
    const isRefused =
      known === undefined ||
      known.expiresAt <= api.now() ||
      api.now() - known.issuedAt < api.refuseAccessYoungerThan ||
      known.family.isRevoked;
    return isRefused
      ? json(401, { detail: 'Could not validate credentials' })
      : json(200, users.get(known.userId)?.profile);
  }

  function logout(token: string): Response {
    const family = families.find((each) => each.current === token || each.previous === token);
    if (family !== undefined) {
      family.isRevoked = true;
    }
    return json(200, {});
  }

  function answerCall({ method, path, body, bearer }: Call): Response {
    switch (`${method} ${path}`) {
      case 'GET /':
        return json(200, {});
      case 'POST /auth/register':
        return register(JSON.parse(body));
      case 'POST /auth/login':
        return login(new URLSearchParams(body));
      case 'GET /auth/me':
        return me(bearer);
      case 'POST /auth/refresh':
        return refresh(JSON.parse(body).refresh_token);
      case 'POST /auth/logout':
        return logout(JSON.parse(body).refresh_token);
      default:
        return json(404, { detail: 'Not Found' });
    }
  }

  function takeFault(path: string): Responder | undefined {
    const fault = faults.find((each) => each.path === undefined || each.path === path);
    if (fault === undefined) {
      return undefined;
    }
    fault.times -= 1;
    faults = faults.filter((each) => each.times > 0);
    return fault.responder;
  }

  const api: FakeApi = {
    calls,
    rotates: true,
    issuesJwt: true,
    registersWithTokens: true,
    accessTokenSeconds: 900,
    expiryUnit: 1,
    refuseAccessYoungerThan: 0,
    now: () => startedAt + clock.monotonic(),
    count: (path) => calls.filter((call) => call.path === path).length,
    mostInFlight: (path) => most.get(path) ?? 0,
    fault(responder, { path, times = Number.POSITIVE_INFINITY } = {}) {
      faults.push({ responder, path, times });
    },
    heal() {
      faults = [];
    },
    addAccount(account) {
      const sessions = families.length;
      register({ name: 'Jean', surname: 'Dupont', ...account });
      families.splice(sessions);
    },
    sendsDate: true,
    refreshTokenPadding: '',
    successorOf: successor,
    ownerOf: (token) => owners.get(token),
    currentTokens: () => families.filter((each) => !each.isRevoked).map((each) => each.current),
    loseAnswers(path, times) {
      const lose: Responder = (call) => {
        answerCall(call);
        throw networkError('ECONNRESET');
      };
      faults.push({ responder: lose, path, times });
    },
    holdAnswers(path, times) {
      const hold: Responder = (call, signal) => {
        answerCall(call);
        return hang(call, signal);
      };
      faults.push({ responder: hold, path, times });
    },
    watch(path, listener) {
      watchers.push({ path, listener });
    },
    rotateElsewhere(token) {
      const family = families.find((each) => each.current === token);
      if (family === undefined) {
        throw new Error('No session has this token');
      }
      family.current = newToken(randomUUID());
      family.previous = null;
      return family.current;
    },
    sleepTo(now) {
      const aheadMs = now - api.now();
      const awake = api.now;
      api.now = () => awake() + aheadMs;
    },
    revokeAll() {
      for (const family of families) {
        family.isRevoked = true;
      }
    },
    isLive: (token) =>
      families.some(
        (each) => !each.isRevoked && (each.current === token || each.previous === token),
      ),
    async fetch(input, init) {
      const request = new Request(input, init);
      const { method } = request;
      // The caller's own: a request's signal misses an abort after the request was garbage-collected.
      const signal = init?.signal ?? request.signal;
      const path = new URL(request.url).pathname;
      const bearer = request.headers.get('authorization')?.replace('Bearer ', '') ?? null;
      const call = { method, path, body: await request.text(), bearer };
      calls.push(call);
      for (const each of watchers) {
        if (each.path === path) {
          each.listener();
        }
      }
      const now = (inFlight.get(path) ?? 0) + 1;
      inFlight.set(path, now);
      most.set(path, Math.max(most.get(path) ?? 0, now));
      try {
        const response = await (takeFault(path)?.(call, signal) ?? answerCall(call));
        if (api.sendsDate && !response.headers.has('date')) {
          response.headers.set('date', new Date(api.now()).toUTCString());
        }
        return response;
      } finally {
        inFlight.set(path, (inFlight.get(path) ?? 1) - 1);
      }
    },
  };
  return api;
}

/** A host that holds the connection open; rejects as fetch does when the caller gives up. */
export function hang(_call: Call, signal: AbortSignal): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
