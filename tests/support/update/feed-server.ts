import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What the server does in place of sending a file; true where it has answered. */
export type Fault = (path: string, response: ServerResponse, file: Buffer | null) => boolean;

export interface FeedServer {
  readonly origin: string;
  /** Every requested path. */
  readonly asked: string[];
  /** The headers of every request. */
  readonly headers: IncomingMessage['headers'][];
  fail(fault: Fault): void;
  /** Resolves when a path with this ending is requested. */
  whenAsked(end: string): Promise<void>;
  close(): Promise<void>;
}

/** A server of releases over https that fails on command. */
export async function startFeedServer(
  root: string,
  credentials: { key: string; cert: string },
): Promise<FeedServer> {
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const waiting: { end: string; resolve: () => void }[] = [];
  let fault: Fault = () => false;
  const server = createServer(credentials, (request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'https://feed');
    asked.push(pathname);
    headers.push(request.headers);
    for (const { resolve } of waiting.filter(({ end }) => pathname.endsWith(end))) {
      resolve();
    }
    const file = await readFile(join(root, pathname)).catch(() => null);
    if (fault(pathname, response, file)) {
      return;
    }
    response.writeHead(file === null ? 404 : 200, { 'content-length': file?.length ?? 0 });
    response.end(file ?? undefined);
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headers,
    fail: (next) => {
      fault = next;
    },
    whenAsked: (end) => new Promise((resolve) => waiting.push({ end, resolve })),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
