import { parseArgs } from 'node:util';
import { Refusal } from './refusal.mjs';

const defaultPort = 8000;
const usage = 'npm start -- [--api URL] [--port N]';

/**
 * Reads the options after `npm start --`. Throws a refusal that says what is wrong.
 * @param {readonly string[]} args
 * @returns {{ api: string | undefined, port: number }} api: origin of an API to use instead of the local one
 */
export function readStartOptions(args) {
  const { api, port } = parse(args);
  return {
    api: api === undefined ? undefined : readApi(api),
    port: port === undefined ? defaultPort : readPort(port),
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    const options = /** @type {const} */ ({ api: { type: 'string' }, port: { type: 'string' } });
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split(/\. |\n/);
    throw new Refusal(`${sentence}. Usage: ${usage}`);
  }
}

/**
 * Checks the address like src/main/configuration.ts, which reads it again. The message never
 * repeats the address, which may hold a password.
 * @param {string} text
 */
function readApi(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) {
    return url.origin;
  }
  throw new Refusal(
    '--api must be an address like https://api.example.com; http:// works on localhost only.',
  );
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) {
    return port;
  }
  throw new Refusal(
    '--port must be a number from 1 to 65535, for example: npm start -- --port 8001',
  );
}
