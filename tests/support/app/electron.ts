import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { _electron } from 'playwright';
import { type Program, watchProgram } from '../child-process.ts';
import { root } from '../project.ts';
import type { IpcPayload, LaunchOptions, RunningApp, Runtime } from './running-app.ts';

/** Electron's binary, if it was downloaded or is named in `ELECTRON_EXEC_PATH`. */
export function findElectron(): string | undefined {
  const named = process.env['ELECTRON_EXEC_PATH'];
  if (named) {
    return named;
  }
  const folder = join(root, 'node_modules', 'electron');
  const record = join(folder, 'path.txt');
  if (!existsSync(record)) {
    return undefined;
  }
  const binary = join(folder, 'dist', readFileSync(record, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

const isRoot = process.getuid?.() === 0;

const argumentsOf = ({ folder, profile, args = [] }: LaunchOptions) => [
  // Chromium's sandbox refuses to run as root.
  ...(isRoot ? ['--no-sandbox'] : []),
  folder,
  `--user-data-dir=${profile}`,
  ...args,
];

const environmentOf = ({ env = {} }: LaunchOptions) =>
  Object.fromEntries(
    Object.entries({
      ...process.env,
      // Some editors set it for their tasks: the binary would be a plain Node.
      ELECTRON_RUN_AS_NODE: undefined,
      ...env,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** Records every payload; loaded before the application, so that its first calls are recorded. */
const recorder = join(import.meta.dirname, 'record-ipc.cjs');

/** How playwright starts Electron: its own defaults would hide what the specs check. */
export function launchOptionsOf(options: LaunchOptions) {
  const named = process.env['ELECTRON_EXEC_PATH'];
  return {
    // Playwright holds the application back until it is attached, and keeps it away from the user's
    // keychain, only where it finds Electron itself.
    ...(named ? { executablePath: named } : {}),
    args: ['-r', recorder, ...argumentsOf(options)],
    env: environmentOf(options),
    // By default it turns Chromium's sandbox off on Linux.
    chromiumSandbox: !isRoot,
    // By default it forces the light theme.
    colorScheme: null,
  };
}

/**
 * Ends Electron with its children. On Windows playwright starts it through a shell, so that the
 * process which it knows is not Electron's.
 */
export function planEnd(platform: NodeJS.Platform, pid: number, signal: NodeJS.Signals) {
  return platform === 'win32'
    ? { command: 'taskkill', args: ['/T', '/F', '/PID', String(pid)] }
    : { pid, signal };
}

function end(pid: number, signal: NodeJS.Signals): void {
  const plan = planEnd(process.platform, pid, signal);
  if ('command' in plan) {
    spawnSync(plan.command, plan.args, { stdio: 'ignore' });
  } else {
    process.kill(plan.pid, plan.signal);
  }
}

/** The application in Electron itself. */
export function createElectronRuntime(executablePath: string): Runtime {
  const { version } = createRequire(import.meta.url)('electron/package.json');
  return {
    name: `Electron ${version}`,
    spawn: (options) =>
      watchProgram(
        'the application',
        spawn(executablePath, argumentsOf(options), { env: environmentOf(options) }),
      ),
    async launch(options, onStarted) {
      const electron = await _electron.launch(launchOptionsOf(options));
      const pid = await electron.evaluate(() => process.pid);
      const watched = watchProgram('the application', electron.process());
      const program: Program = {
        ...watched,
        pid,
        async end(signal = 'SIGTERM') {
          if (!watched.hasExited()) {
            end(pid, signal);
          }
          return watched.exited;
        },
      };
      onStarted?.(program);
      const page = await electron.firstWindow();
      const evaluate: RunningApp['evaluate'] = (act, argument) =>
        electron.evaluate(act as never, argument as never);
      return {
        ...program,
        page,
        evaluate,
        async quit() {
          await electron.close();
          await program.exited;
        },
        async kill() {
          await program.end('SIGKILL');
        },
        ipcPayloads: () =>
          evaluate(() => (globalThis as { __ipcPayloads?: IpcPayload[] }).__ipcPayloads ?? []),
      };
    },
  };
}
