import { extname } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { openAppFiles } from './app-files.ts';
import { appScheme, isAppUrl } from './app-origin.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const registration: CustomScheme = {
  scheme: appScheme,
  // No fetch, no CORS, no service workers: the page loads only its own files.
  privileges: { standard: true, secure: true, codeCache: true },
};

/** Registers the scheme. Call before Electron is ready. */
export function registerAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([registration]);
}

/** Serves the built page in `folder`. Throws if it was not built. */
export function serveApp(protocol: Pick<Protocol, 'handle'>, folder: string): void {
  protocol.handle(appScheme, createAppProtocol(openAppFiles(folder)));
}

interface AppProtocolDeps {
  /** Names relative to the page's folder, as the build wrote them. No other file is served. */
  readonly files: ReadonlySet<string>;
  readonly read: (file: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** Answers the page's requests with a listed file, or 404. The path is only used as a key of the list. */
export function createAppProtocol({
  files,
  read,
}: AppProtocolDeps): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') {
      return answer(405, null, { Allow: 'GET, HEAD' });
    }
    const file = findFile(url, files);
    if (file === undefined) {
      return answer(404, null, {});
    }
    const body = await read(file);
    return answer(200, method === 'HEAD' ? null : body, {
      'Content-Length': String(body.byteLength),
      'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
    });
  };
}

function findFile(url: string, files: ReadonlySet<string>): string | undefined {
  const path = isAppUrl(url) ? decodeOnce(new URL(url).pathname) : undefined;
  const file = path?.slice(1);
  return file !== undefined && files.has(file) ? file : undefined;
}

function decodeOnce(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function answer(
  status: number,
  body: Uint8Array<ArrayBuffer> | null,
  headers: Readonly<Record<string, string>>,
): Response {
  return new Response(body, { status, headers: { ...securityHeaders, ...headers } });
}
