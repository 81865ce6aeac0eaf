import process from 'node:process';
import { createOurs } from '../peers.ts';
import { wireUser } from './wire-user.ts';

const [refreshes = 0, calls = 0] = process.argv.slice(2).map(Number);

/** The heap after garbage collection, bytes, once it has settled; needs `node --expose-gc`. */
async function heap(): Promise<number> {
  let used = Number.POSITIVE_INFINITY;
  for (let unchanged = 0; unchanged < 5; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.gc?.();
    const now = process.memoryUsage().heapUsed;
    unchanged = now < used * 0.999 ? 0 : unchanged + 1;
    used = Math.min(used, now);
  }
  return used;
}

/** Answers in memory: no socket's buffers are counted. */
async function answer(input: string | URL | Request): Promise<Response> {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  if (pathname === '/auth/me') {
    return Response.json(wireUser);
  }
  const now = Math.floor(Date.now() / 1_000);
  const claims = Buffer.from(JSON.stringify({ iat: now, exp: now + 50 })).toString('base64url');
  return Response.json({ access_token: `e30.${claims}.s`, refresh_token: 'r', token_type: 'b' });
}

/** Lets the event loop turn now and then, as sockets would: finalizers run between its turns. */
async function repeat(times: number, task: () => Promise<unknown>): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    await task();
    if (count % 50 === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const peer = await createOurs('http://127.0.0.1:1', answer);
// Until the code that runs has been compiled for speed: that takes memory, once.
await repeat(20_000, peer.call);
await repeat(2_000, peer.renew);
const before = await heap();
await repeat(refreshes, peer.renew);
await repeat(calls, peer.call);
process.send?.((await heap()) / before - 1);
peer.end();
