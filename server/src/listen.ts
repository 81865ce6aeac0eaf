import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { OperatorError } from './operator-error.ts';

const advice: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop the program that holds it, or set PORT to another one (0 takes any)',
  EACCES: 'is not allowed for this user: set PORT to one above 1023',
  EADDRNOTAVAIL: 'is not an address of this machine: correct HOST',
  ENOTFOUND: 'is not an address of this machine: correct HOST',
};

/** A problem that the operator can fix, in one line; any other error unchanged. */
export function explainListenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return advice[code] === undefined
    ? error
    : new OperatorError(`${host}:${port} ${advice[code]}.`, { cause: error });
}

/**
 * Starts to accept connections; resolves to the server's address.
 * @throws OperatorError if the port or the host cannot be used.
 */
export async function listen(
  app: FastifyInstance,
  { HOST: host, PORT: port }: Pick<Config, 'HOST' | 'PORT'>,
): Promise<string> {
  try {
    await app.listen({ host, port, listenTextResolver: () => 'accepting connections' });
  } catch (error) {
    throw explainListenError(error, host, port);
  }
  return addressOf(app, host);
}

/** The address of this process; only `host` while it does not listen. */
export function addressOf(app: FastifyInstance, host: string): string {
  const address = app.server.address() as AddressInfo | null;
  if (address === null) {
    return `http://${host}`;
  }
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${name}:${address.port}`;
}
