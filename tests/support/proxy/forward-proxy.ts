import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** A forward proxy on loopback that wants a user name and a password (Basic). */
export interface ForwardProxy {
  readonly port: number;
  /** Its requests, `GET http://…` or `CONNECT host:port`, and whether it let each one through. */
  readonly requests: { readonly target: string; readonly isAccepted: boolean }[];
  dispose(): void;
}

interface Login {
  readonly username: string;
  readonly password: string;
}

const challenge = { 'proxy-authenticate': 'Basic realm="Example staff"' };

export async function startForwardProxy({ username, password }: Login): Promise<ForwardProxy> {
  const requests: ForwardProxy['requests'] = [];
  const expected = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const judge = ({ method, url, headers }: IncomingMessage) => {
    const isAccepted = headers['proxy-authorization'] === expected;
    requests.push({ target: `${method} ${url}`, isAccepted });
    return isAccepted;
  };

  const server = createServer((incoming, response) => {
    incoming.on('error', () => {});
    if (!judge(incoming)) {
      incoming.resume();
      response.writeHead(407, { ...challenge, 'content-type': 'text/html' });
      response.end('<p>Sign in to the proxy</p>');
      return;
    }
    const { 'proxy-authorization': _own, ...headers } = incoming.headers;
    const onward = httpRequest(
      incoming.url ?? '',
      { method: incoming.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  server.on('connect', (incoming, socket) => {
    socket.on('error', () => {});
    if (!judge(incoming)) {
      socket.end(
        `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${challenge['proxy-authenticate']}\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    const [host, port] = (incoming.url ?? '').split(':');
    const onward = connect(Number(port), host);
    onward.on('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    dispose() {
      server.closeAllConnections();
      server.close();
    },
  };
}
