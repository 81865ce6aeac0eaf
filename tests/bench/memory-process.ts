import process from 'node:process';
import { createOurs } from './peers.ts';

const [refreshes = 0, calls = 0] = process.argv.slice(2).map(Number);

/** The heap after garbage collection, bytes; needs `node --expose-gc`. */
async function heap(): Promise<number> {
  for (let round = 0; round < 5; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

const user = {
  id: 1,
  name: 'Jean',
  surname: 'Dupont',
  email: 'jean@example.com',
  username: 'jean',
  phone_number: null,
  type_client: 0,
  created_at: '2026-01-02T03:04:05Z',
};

/** Answers in memory: no socket's buffers are counted. */
async function answer(input: string | URL | Request): Promise<Response> {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  if (pathname === '/auth/me') return Response.json(user);
  const now = Math.floor(Date.now() / 1_000);
  const claims = Buffer.from(JSON.stringify({ iat: now, exp: now + 50 })).toString('base64url');
  return Response.json({ access_token: `e30.${claims}.s`, refresh_token: 'r', token_type: 'b' });
}

const peer = await createOurs('http://127.0.0.1:1', answer);
for (let call = 0; call < 10_000; call += 1) await peer.call();
for (let refresh = 0; refresh < 500; refresh += 1) await peer.renew();
const before = await heap();
for (let refresh = 0; refresh < refreshes; refresh += 1) await peer.renew();
for (let call = 0; call < calls; call += 1) await peer.call();
process.send?.((await heap()) / before - 1);
peer.end();
