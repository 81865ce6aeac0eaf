import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { createSetup, type Setup } from './engine.ts';
import { settleWith } from './fake-clock.ts';

/** A setup whose requests go through real sockets to a real server on this computer. */
export interface SocketSetup extends Setup {
  /** Closes the port and every connection: what follows is refused by the system. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
}

/** A request that has had no response for so many rounds of the event loop is held by a fault. */
const heldAfterRounds = 25;

/**
 * The fake API behind a real HTTP server. A fault that throws resets the connection; one that never
 * settles holds it open. Time is still the fake clock's; `settle` also waits for the sockets. The
 * server ends with the test.
 */
export async function openSocketSetup(platform: NodeJS.Platform = 'linux'): Promise<SocketSetup> {
  let inFlight = 0;
  let held = 0;

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming;
    const { authorization, 'content-type': type } = headers;
    const ending = new AbortController();
    outgoing.on('close', () => ending.abort());
    const body = await buffer(incoming);
    const answering = setup.api.fetch(new URL(url, setup.origin), {
      method,
      headers: {
        ...(authorization !== undefined && { authorization }),
        ...(type !== undefined && { 'content-type': type }),
      },
      signal: ending.signal,
      ...(body.length > 0 && { body }),
    });
    const response = await countWhileHeld(answering);
    outgoing.sendDate = false;
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  }

  async function countWhileHeld(answering: Promise<Response>): Promise<Response> {
    const soon = await Promise.race([answering, passRounds(heldAfterRounds)]);
    if (soon !== null) {
      return soon;
    }
    held += 1;
    try {
      return await answering;
    } finally {
      held -= 1;
    }
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => incoming.socket.resetAndDestroy());
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const goDown = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };

  const port = await listen(0);
  const setup = createSetup({ platform, origin: `http://127.0.0.1:${port}` });
  const forget = settleWith(() => inFlight > held);

  setup.fetch = async (...request) => {
    inFlight += 1;
    try {
      const response = await fetch(...request);
      const { status, statusText, headers } = response;
      const body = await response.arrayBuffer();
      return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
    } finally {
      inFlight -= 1;
    }
  };

  onTestFinished(async () => {
    forget();
    if (server.listening) {
      await goDown();
    }
  });
  return Object.assign(setup, { goDown, comeBack: async () => void (await listen(port)) });
}

async function passRounds(count: number): Promise<null> {
  for (let round = 0; round < count; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return null;
}
