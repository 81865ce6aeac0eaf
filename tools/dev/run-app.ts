import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { _electron } from 'playwright';
import type { ControlMessage, ControlRequest } from '../browser-host/control.ts';

/** The app that `npm run dev` shows, in Electron or in the browser host. */
export interface DevApp {
  /** Loads the page again; the session stays, because it lives in main. */
  reload(): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the app has ended, by itself or by `close`. */
  readonly ended: Promise<unknown>;
}

/** Opens the built app. `binary` is Electron's; empty if it is not installed. */
export function runApp(root: string, binary: string, args: readonly string[]): Promise<DevApp> {
  return binary === '' ? runInBrowserHost(root, args) : runInElectron(binary, args);
}

/** Runs in main, in Electron or in the browser host. */
function reloadPage({ BrowserWindow }: typeof import('electron')): void {
  for (const { webContents } of BrowserWindow.getAllWindows()) {
    webContents.reload();
  }
}

async function runInElectron(binary: string, args: readonly string[]): Promise<DevApp> {
  // Chromium's sandbox refuses to run as root; nothing else turns it off.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({ executablePath: binary, args: [...asRoot, ...args] });
  return {
    reload: () => app.evaluate(reloadPage),
    close: () => app.close(),
    ended: once(app.process(), 'exit'),
  };
}

async function runInBrowserHost(root: string, args: readonly string[]): Promise<DevApp> {
  const host = fork(join(root, 'tools', 'browser-host', 'main.ts'), [...args], {
    execArgv: ['--inspect=127.0.0.1:9229'],
  });
  const ended = once(host, 'exit');
  let count = 0;
  host.on('message', (message: ControlMessage) => {
    if (message.kind === 'opened') {
      process.stdout.write(`The page's inspector: ${message.debuggerUrl}\n`);
    }
    if (message.kind === 'answer' && !message.ok) {
      process.stderr.write(`${message.value}\n`);
    }
  });
  await once(host, 'spawn');
  return {
    reload: async () => {
      const request: ControlRequest = { id: count++, source: String(reloadPage), argument: null };
      host.send(request);
    },
    close: async () => {
      host.kill('SIGTERM');
      await ended;
    },
    ended,
  };
}
