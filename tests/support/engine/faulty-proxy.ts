import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the proxy between the application and the API does with a request. */
export type ProxyFault = (request: {
  readonly path: string;
  readonly socket: Socket;
  readonly response: ServerResponse;
  /** Lets the API handle the request; resolves with its answer. */
  readonly forward: () => Promise<{ status: number; body: string }>;
}) => void | Promise<void>;

/** A real server in front of the API, with faults on demand. */
export interface FaultyProxy {
  readonly origin: string;
  /** The requested paths, oldest first. */
  readonly paths: string[];
  /** Handles every request of `path` until `heal`. */
  fault(path: string, fault: ProxyFault): void;
  heal(): void;
  dispose(): Promise<void>;
}

export async function startFaultyProxy(apiUrl: string): Promise<FaultyProxy> {
  const faults = new Map<string, ProxyFault>();
  const paths: string[] = [];

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? '/';
    paths.push(path);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk);
    }
    const { authorization, 'content-type': type } = incoming.headers;
    const forward = async () => {
      const answer = await fetch(new URL(path, apiUrl), {
        method: incoming.method ?? 'GET',
        headers: {
          ...(authorization !== undefined && { authorization }),
          ...(type !== undefined && { 'content-type': type }),
        },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      return { status: answer.status, body: await answer.text(), headers: answer.headers };
    };
    const fault = faults.get(path);
    if (fault !== undefined) {
      return fault({ path, socket: incoming.socket, response, forward });
    }
    const { status, body, headers } = await forward();
    response.writeHead(status, { 'content-type': headers.get('content-type') ?? 'text/plain' });
    response.end(body);
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => incoming.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    paths,
    fault: (path, fault) => void faults.set(path, fault),
    heal: () => faults.clear(),
    async dispose() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A proxy's or captive portal's page. */
export function page(status: number): ProxyFault {
  return ({ response }) => {
    response.writeHead(status, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Sign in to the airport</title>');
  };
}

/** Sends the headers and half of the API's answer, then resets the connection. */
export const resetInMidAnswer: ProxyFault = async ({ socket, response, forward }) => {
  const { status, body } = await forward();
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.write(body.slice(0, body.length / 2), () => socket.resetAndDestroy());
};

/** The API handles the request; its answer never arrives. */
export const loseAnswer: ProxyFault = async ({ socket, forward }) => {
  await forward();
  socket.resetAndDestroy();
};
