import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { createInterface } from 'node:readline';
import { testSettings } from './api.ts';
import { startArguments } from './start-command.ts';

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything written to stdout and stderr so far. */
  output(): string;
  /** Resolves at its end, to the exit code; to null after a kill. */
  readonly ended: Promise<number | null>;
  /** Sends the signal and waits for the end; resolves to the exit code, null after a kill. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the real server as users do; resolves when it ends, as it should without listening. */
export async function runToEnd(settings: Readonly<Record<string, string>>) {
  const child = launch(settings);
  const lines: string[] = [];
  child.stderr?.on('data', (text) => lines.push(String(text)));
  child.stdout?.on('data', (text) => {
    if (!String(text).includes('"msg":"listening"')) {
      return;
    }
    lines.push('It listens.');
    child.kill('SIGKILL');
  });
  const [code] = await once(child, 'close');
  return { code: code as number | null, errors: lines.join('') };
}

/**
 * The embedded database is WebAssembly. A server that ends after a test would not get back the time
 * that V8 takes to optimize it, which is more than that of its start.
 */
const switchesOf = (settings: Readonly<Record<string, string>>) =>
  settings['DATABASE_URL'] ? [] : ['--liftoff-only'];

/** Starts the real server; `stdout` is a file descriptor instead of a pipe. */
export function launch(
  settings: Readonly<Record<string, string>>,
  stdout: 'pipe' | number = 'pipe',
): ChildProcess {
  const environment = { ...testSettings, LOG_LEVEL: 'warn', PORT: '0', ...settings };
  return spawn(process.execPath, [...switchesOf(settings), ...startArguments()], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    // With a channel, as `npm start` gives it.
    stdio: ['ignore', stdout, 'pipe', 'ipc'],
  });
}

/** Starts the real server and waits until it listens. */
export async function startServerProcess(
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = launch(settings);
  const output: string[] = [];
  // Not its exit, after which there can still be output to read.
  const ended = once(child, 'close').then(([code]) => code as number | null);
  child.stderr?.on('data', (text) => output.push(String(text)));
  const url = await new Promise<string>((resolve, reject) => {
    if (child.stdout === null) {
      throw new Error('The server has no stdout');
    }
    createInterface({ input: child.stdout }).on('line', (line) => {
      output.push(line);
      const address = /"msg":"listening","url":"([^"]+)"/.exec(line)?.[1];
      if (address !== undefined) {
        resolve(address);
      }
    });
    void ended.then(() => reject(new Error(`The server ended at its start: ${output.join('\n')}`)));
  });
  return {
    url,
    child,
    ended,
    output: () => output.join('\n'),
    end: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

export function send(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/**
 * Sends a request and tells when the server has taken it, by asking for `100 Continue`: until then
 * it may still lie in the kernel's queue, which a listener that closes gives up.
 */
export function sendNoticing(url: string, body: unknown) {
  const text = JSON.stringify(body);
  const sent = request(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      expect: '100-continue',
    },
  });
  const taken = once(sent, 'continue').then(() => void sent.end(text));
  const status = once(sent, 'response').then(([answer]: IncomingMessage[]) => {
    answer?.resume();
    return answer?.statusCode;
  });
  sent.flushHeaders();
  return { taken, status };
}

export function sendLogin(url: string, username: string, password: string): Promise<Response> {
  return fetch(`${url}/auth/login`, {
    method: 'POST',
    body: new URLSearchParams({ username, password }),
  });
}
