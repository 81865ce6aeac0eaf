import { GoTrueClient } from '@supabase/auth-js';
import axios, { type AxiosInstance } from 'axios';
import { createAuthRefresh } from 'axios-auth-refresh';
import { createApi } from '../../src/main/auth/api/api.ts';
import { createHttpClient } from '../../src/main/auth/api/http/http-client.ts';
import { createSession } from '../../src/main/auth/create-session.ts';
import { emptySessionRecord } from '../../src/main/auth/ports.ts';
import { createServerClock } from '../../src/main/auth/time/server-clock.ts';
import { createClock } from '../../src/main/clock.ts';
import type { Clock } from '../../src/main/ports.ts';

/** A client with a session, given the same job. */
export interface Peer {
  /** Requests the profile; true if it was returned. */
  call(): Promise<boolean>;
  /** Lets time pass until the access token has run out, where the client looks at the time. */
  age(): Promise<void>;
  /** Renews the access token. */
  renew(): Promise<void>;
}

export type PeerName = 'ours' | 'bare' | 'supabase' | 'authRefresh';

/** @param name `authRefresh` is axios-auth-refresh as it is by default */
export function createPeer(name: PeerName, origin: string): Promise<Peer> {
  switch (name) {
    case 'ours':
      return createOurs(origin);
    case 'bare':
      return createBare(origin);
    case 'supabase':
      return createSupabase(origin);
    case 'authRefresh':
      return createAuthRefreshPeer(origin, true);
  }
}

const adapter = 'fetch';
/** Longer than the local API's access tokens live; the host is still awake. */
const lifeMs = 51_000;

function createAxios(origin: string): AxiosInstance {
  return axios.create({ baseURL: origin, adapter, timeout: 100_000 });
}

/** A clock that can be set forward. */
function createOwnClock(): Clock & { skip(ms: number): void } {
  const real = createClock();
  let ahead = 0;
  return {
    ...real,
    monotonic: () => real.monotonic() + ahead,
    now: () => real.now() + ahead,
    skip(ms) {
      ahead += ms;
    },
  };
}

export async function createOurs(
  origin: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<Peer & { end(): void }> {
  const clock = createOwnClock();
  const entries = new Map([[origin, 'refresh-0']]);
  let record = emptySessionRecord;
  const session = createSession({
    apiOrigin: origin,
    fetch,
    keychain: {
      getPassword: async (_service, account) => entries.get(account) ?? null,
      setPassword: async (_service, account, secret) => void entries.set(account, secret),
      deletePassword: async (_service, account) => entries.delete(account),
    },
    platform: 'linux',
    clock,
    random: Math.random,
    records: {
      read: () => record,
      update: (change) => {
        record = { ...record, ...change };
      },
    },
    sessionLogFile: { read: () => [], replace() {} },
    log: { info() {}, warn() {}, error() {} },
  });
  const serverClock = createServerClock(clock);
  const api = createApi(createHttpClient({ origin, fetch, clock, serverClock }));
  const online = Promise.withResolvers<void>();
  const unsubscribe = session.onChange(
    (state) => 'link' in state && state.link.kind === 'online' && online.resolve(),
  );
  await session.start();
  await online.promise;
  unsubscribe();
  const call = async () => (await session.callWithToken(api.me)).kind === 'success';
  return {
    call,
    async age() {
      clock.skip(lifeMs);
    },
    async renew() {
      clock.skip(lifeMs);
      await call();
    },
    end: session.dispose,
  };
}

async function createBare(origin: string): Promise<Peer> {
  const client = createAxios(origin);
  let token = '';
  const renew = async () => {
    token = (await client.post('/auth/refresh', { refresh_token: 'r' })).data.access_token;
  };
  await renew();
  return {
    async call() {
      const headers = { Authorization: `Bearer ${token}` };
      return (await client.get('/auth/me', { headers, validateStatus: null })).status === 200;
    },
    async age() {},
    renew,
  };
}

/** @param deduplicates axios-auth-refresh's own switch: its two modes */
export async function createAuthRefreshPeer(origin: string, deduplicates: boolean): Promise<Peer> {
  const client = createAxios(origin);
  let token = '';
  const renew = async () => {
    const answer = await axios.post(`${origin}/auth/refresh`, { refresh_token: 'r' }, { adapter });
    token = answer.data.access_token;
  };
  client.interceptors.request.use((request) => {
    request.headers.set('Authorization', `Bearer ${token}`);
    return request;
  });
  createAuthRefresh(client, renew, { deduplicateRefresh: deduplicates });
  await renew();
  return {
    call: () =>
      client.get('/auth/me').then(
        ({ status }) => status === 200,
        () => false,
      ),
    async age() {},
    renew,
  };
}

export async function createSupabase(origin: string): Promise<Peer> {
  const client = createAxios(origin);
  const items = new Map<string, string>();
  const storageKey = 'session';
  const auth = new GoTrueClient({
    url: origin,
    storageKey,
    autoRefreshToken: false,
    persistSession: true,
    storage: {
      getItem: (key) => items.get(key) ?? null,
      setItem: (key, value) => void items.set(key, value),
      removeItem: (key) => void items.delete(key),
    },
  });
  const answer = (await client.post('/token', {})).data;
  const store = (expiresAt: number) => {
    const known = JSON.parse(items.get(storageKey) ?? JSON.stringify(answer));
    items.set(storageKey, JSON.stringify({ ...known, expires_at: expiresAt }));
  };
  store(Math.floor(Date.now() / 1_000) + 900);
  const call = async () => {
    const { data } = await auth.getSession();
    const headers = { Authorization: `Bearer ${data.session?.access_token}` };
    return (await client.get('/auth/me', { headers, validateStatus: null })).status === 200;
  };
  return {
    call,
    async age() {
      store(Math.floor(Date.now() / 1_000) - 1);
    },
    async renew() {
      await auth.refreshSession();
    },
  };
}
