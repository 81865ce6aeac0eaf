import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';
import { OperatorError } from './operator-error.ts';

/** Where to listen, with the variables that say so. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  readonly variables: 'HOST and PORT' | 'METRICS_HOST and METRICS_PORT';
}

function adviceFor(code: string, variables: ListenAddress['variables']): string | undefined {
  const [host, port] = variables.split(' and ');
  const isNoAddress = `is not an address of this machine: correct ${host}`;
  const advice: Readonly<Record<string, string>> = {
    EADDRINUSE: `is in use: stop the program that holds it, or set ${port} to another one (0 takes any)`,
    EACCES: `is not allowed for this user: set ${port} to one above 1023`,
    EADDRNOTAVAIL: isNoAddress,
    ENOTFOUND: isNoAddress,
    EAI_AGAIN: isNoAddress,
  };
  return advice[code];
}

/** A problem that the operator can fix, in one line; any other error unchanged. */
export function explainListenError(error: unknown, { host, port, variables }: ListenAddress) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const advice = adviceFor(code, variables);
  return advice === undefined
    ? error
    : new OperatorError(`${host}:${port} ${advice}.`, { cause: error });
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
    throw explainListenError(error, { host, port, variables: 'HOST and PORT' });
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
