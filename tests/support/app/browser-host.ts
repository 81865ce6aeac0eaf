import {
  type ChildProcess,
  execFileSync,
  fork,
  type StdioOptions,
  spawn,
} from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { chromium, type Page } from 'playwright';
import { findChromium, untilProfileIsFree } from '../../../tools/browser-host/chromium.ts';
import type { ControlMessage, ControlRequest } from '../../../tools/browser-host/control.ts';
import { type Program, watchProgram } from '../child-process.ts';
import { root } from '../project.ts';
import type { IpcPayload, LaunchOptions, RunningApp, Runtime } from './running-app.ts';

type Opened = ControlMessage & { kind: 'opened' };

/** What makes the stand-in for Electron in a packed application start it in the browser host. */
export const packedEnvironment = {
  BROWSER_HOST_HEADLESS: '1',
  BROWSER_HOST_PACKAGED: '1',
  STAND_IN_NODE: process.execPath,
  STAND_IN_LAUNCHER: join(root, 'tests', 'package', 'support', 'launch-packed.ts'),
};

/** Starts the built application, or the packed one if an executable is given. */
function start(
  { folder, profile, args = [], env = {} }: LaunchOptions,
  packed: string | undefined,
  recordFile = '',
): ChildProcess {
  const launch = {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'] satisfies StdioOptions,
    env: {
      ...process.env,
      BROWSER_HOST_HEADLESS: '1',
      BROWSER_HOST_RECORD_IPC: recordFile,
      // Compiled code is kept from one start to the next.
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'browser-host'),
      ...env,
    },
  };
  const given = [`--user-data-dir=${profile}`, ...args];
  if (packed === undefined || folder !== root) {
    const host = join(root, 'tools', 'browser-host', 'main.ts');
    return fork(host, [folder, ...given], { ...launch, execArgv: [] });
  }
  return spawn(packed, given, {
    ...launch,
    env: { ...packedEnvironment, ...launch.env },
  });
}

function untilOpened(child: ChildProcess, program: Program): Promise<Opened> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: ControlMessage) => {
      if (message.kind === 'opened') {
        resolve(message);
      }
    });
    void program.exited.then(({ code }) =>
      reject(
        new Error(
          `ended (${code}) before it had a window:\n${program.stdout()}${program.stderr()}`,
        ),
      ),
    );
  });
}

function createEvaluate(child: ChildProcess): RunningApp['evaluate'] {
  const waiting = new Map<number, (answer: ControlMessage & { kind: 'answer' }) => void>();
  let count = 0;
  child.on('message', (message: ControlMessage) => {
    if (message.kind !== 'answer') {
      return;
    }
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  child.once('close', () => {
    for (const [id, answer] of waiting) {
      answer({ kind: 'answer', id, ok: false, value: 'the application ended' });
    }
  });
  return (act, argument) =>
    new Promise((resolve, reject) => {
      const request: ControlRequest = { id: count++, source: String(act), argument };
      waiting.set(request.id, ({ ok, value }) => {
        if (ok) {
          resolve(value as Awaited<ReturnType<typeof act>>);
        } else {
          reject(new Error(String(value)));
        }
      });
      child.send(request);
    });
}

/** The page of a running copy, by the address of its Chromium's debugger. */
export async function attach(
  debuggerUrl: string,
): Promise<{ page: Page; detach(): Promise<void> }> {
  const browser = await chromium.connectOverCDP(debuggerUrl, {
    noDefaults: true,
    // The test's own limit is enough: a busy machine can miss playwright's.
    timeout: 0,
  });
  const [context] = browser.contexts();
  context?.setDefaultTimeout(0);
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (!page) {
    throw new Error('no page');
  }
  // Chromium starts with a page of its own.
  await page.waitForURL(({ protocol }) => protocol !== 'about:' && protocol !== 'data:');
  return { page, detach: () => browser.close() };
}

/**
 * The application in `tools/browser-host`.
 * @param packed the executable of a packed application, made around a stand-in for Electron
 */
export function createBrowserHostRuntime(packed?: string): Runtime {
  const executable = findChromium();
  const version =
    executable && execFileSync(executable, ['--version'], { encoding: 'utf8', stdio: 'pipe' });
  const number = /[\d.]{5,}/.exec(version ?? '')?.[0] ?? 'not found';

  return {
    name: `${packed ? 'packed application in the ' : ''}browser host (Chromium ${number})`,
    spawn: (options) => watchProgram('the application', start(options, packed)),
    async launch(options, onStarted) {
      const recordFile = `${options.profile}.${randomUUID()}.ipc.jsonl`;
      const child = start(options, packed, recordFile);
      const program = watchProgram('the application', child);
      onStarted?.(program);
      const evaluate = createEvaluate(child);
      const opened = await untilOpened(child, program);
      const { page, detach } = await attach(opened.debuggerUrl);
      const end = async (signal: NodeJS.Signals) => {
        // Another copy may have the profile by now.
        if (program.hasExited()) {
          return program.exited;
        }
        const exit = await program.end(signal);
        await detach().catch(() => {});
        // Chromium ends by itself, a moment after the host.
        await untilProfileIsFree(join(options.profile, 'Chromium'));
        return exit;
      };
      return {
        ...program,
        page,
        evaluate,
        end: (signal = 'SIGTERM') => end(signal),
        async quit() {
          await evaluate(({ app }) => void setImmediate(() => app.quit()));
          await program.exited;
          await detach().catch(() => {});
        },
        async kill() {
          await end('SIGKILL');
        },
        async ipcPayloads() {
          const lines = (await readFile(recordFile, 'utf8')).split('\n');
          return lines.filter(Boolean).map((line): IpcPayload => JSON.parse(line));
        },
      };
    },
  };
}
