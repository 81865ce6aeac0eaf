import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import electron, { app, BrowserWindow, ipcMain, protocol, session } from 'electron';

const require = createRequire(import.meta.url);
const folder = import.meta.dirname;
const types = { '.html': 'text/html', '.js': 'text/javascript' };
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

const seen = { navigations: [], windows: [], downloads: [], seconds: [], requests: [] };
const say = (text) => process.stdout.write(`${text}\n`);

async function serve(request) {
  const { pathname } = new URL(request.url);
  seen.requests.push(`${request.method} ${request.url}`);
  const type = types[/\.\w+$/.exec(pathname)?.[0] ?? ''];
  if (!type) {
    return new Response(null, { status: 404 });
  }
  const body = await readFile(join(folder, 'page', pathname));
  return new Response(body, {
    headers: { 'Content-Type': type, 'Content-Security-Policy': policy },
  });
}

function answerPage() {
  ipcMain.handle('echo', (_event, ...values) => values);
  ipcMain.handle('fail', () => {
    throw new RangeError('no such thing');
  });
  ipcMain.handle('return-function', () => () => {});
  ipcMain.handle('who', ({ senderFrame, sender }) => ({
    url: senderFrame.url,
    origin: senderFrame.origin,
    isTop: senderFrame.parent === null && senderFrame.top === senderFrame,
    isOwn: sender === BrowserWindow.getAllWindows()[0].webContents,
  }));
  ipcMain.handle('seen', () => seen);
  ipcMain.on('tell-me', ({ sender }, value) => sender.send('told', value));
}

function noteBlank(event, url) {
  if (url === 'about:blank') {
    globalThis.navigationEvents.push(`${event} ${url}`);
  }
}

function openWindow() {
  const window = new BrowserWindow({
    width: 700,
    height: 500,
    show: false,
    webPreferences: { preload: join(folder, 'preload.cjs') },
  });
  const { webContents } = window;
  webContents.on('will-navigate', (details) => {
    details.preventDefault();
    seen.navigations.push(details.url);
  });
  globalThis.navigationEvents = [];
  webContents.on('did-start-navigation', ({ url }) => noteBlank('did-start-navigation', url));
  webContents.on('did-navigate', (_event, url) => noteBlank('did-navigate', url));
  webContents.setWindowOpenHandler(({ url }) => {
    seen.windows.push(url);
    return { action: 'deny' };
  });
  window.once('ready-to-show', () => window.show());
  for (const event of ['show', 'close', 'closed']) {
    window.on(event, () => say(`window ${event}`));
  }
  void window.loadURL('app://fixture/index.html').then(() => say('loaded'));
}

if (!app.requestSingleInstanceLock()) {
  say('second copy');
  app.quit();
} else {
  say(`same module: ${require('electron') === electron}`);
  if (process.argv.includes('--catch-everything')) {
    process.on('uncaughtException', () => {});
  }
  if (process.argv.includes('--ask-unknown')) {
    app.getAppMetrics();
  }
  if (process.argv.includes('--open-insecure')) {
    void app
      .whenReady()
      .then(() => new BrowserWindow({ webPreferences: { nodeIntegration: true } }));
  }
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true } },
  ]);
  app.on('second-instance', (_event, argv) => say(`second instance: ${argv.slice(1).join(' ')}`));
  for (const event of ['before-quit', 'window-all-closed', 'will-quit', 'quit']) {
    app.on(event, () => say(`app ${event}`));
  }
  app.on('window-all-closed', () => app.quit());
  void startPage();
}

async function startPage() {
  await app.whenReady();
  protocol.handle('app', serve);
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _name, callback) => callback(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.on('will-download', (event, item) => {
    event.preventDefault();
    seen.downloads.push(item.getFilename());
  });
  answerPage();
  if (!process.argv.includes('--open-insecure')) {
    openWindow();
  }
}
