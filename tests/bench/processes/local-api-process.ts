import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { wireUser } from './wire-user.ts';

// Answers like the API, as fast as Node can: what is measured is the client.

const unauthorised = JSON.stringify({ detail: 'Could not validate credentials' });
const profile = JSON.stringify(wireUser);
let generation = 0;
let refreshes = 0;

/** @param life of the access token, seconds */
function issue(life: number): string {
  refreshes += 1;
  const now = Math.floor(Date.now() / 1_000);
  const claims = { sub: '1', iat: now, exp: now + life, generation, refreshes };
  const access = ['{"alg":"HS256"}', JSON.stringify(claims), 'signature']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
  valid.add(`Bearer ${access}`);
  return JSON.stringify({
    access_token: access,
    refresh_token: `refresh-${refreshes}`,
    token_type: 'bearer',
    expires_in: 900,
    user: { id: '1', aud: 'authenticated', created_at: wireUser.created_at },
  });
}

/** `Authorization` of every access token that was issued since the last expiry. */
const valid = new Set<string | undefined>();

function answer(url: string, authorization: string | undefined): [number, string] {
  if (url === '/control/expire') {
    generation += 1;
    valid.clear();
    return [200, '0'];
  }
  if (url === '/control/count') {
    const count = refreshes;
    refreshes = 0;
    return [200, String(count)];
  }
  if (url === '/auth/me') {
    return valid.has(authorization) ? [200, profile] : [401, unauthorised];
  }
  // supabase auth-js treats a token as expired 90 s ahead, so it gets a longer one.
  if (url.startsWith('/token')) {
    return [200, issue(900)];
  }
  if (url.startsWith('/auth/refresh')) {
    return [200, issue(50)];
  }
  return [200, '{}'];
}

const server = createServer((request, response) => {
  request.resume().once('end', () => {
    const [status, body] = answer(request.url ?? '/', request.headers.authorization);
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
