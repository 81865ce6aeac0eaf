import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { _electron, type ElectronApplication } from 'playwright';
import { watchProgram } from '../child-process.ts';
import { root } from '../project.ts';
import type { IpcPayload, LaunchOptions, RunningApp, Runtime } from './running-app.ts';

/** Electron's binary, where it was downloaded or named by `ELECTRON_EXEC_PATH`. */
export function findElectron(): string | undefined {
  const named = process.env['ELECTRON_EXEC_PATH'];
  if (named) return named;
  const folder = join(root, 'node_modules', 'electron');
  const record = join(folder, 'path.txt');
  if (!existsSync(record)) return undefined;
  const binary = join(folder, 'dist', readFileSync(record, 'utf8').trim());
  return existsSync(binary) ? binary : undefined;
}

const argumentsOf = ({ folder, profile, args = [] }: LaunchOptions) => [
  // Chromium's sandbox refuses to run as root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  folder,
  `--user-data-dir=${profile}`,
  ...args,
];

const environmentOf = ({ env = {} }: LaunchOptions) =>
  Object.fromEntries(
    Object.entries({ ...process.env, ...env }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );

type IpcRecord = { __ipcPayloads?: IpcPayload[] };

/** Puts a recorder into main's handlers and its window's `send`. */
async function recordIpc(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ BrowserWindow, ipcMain }) => {
    const payloads: IpcPayload[] = [];
    (globalThis as IpcRecord).__ipcPayloads = payloads;
    const note = (direction: IpcPayload['direction'], channel: string, value: unknown) =>
      payloads.push({ direction, channel, payload: JSON.stringify(value ?? null) });
    type Handler = (event: unknown, ...args: unknown[]) => unknown;
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, Handler>;
    };
    for (const [channel, handler] of handlers) {
      handlers.set(channel, async (event, ...args) => {
        note('to-main', channel, args);
        const value = await handler(event, ...args);
        note('to-page', channel, value);
        return value;
      });
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      const send = webContents.send.bind(webContents);
      webContents.send = (channel, ...args) => {
        note('to-page', channel, args);
        send(channel, ...args);
      };
    }
  });
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
      const args = argumentsOf(options);
      const electron = await _electron.launch({
        executablePath,
        args,
        env: environmentOf(options),
      });
      const program = watchProgram('the application', electron.process());
      onStarted?.(program);
      const page = await electron.firstWindow();
      await recordIpc(electron);
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
        ipcPayloads: () => evaluate(() => (globalThis as IpcRecord).__ipcPayloads ?? []),
      };
    },
  };
}
