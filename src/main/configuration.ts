import { fail, ok, type Result } from '@mytone/shared/result.ts';
import * as z from 'zod/mini';
import { hasOptionAfterLink } from './deep-link/read-link.ts';

const defaultApi = 'https://api-mytone.onrender.com';
const apiArgument = '--api=';
const apiVariable = 'MYTONE_API_URL';

/** No fuse covers these switches, and the debugger reads everything the page can. */
const debuggingSwitch = /^(--?|\/)remote-debugging-/i;

/** Chromium's switches that take its sandbox, or a part of it, away. */
const sandboxSwitch = /^(--?|\/)(no-(zygote-)?sandbox|disable-[a-z-]*sandbox)(=|$)/i;

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export interface Configuration {
  /** Scheme, host and port of the API, without a path. */
  readonly apiOrigin: string;
  readonly isPackaged: boolean;
}

/** What the copy was started with. */
export interface Launch {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isPackaged: boolean;
}

function isAllowed({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && loopbackHost.test(hostname));
}

const apiOriginSchema = z.pipe(
  z.url({ abort: true }).check(z.refine((address) => isAllowed(new URL(address)))),
  z.transform((address) => new URL(address).origin),
);

/**
 * Reads the API's address: `--api=URL`, else `MYTONE_API_URL`, else the public API.
 * Fails with one line that says what is wrong and what to do. The line never repeats the
 * address, which may hold a password.
 */
export function readConfiguration({
  argv,
  env,
  isPackaged,
}: Launch): Result<Configuration, string> {
  if (isPackaged && argv.some((argument) => debuggingSwitch.test(argument))) {
    return fail('remote debugging is not available; start MyTone without --remote-debugging-*.');
  }
  if (isPackaged && argv.some((argument) => sandboxSwitch.test(argument))) {
    return fail('the sandbox cannot be turned off; start MyTone without --no-sandbox.');
  }
  if (hasOptionAfterLink(argv)) {
    return fail('no option may follow a link; start MyTone with options first.');
  }
  const { address, source } = findApi(argv, env);
  const apiOrigin = apiOriginSchema.safeParse(address);
  return apiOrigin.success
    ? ok({ apiOrigin: apiOrigin.data, isPackaged })
    : fail(`the API address in ${source} must be https://…, or http://… on localhost; correct it.`);
}

function findApi(argv: Launch['argv'], env: Launch['env']) {
  const argument = argv.findLast((candidate) => candidate.startsWith(apiArgument));
  if (argument !== undefined) {
    return { address: argument.slice(apiArgument.length), source: '--api' };
  }
  return { address: env[apiVariable] || defaultApi, source: apiVariable };
}
