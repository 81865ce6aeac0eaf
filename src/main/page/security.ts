import type { App, Session as ElectronSession, WebContents } from 'electron';
import { appOrigin, isAppUrl } from './app-origin.ts';

/** The page that main loads, and loads again after a page that left it. */
export const startPage = `${appOrigin}/index.html`;

/** Rules for all pages, present and future. Each block is one rule of docs/security.md. */
export function guardPages(app: Pick<App, 'enableSandbox' | 'on'>): void {
  // Chromium's sandbox: for every page, regardless of its preferences.
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents);
    leadBack(contents);
    denyWindows(contents);
    denyWebviews(contents);
  });
  denyClientCertificates(app);
}

/** Navigation: main loads the page once; it never navigates away. */
function denyNavigation(contents: WebContents): void {
  contents.on('will-navigate', (details) => details.preventDefault());
  contents.on('will-frame-navigate', (details) => details.preventDefault());
  contents.on('will-redirect', (details) => details.preventDefault());
}

/**
 * Leaving anyway: Electron has no event to prevent before `about:` addresses
 * (https://github.com/electron/electron/issues/21136). The main frame is stopped, and if it has
 * already arrived, the application is loaded again.
 */
function leadBack(contents: WebContents): void {
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
    if (isMainFrame && !isSameDocument && !mayShow(url)) {
      contents.stop();
    }
  });
  contents.on('did-navigate', (_event, url) => {
    if (!mayShow(url)) {
      // A failure to load is reported by the window, as for its first page.
      contents.loadURL(startPage).catch(() => {});
    }
  });
}

/** The developer tools are a page too; they exist only in copies that are not packaged. */
function mayShow(url: string): boolean {
  return isAppUrl(url) || url.startsWith('devtools://');
}

/** Windows: the page cannot open any. */
function denyWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Webviews: none, regardless of their preferences. */
function denyWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Client certificates: none is sent. By default Electron sends the first one that matches. */
function denyClientCertificates(app: Pick<App, 'on'>): void {
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    event.preventDefault();
    callback();
  });
}

interface SessionGuardDeps {
  readonly apiOrigin: string;
  readonly isPackaged: boolean;
}

/** Rules for the one browser session that the page and main's own requests share. */
export function guardSession(session: ElectronSession, deps: SessionGuardDeps): void {
  denyPermissions(session);
  denyDownloads(session);
  denyForeignRequests(session, deps);
}

/**
 * Rules for the session of electron-updater's requests. Releases may be on any host, because their
 * signature is checked, but every request must use https, including those after a redirect.
 * @param feedOrigin may be plain http on this computer, for tests
 */
export function guardUpdateSession(session: ElectronSession, feedOrigin: string): void {
  denyPermissions(session);
  denyDownloads(session);
  session.webRequest.onBeforeRequest(({ url, webContentsId }, callback) => {
    const { protocol, origin } = URL.parse(url) ?? { protocol: '', origin: '' };
    const isSafe = protocol === 'https:' || origin === feedOrigin;
    callback({ cancel: webContentsId !== undefined || !isSafe });
  });
}

/** Permissions: none is needed, so all are denied, including future ones. */
function denyPermissions(session: ElectronSession): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
}

/** Downloads: none. */
function denyDownloads(session: ElectronSession): void {
  session.on('will-download', (event) => event.preventDefault());
}

/** Second line of defence: if the CSP fails, a page's request still ends here. */
function denyForeignRequests(session: ElectronSession, deps: SessionGuardDeps): void {
  session.webRequest.onBeforeRequest(({ url, webContentsId }, callback) => {
    // Requests of main's own `net.fetch` pass here too; they belong to no page.
    const isOwn = webContentsId === undefined && URL.parse(url)?.origin === deps.apiOrigin;
    const isDevTools = !deps.isPackaged && url.startsWith('devtools://');
    const isAllowed = isAppUrl(url) || isOwn || isDevTools;
    callback({ cancel: !isAllowed });
  });
}
