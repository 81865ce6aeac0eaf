import { app, BrowserWindow, protocol } from 'electron';

// The least application that draws a window: what any application of this kind has to wait for.

const page = '<!doctype html><title>Empty</title><main><h1>Empty window</h1></main>';

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true } },
]);
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  protocol.handle(
    'app',
    () => new Response(page, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  );
  const window = new BrowserWindow({ width: 1000, height: 700, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('app://empty/index.html');
});
