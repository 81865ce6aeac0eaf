import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { connect } from 'node:tls';
import { nullBodyStatuses } from './response.ts';

/** Chromium's limit for the headers of a response (`net/http/http_stream_parser.cc`). */
export const longestHeadersBytes = 256 * 1024;

const limits = { maxHeaderSize: longestHeadersBytes };

/** A proxy of the system, set by `--proxy-server`. */
export interface ForwardProxy {
  readonly host: string;
  readonly port: number;
}

/**
 * The proxy for an address: Chromium's switches `--proxy-server=http://host:port` and
 * `--proxy-bypass-list`, whose entry `<-loopback>` sends loopback addresses through the proxy too.
 */
export function findProxy(
  url: URL,
  getSwitchValue: (name: string) => string,
): ForwardProxy | undefined {
  const server = getSwitchValue('proxy-server');
  const bypassed = getSwitchValue('proxy-bypass-list').split(/[;,]/);
  const isLoopback = /^(localhost|127\..*|\[::1\])$/.test(url.hostname);
  const isBypassed = isLoopback ? !bypassed.includes('<-loopback>') : bypassed.includes(url.host);
  if (server === '' || isBypassed) {
    return undefined;
  }
  const { hostname, port } = new URL(server.includes('://') ? server : `http://${server}`);
  return { host: hostname, port: Number(port) };
}

/**
 * Sends a request through a proxy: with its full address, or for https through a tunnel. A proxy
 * that requires a sign-in answers 407 in both cases.
 */
export async function sendThroughProxy(
  request: Request,
  proxy: ForwardProxy,
  authorization: string | undefined,
): Promise<Response> {
  const url = new URL(request.url);
  const { method, signal } = request;
  const login = authorization === undefined ? {} : { 'proxy-authorization': authorization };
  const headers = { ...Object.fromEntries(request.headers), host: url.host };
  const body = Buffer.from(await request.arrayBuffer());
  if (url.protocol === 'http:') {
    const options = { ...proxy, path: url.href, headers: { ...headers, ...login }, ...limits };
    return toResponse(await answerTo(httpRequest({ ...options, method, signal }), body));
  }
  const target = `${url.hostname}:${url.port || 443}`;
  const tunnel = await openTunnel({ ...proxy, path: target, headers: login, signal });
  if (tunnel instanceof Response) {
    return tunnel;
  }
  const createConnection = () => connect({ socket: tunnel, servername: url.hostname });
  const options = { method, headers, signal, agent: false, createConnection, ...limits };
  const inTunnel = httpsRequest(url, options);
  return toResponse(await answerTo(inTunnel, body));
}

async function openTunnel(options: RequestOptions): Promise<Socket | Response> {
  const asking = httpRequest({ ...options, method: 'CONNECT' }).end();
  const [answer, socket] = (await once(asking, 'connect')) as [IncomingMessage, Socket];
  if (answer.statusCode === 200) {
    return socket;
  }
  socket.destroy();
  if (answer.statusCode !== 407) {
    throw new Error('net::ERR_TUNNEL_CONNECTION_FAILED');
  }
  return new Response(null, { status: 407, headers: headersOf(answer) });
}

async function answerTo(
  request: ReturnType<typeof httpRequest>,
  body: Buffer,
): Promise<IncomingMessage> {
  request.end(body);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  return answer;
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const pairs = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Headers(pairs);
}

function toResponse(answer: IncomingMessage): Response {
  const { statusCode: status = 0, statusMessage: statusText = '' } = answer;
  const body = nullBodyStatuses.includes(status) ? null : Readable.toWeb(answer);
  return new Response(body as ReadableStream | null, {
    status,
    statusText,
    headers: headersOf(answer),
  });
}
